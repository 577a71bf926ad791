import { maxReach } from './allow-index.ts';
import type { AllowPlace, Directive, InlineAllow } from './inline-allow.ts';

/** Comment signs that detect-secrets knows, and the ends that it wants to see. */
const opener = /[ \t](#|\/\/|\/\*|'|--|<!--)[# \t]*$/;
const lineOpener = /^[ \t]*(#|\/\/|\/\*|'|--|<!--)[# \t]*$/;
const closers: Record<string, RegExp> = { '/*': /\*\/[ \t]*$/, '<!--': /-->[ \t]*$/ };

const maxDelimiter = 200;

/**
 * Ignore comments of gitleaks, betterleaks, detect-secrets, trufflehog and kingfisher. Undefined where the tool itself
 * would not take the words for a directive.
 */
export function foreignAllow(directive: Directive, path: string): InlineAllow | undefined {
  const { word, line } = directive;
  if (word.startsWith('pragma:')) return pragma(directive, path);
  if (word === 'trufflehog:ignore') return make(directive, (place) => isAfter(directive, place));
  if (word.toLowerCase() === 'kingfisher:ignore') return kingfisher(directive);
  return make(directive, (place) => touches(line, place));
}

/** https://github.com/Yelp/detect-secrets#inline-allowlisting */
function pragma(directive: Directive, path: string): InlineAllow | undefined {
  const { word, line, before, isBeforeWhole, after } = directive;
  const isForNextLine = word.includes('nextline');
  if (isForNextLine && !isBeforeWhole) return undefined;
  const comment = (isForNextLine ? lineOpener : opener).exec(before)?.[1];
  if (!comment || (path.endsWith('.yaml') && comment !== '#')) return undefined;
  if (closers[comment]?.test(after) === false) return undefined;
  return make(directive, (place) => (isForNextLine ? place.startLine === line + 1 : touches(line, place)));
}

/** trufflehog looks from the secret's end to the end of that line. */
function isAfter({ line, column }: Directive, { endLine, secretEndColumn }: AllowPlace): boolean {
  return endLine === line && (secretEndColumn === undefined || column >= secretEndColumn);
}

/**
 * kingfisher also takes a directive above or below the secret. A comment that shares its line with other code is kept
 * from reaching a one-line secret next to it, which is where this is narrower than kingfisher itself.
 */
function kingfisher(directive: Directive): InlineAllow {
  const { line, before, isBeforeWhole, after } = directive;
  const isAlone = isBeforeWhole && !/[\w\x80-\xff]/.test(before + after);
  const first = line - reachUp(directive);
  const last = line + reachDown(directive);
  return make(directive, (place) => {
    if (touches(line, place)) return true;
    if (!isAlone && place.startLine === place.endLine) return false;
    return place.startLine > line ? place.startLine <= last : place.endLine >= first;
  });
}

/** Number of lines down to the first that is not just the beginning of a multi-line value. */
function reachDown({ source, lineEnd }: Directive): number {
  let lines = 1;
  let at = source.indexOf('\n', lineEnd);
  while (at !== -1 && lines < maxReach) {
    const end = source.indexOf('\n', at + 1);
    if (!isDelimiter(source.slice(at + 1, end === -1 ? undefined : end))) break;
    lines++;
    at = end;
  }
  return lines;
}

/** The same upwards, past the end of a multi-line value. */
function reachUp({ source, lineStart }: Directive): number {
  let lines = 1;
  let end = lineStart - 1;
  while (end > 0 && lines < maxReach) {
    const start = source.lastIndexOf('\n', end - 1) + 1;
    if (!isDelimiter(source.slice(start, end))) break;
    lines++;
    end = start - 1;
  }
  return lines;
}

function isDelimiter(line: string): boolean {
  return line.length <= maxDelimiter && /^\s*["'`]*\s*$|(?:"""|'''|```)\s*$/.test(line);
}

function touches(line: number, { startLine, endLine }: AllowPlace): boolean {
  return startLine <= line && line <= endLine;
}

function make({ word, line }: Directive, covers: InlineAllow['covers']): InlineAllow {
  return { line, text: word, covers, expired: false };
}
