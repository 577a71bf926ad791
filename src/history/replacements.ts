/** A value to be taken out of a history. */
export interface Needle {
  /** The bytes as they stand in the blob or message. Never leave memory but by `--replace-text`. */
  bytes: Buffer;
  /** Where it stands, to name it by: `src/store.ts:12`. */
  place: string;
  /** Whether a zero byte is among the first 8,192 of its blob: git filter-repo then leaves the blob as it is. */
  inBinary?: boolean;
}

/** A value that is not in the file, and why. */
export interface LeftOut {
  place: string;
  reason: string;
}

const replacement = '***REMOVED***';

const binaryReason = 'it stands in a UTF-16 or binary file, which git filter-repo does not change';

/** Shorter values stand in much that is no secret. */
const leastLength = 8;

/** Below this length words and plain numbers stand in code by chance as well. */
const longestWords = 16;
const words =
  /^(?:\d+|(?:[A-Z]{1,13}|[A-Z]?[a-z]{1,12}(?:[A-Z][a-z]{2,12})*)(?:[-_. /](?:[A-Z]{1,13}|[A-Z]?[a-z]{1,12}))*\d{0,4})$/;

/**
 * Lines of a file for `git filter-repo --replace-text`, each with its newline: `literal:VALUE==>***REMOVED***`, and
 * `regex:` for values of several lines, which stand for either kind of line end. Longer values come first, so that no
 * shorter one inside takes a piece of them. Format: https://github.com/newren/git-filter-repo (--replace-text).
 */
export function toReplacements(needles: readonly Needle[]): { lines: Buffer[]; leftOut: LeftOut[] } {
  const leftOut = new Map<string, LeftOut>();
  const values = new Map<string, Buffer>();
  for (const { bytes, place, inBinary = false } of needles) {
    const reason = inBinary || bytes.includes(0) ? binaryReason : whyNot(bytes);
    if (reason === undefined) values.set(bytes.toString('latin1'), bytes);
    else leftOut.set(`${place}\0${reason}`, { place, reason });
  }
  const sorted = [...values.values()].sort((a, b) => b.length - a.length || Buffer.compare(a, b));
  const many = sorted.filter((bytes) => bytes.includes(10));
  // git filter-repo replaces literals before patterns: one inside a value of several lines would break that.
  const asPattern = sorted.filter((bytes) => bytes.includes(10) || many.some((each) => each.includes(bytes)));
  const patterns = new Set(asPattern);
  const lines = [
    ...sorted.filter((bytes) => !patterns.has(bytes)).map((bytes) => line('literal:', bytes)),
    ...asPattern.map((bytes) => line('regex:', Buffer.from(toPattern(bytes)))),
  ];
  // Values of several lines that differ in their line ends have one pattern.
  return { lines: distinct(lines), leftOut: [...leftOut.values()] };
}

function whyNot(bytes: Buffer): string | undefined {
  if (bytes.length === 0) return 'the file itself is the secret, and goes by --invert-paths --path';
  if (bytes.length < leastLength) return 'it is so short that replacing it would change other text';
  if (bytes.length < longestWords && words.test(bytes.toString('latin1'))) {
    return 'it is made of common words or digits, and replacing it would change other text';
  }
  return undefined;
}

function line(kind: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), bytes, Buffer.from(`==>${replacement}\n`)]);
}

/** A Python pattern for bytes: all but letters and digits by number. */
function toPattern(bytes: Buffer): string {
  const text = bytes.toString('latin1').replaceAll('\r\n', '\n');
  return text.replace(/[^A-Za-z0-9]/g, (character) => (character === '\n' ? '\\r?\\n' : byNumber(character)));
}

function byNumber(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function distinct(lines: readonly Buffer[]): Buffer[] {
  return [...new Map(lines.map((each) => [each.toString('latin1'), each])).values()];
}
