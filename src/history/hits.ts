import type { Finding } from '../model/finding.ts';
import type { PlaceKind } from '../model/history.ts';
import type { Holding } from './types.ts';

/** A finding in something that is no file of a commit: a message, a name, a blob that no commit has. */
export interface TextHit {
  kind: PlaceKind;
  finding: Finding;
  /** The bytes of the secret. Never leaves memory. */
  needle: Buffer;
  /** Number of the commit whose message or author it is; -1 where no commit of the selection is meant. */
  commit: number;
  /** What leads to it, where that is one ref. */
  ref?: string;
  /** Of a file's name: the path, as latin1. */
  path?: string;
}

/** What was found of one secret, under whatever rules. */
export interface SecretHits {
  /** By path (as latin1) and blob. */
  files: Map<string, Map<string, Finding[]>>;
  texts: TextHit[];
}

/** Everything that was found, by secret. */
export interface Hits {
  addFile(path: string, blob: string, finding: Finding, needle: Buffer): void;
  addText(hit: TextHit): void;
  /** Forgets texts; tells how many. */
  removeTexts(isUnwanted: (hit: TextHit) => boolean): number;
  /** Changes the paths that findings name. */
  showPaths(show: (path: string) => string): void;
  readonly bySecret: ReadonlyMap<string, SecretHits>;
  readonly holdings: readonly Holding[];
}

export function createHits(): Hits {
  const bySecret = new Map<string, SecretHits>();
  const holdings = new Map<string, Holding>();
  const hitsOf = (secretHash: string) => {
    const known: SecretHits = bySecret.get(secretHash) ?? { files: new Map(), texts: [] };
    bySecret.set(secretHash, known);
    return known;
  };
  return {
    bySecret,
    get holdings() {
      return [...holdings.values()];
    },
    addFile(path, blob, finding, needle) {
      const { secretHash } = finding;
      const { files } = hitsOf(secretHash);
      const blobs = files.get(path) ?? new Map<string, Finding[]>();
      files.set(path, blobs);
      const findings = blobs.get(blob) ?? [];
      blobs.set(blob, findings);
      findings.push(finding);
      const key = `${path}\0${blob}\0${secretHash}\0${needle.toString('latin1')}`;
      if (!holdings.has(key)) holdings.set(key, { path, blob, secretHash, needle });
    },
    addText(hit) {
      hitsOf(hit.finding.secretHash).texts.push(hit);
    },
    showPaths(show) {
      for (const { files, texts } of bySecret.values()) {
        const found = [...files.values()].flatMap((blobs) => [...blobs.values()].flat());
        for (const finding of [...found, ...texts.map((hit) => hit.finding)]) {
          finding.path = show(finding.path);
          finding.parts = finding.parts.map((part) => ({ ...part, path: show(part.path) }));
          finding.places = [];
        }
      }
    },
    removeTexts(isUnwanted) {
      let count = 0;
      for (const hits of bySecret.values()) {
        const kept = hits.texts.filter((hit) => !isUnwanted(hit));
        count += hits.texts.length - kept.length;
        hits.texts = kept;
      }
      return count;
    },
  };
}
