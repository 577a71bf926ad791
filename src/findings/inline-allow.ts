import { foreignAllow } from './foreign-allow.ts';
import { isInComment } from './in-comment.ts';
import { ownAllow } from './own-allow.ts';
import { startSecretlint } from './secretlint-allow.ts';

/**
 * Where a secret stands: lines in the file; the column is that of the byte after the secret, from 1, in its last line as
 * far as the fragment holds that line.
 */
export interface AllowPlace {
  startLine: number;
  endLine: number;
  secretEndColumn?: number;
}

/** A comment that says "this is fine", ours or another scanner's. */
export interface InlineAllow {
  line: number;
  /** The comment's own words, from the directive on, with whatever looks like a key in them taken out. */
  text: string;
  /** False also for an allow that expired or has a problem. */
  covers(place: AllowPlace, ruleId: string): boolean;
  reason?: string;
  /** Last day on which it holds: YYYY-MM-DD. */
  until?: string;
  expired: boolean;
  /** Why it is not understood; it then suppresses nothing. */
  problem?: string;
  /** Whether it may reach far from its line. */
  isRange?: true;
  /** Whether it stands in a comment. If not, and if it allows nothing, it was not there for that. */
  isMeant?(): boolean;
  /** Offset of its directive in the text it was read from. */
  start?: number;
}

/** The comment's words, and why they could not allow anything. */
export function withCause({ text, expired, until, problem }: InlineAllow): string {
  if (problem !== undefined) return `${text} (${problem})`;
  return expired ? `${text} (expired on ${until})` : text;
}

/** A directive as found in the text, with what stands round it on its line. */
export interface Directive {
  word: string;
  line: number;
  /** Byte column from 1. */
  column: number;
  /** The line's text before it, at most the last 200 bytes, and whether that is all. */
  before: string;
  isBeforeWhole: boolean;
  /** The line's text after it, at most 600 bytes. */
  after: string;
  /** The whole text and the directive's line in it, by offsets; the end excludes the line break. */
  source: string;
  lineStart: number;
  lineEnd: number;
}

const maxBefore = 200;
const maxAfter = 600;
/** More than this are hardly written by people; the rest is not read, so that secrets beside them are reported. */
const maxAllows = 5_000;
const maxAllowsInLine = 50;
const maxRanges = 100;
const markers = [':allow', 'gnore', 'pragma:', 'secretlint-'];

/** Whether it is worth calling `readInlineAllows`: a quick look for words that every directive has. */
export function mayHoldAllow(bytes: Buffer): boolean {
  return markers.some((marker) => bytes.includes(marker, 0, 'latin1'));
}

/**
 * All ignore comments in a fragment (its bytes as latin1 text): keyturn's own and those of gitleaks, betterleaks,
 * detect-secrets, trufflehog, kingfisher and secretlint, each with its tool's reach. `today` is YYYY-MM-DD.
 */
export function readInlineAllows(text: string, firstLine: number, path: string, today: string): InlineAllow[] {
  const allows: InlineAllow[] = [];
  const secretlint = startSecretlint(maxRanges);
  for (const directive of findDirectives(text, firstLine)) {
    const { word, line } = directive;
    const start = directive.lineStart + directive.column - 1;
    if (allows.at(-maxAllowsInLine)?.line === line && word !== 'secretlint-enable') continue;
    const allow = word.startsWith('secretlint-')
      ? secretlint.read(directive)
      : word.startsWith('keyturn:')
        ? ownAllow(directive, today)
        : foreignAllow(directive, path);
    if (allow) allows.push({ ...allow, isMeant: () => isInComment(directive, path), start });
    if (allows.length === maxAllows) break;
  }
  return allows;
}

function* findDirectives(source: string, firstLine: number): Generator<Directive> {
  const words =
    /(?<![\w-])(?:keyturn:allow(?:\w|-(?=\w))*|secretlint-(?:disable-next-line|disable-line|disable|enable))|(?:gitleaks|better[lL]eaks):allow|pragma: ?(?:allow|white)list[ -](?:nextline[ -])?secret|trufflehog:ignore|[Kk]ing[Ff]isher:[Ii]gnore/g;
  let line = firstLine;
  let lineStart = 0;
  let lineBreak = source.indexOf('\n');
  for (const { 0: word, index } of source.matchAll(words)) {
    while (lineBreak !== -1 && lineBreak < index) {
      line++;
      lineStart = lineBreak + 1;
      lineBreak = source.indexOf('\n', lineStart);
    }
    const lineEnd = withoutReturn(source, lineBreak === -1 ? source.length : lineBreak);
    const end = index + word.length;
    yield {
      word,
      line,
      column: index - lineStart + 1,
      before: source.slice(Math.max(lineStart, index - maxBefore), index),
      isBeforeWhole: index - lineStart <= maxBefore,
      after: source.slice(end, Math.min(lineEnd, end + maxAfter)),
      source,
      lineStart,
      lineEnd,
    };
  }
}

function withoutReturn(source: string, lineEnd: number): number {
  return source[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
}
