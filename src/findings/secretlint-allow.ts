import { remember } from '../lib/remember.ts';
import type { AllowPlace, Directive, InlineAllow } from './inline-allow.ts';

/** secretlint's rule names where ours start otherwise; hyphens are left out on both sides. */
const otherNames: Record<string, string> = { gcp: 'google', databaseconnectionstring: 'connectionstring' };
const everyRule = /^preset/;
/** A name at least this long may stand anywhere in a rule id (`privatekey` in `pgp-private-key`). */
const longName = 8;

interface Range {
  names: readonly string[];
  end?: Directive;
}

/**
 * secretlint's comments, in order: `-disable` holds up to the next `-enable` or the end, `-disable-line` and
 * `-disable-next-line` for one line. Rule ids in the list cover our rules of the same provider, so that
 * `@secretlint/secretlint-rule-aws` covers `aws-...`; an id that names none of ours covers nothing. After `mostRanges`
 * times `-disable` no further one is read.
 * https://github.com/secretlint/secretlint/tree/master/packages/%40secretlint/secretlint-rule-filter-comments
 */
export function startSecretlint(mostRanges: number): { read(directive: Directive): InlineAllow | undefined } {
  const open: Range[] = [];
  let ranges = 0;
  return {
    read(directive) {
      const { word, line } = directive;
      const names = readNames(directive.after);
      if (word === 'secretlint-enable') return void close(open, names, directive);
      if (word !== 'secretlint-disable') {
        const covered = word === 'secretlint-disable-line' ? line : line + 1;
        return make(directive, names, ({ startLine, endLine }) => startLine <= covered && covered <= endLine);
      }
      if (ranges++ >= mostRanges) return undefined;
      const range: Range = { names };
      open.push(range);
      const reaches = (place: AllowPlace) => isBehind(directive, place) && !(range.end && isBehind(range.end, place));
      return { ...make(directive, names, reaches), isRange: true };
    },
  };
}

function readNames(after: string): string[] {
  const list = after.split(/\s--+(?:\s|$)/)[0] ?? '';
  return list.split(',').flatMap((item) => {
    const id = /^\s*([@\w][\w@./-]*)/.exec(item)?.[1];
    return id ? [plain(id.replace(/^(?:@[^/]*\/)?(?:secretlint-rule-)?/, ''))] : [];
  });
}

/** Without names, the latest `-disable` and whatever else is open ends here. */
function close(open: Range[], names: readonly string[], end: Directive): void {
  for (const range of [...open]) {
    if (names.length > 0 && !names.some((name) => range.names.includes(name))) continue;
    range.end = end;
    open.splice(open.indexOf(range), 1);
  }
}

/** Whether the secret starts behind the directive; on the directive's own line its end decides. */
function isBehind({ line, column }: Directive, { startLine, endLine, secretEndColumn }: AllowPlace): boolean {
  if (startLine !== line) return startLine > line;
  return endLine > line || secretEndColumn === undefined || secretEndColumn > column;
}

function make(
  { word, line }: Directive,
  names: readonly string[],
  reaches: (place: AllowPlace) => boolean,
): InlineAllow {
  const isFor = remember((ruleId) => names.length === 0 || names.some((name) => namesRule(name, plain(ruleId))));
  return { line, text: word, covers: (place, ruleId) => reaches(place) && isFor(ruleId), expired: false };
}

function namesRule(name: string, ruleId: string): boolean {
  if (everyRule.test(name)) return true;
  const ours = otherNames[name] ?? name;
  return ruleId.startsWith(ours) || (ours.length >= longName && ruleId.includes(ours));
}

function plain(id: string): string {
  return id.replaceAll(/[-_.]/g, '').toLowerCase();
}
