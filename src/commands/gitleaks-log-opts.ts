import { usageError } from './usage-error.ts';

/** What of `git log` says nothing here: everything is read, each change once, merges too. */
const idle = [
  ...['--all', '--full-history', '--no-merges', '--left-right', '-m', '-c', '--cc', '--diff-merges', '--reverse'],
  ...['-p', '-u', '--patch', '-U0', '--unified=0', '--no-color', '--text', '-a', '--no-ext-diff', '--no-textconv'],
  ...['--topo-order', '--date-order', '--author-date-order', '--no-renames', '--'],
];
const counts = ['-n', '--max-count'];
const dates: Readonly<Record<string, string>> = {
  '--since': '--since',
  '--after': '--since',
  '--until': '--until',
  '--before': '--until',
};
/** As in `:!docs` and `:(exclude)docs`. */
const excluded = /^:(?:!|\^|\(exclude\))(?!:)/;

/**
 * The options and revisions of `git log` that gitleaks was given as `--log-opts`, as flags of `history`. Without `--all`
 * and revisions git reads what HEAD leads to, so that is what is read. Throws `UserError` `usage` for what would select
 * other commits than can be selected here. https://git-scm.com/docs/git-log
 */
export function fromLogOptions(words: readonly string[]): string[] {
  const result: string[] = [];
  const revisions: string[] = [];
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  for (let at = 0; at < options.length; at++) {
    const word = options[at]!;
    const [flag = '', ...parts] = word.split('=');
    const value = () => (parts.length > 0 ? parts.join('=') : options[++at]) ?? '';
    const count = /^-n?(\d+)$/.exec(word)?.[1];
    if (!word.startsWith('-')) revisions.push(word);
    else if (count !== undefined) result.push(`--max-commits=${count}`);
    else if (counts.includes(flag)) result.push(`--max-commits=${value()}`);
    else if (Object.hasOwn(dates, flag)) result.push(`${dates[flag]}=${value()}`);
    else if (flag === '--first-parent') result.push(flag);
    else if (!idle.includes(word) && !idle.includes(flag)) throw unknownOption(word);
  }
  if (revisions.length > 0) result.push(`--range=${revisions.join(' ')}`);
  else if (!options.includes('--all')) result.push('--range=HEAD');
  return [...result, ...(end < 0 ? [] : words.slice(end + 1).map(fromPathspec))];
}

function fromPathspec(word: string): string {
  if (excluded.test(word)) return `--exclude=/${word.replace(excluded, '')}`;
  if (word.startsWith(':')) throw unknownOption(word);
  return `--include=/${word.replace(/^\.\//, '')}`;
}

function unknownOption(word: string): Error {
  const known = '--range, --branch, --since, --until, --max-commits, --first-parent, --include and --exclude';
  return usageError(`--log-opts: ${JSON.stringify(word)} has no counterpart; history takes ${known}`, 'history');
}
