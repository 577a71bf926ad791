import type { Confidence, Severity } from '../model/level.ts';

/** A secret that the engine sees in a text, without its value. */
export interface SeenSecret {
  line: number;
  description: string;
  ruleId: string;
  severity: Severity;
  confidence: Confidence;
}

/** How it stands with the hooks. */
export interface HookState {
  isInstalled: boolean;
  /** A hook of ours that does not work, in words. */
  fault?: string;
}

/** What other stages know, handed in by the command. */
export interface DoctorInputs {
  /** What of a text is a secret; comments and settings that allow one are respected. */
  findSecrets(path: string, bytes: Uint8Array): readonly SeenSecret[];
  /** Whether a path belongs to tests, samples, documentation or other people's code. */
  isSamplePath(path: string): boolean;
  /** Undefined: hooks are not to be expected here. */
  hookState(): Promise<HookState | undefined> | HookState | undefined;
  /** Entries of the baseline that nothing matches any more; undefined where there is no baseline. */
  staleEntries(): Promise<{ file: string; entries: readonly { path: string; ruleId: string }[] } | undefined>;
}
