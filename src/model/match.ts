import type { Confidence, Severity } from './level.ts';
import type { CompiledRule } from './rule.ts';

/** A named piece of a multi-part credential. */
export interface MatchPart {
  /** What it is (`user`, `host`); absent where it is another rule's match, which that rule names. */
  name?: string;
  /** The rule that found it. */
  ruleId: string;
  /** Byte offsets in the fragment. */
  start: number;
  end: number;
  secret: string;
  /** Nothing to hide: a user or a host. */
  isPublic?: boolean;
}

/** A rule's hit in a fragment. The only thing that holds a raw value; it ends in `findings/redact.ts`. */
export interface Match {
  rule: CompiledRule;
  /** Byte offsets of the secret in the fragment; of the encoded run when it was decoded. */
  start: number;
  end: number;
  /** Byte offsets of the whole match, the secret and what proved it. */
  matchStart: number;
  matchEnd: number;
  /** The raw value, as text. */
  secret: string;
  severity: Severity;
  confidence: Confidence;
  /** Shannon entropy of the secret, in bits per character. */
  entropy: number;
  /** Why it was reported, in words. */
  reasons: string[];
  /** Codecs undone to see it, outermost first. */
  decoded: readonly string[];
  parts: MatchPart[];
  tags: string[];
  /** Ids, or beginnings of ids, of commits in which an allowlist lets it be; only where there are some. */
  allowedIn?: readonly string[];
}
