import { isAbsolute, relative } from 'node:path';
import { escapeControl } from '../../lib/escape-control.ts';
import { formatCount, formatNoun } from '../../lib/format-amount.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Finding } from '../../model/finding.ts';
import type { PlaceKind } from '../../model/history.ts';
import type { Report } from '../../model/report.ts';
import type { ReportedReplacements } from '../types.ts';
import type { Layout } from './layout.ts';
import { quoteForShell } from './shell-word.ts';

const pathsShown = 10;
const peopleShown = 8;
const leftOutShown = 10;
const widest = 80;

/**
 * What taking the findings out of a history takes, as steps with the commands to run. URL and FILE are the reader's
 * to fill in. https://github.com/newren/git-filter-repo and https://rtyley.github.io/bfg-repo-cleaner/
 */
export function explainCleanUp(layout: Layout, report: Report): string {
  const { replacements } = layout.context;
  const { findings } = report;
  const steps = [
    text(
      'Rotate every value first, and check what it was used for. Clones, forks and caches keep the old history: ' +
        'rewriting it does not make a leaked value safe. What was never pushed needs only git rebase --interactive.',
    ),
    replacements ? describeReplacements(replacements) : askForReplacements(layout, report),
    text('Rewrite a new mirror of the repository at URL (pip install git-filter-repo), then look at it:') +
      commands(rewriteCommands(findings, replacements)) +
      explainOthers(findings) +
      bfg(replacements),
    text(
      'When nobody has pushed meanwhile and branch protection is lifted, replace all branches and tags. All commits ' +
        'from the first changed one on get new ids; signatures go:',
    ) + commands(['git push --force --mirror URL']),
    text(
      `Tell ${people(findings)} everybody who has a clone to delete it, stashes and all, and to clone anew: one push ` +
        'from an old clone brings everything back. Forks have it still; open pull requests must be made anew. Ask ' +
        'the host to drop cached pages and the refs of pull requests, which no push changes. Delete FILE.',
    ),
  ];
  const title = layout.style.bad('To take them out of the history:');
  return `${title}\n${steps.map((step, index) => `  ${index + 1}. ${step.slice(5)}`).join('')}`;
}

function askForReplacements({ context }: Layout, { root }: Report): string {
  const from = relative(root, context.cwd);
  const isInside = !isAbsolute(from) && from.split(/[/\\]/)[0] !== '..';
  const where = isInside ? '' : `${quoteForShell(escapeControl(root), 'REPOSITORY')} `;
  return (
    text('Have the values written to a new FILE (an absolute path outside of the repository) that only you can read:') +
    commands([`keyturn history ${where}--replace-text FILE`])
  );
}

function describeReplacements({ file, count, leftOut }: ReportedReplacements): string {
  const written =
    file === undefined
      ? 'No value can be replaced as text, so FILE was not written.'
      : `FILE is ${escapeControl(file)} with ${formatNoun(count, 'value')}.`;
  if (leftOut.length === 0) return text(written);
  const shown = leftOut.slice(0, leftOutShown).map(({ place, reason }) => escapeControl(`${place}: ${reason}`));
  if (leftOut.length > shown.length) shown.push(`and ${formatCount(leftOut.length - shown.length)} more`);
  return text(`${written} Not in it, to be taken out by hand:`) + shown.map((each) => text(`- ${each}`)).join('');
}

function rewriteCommands(findings: readonly Finding[], replacements: ReportedReplacements | undefined): string[] {
  const file = fileWord(replacements);
  const texts = file === undefined ? [] : [`--replace-text ${file}`, `--replace-message ${file}`];
  const paths = wholeFiles(findings);
  const removed = paths.map((path, index) => `${index === 0 ? '--invert-paths ' : ''}--path ${path}`);
  const kinds = kindsOf(findings);
  const others = otherWays.filter((way) => way.kinds.some((kind) => kinds.has(kind))).map(({ flag }) => flag);
  return [
    'git clone --mirror URL clean.git && cd clean.git',
    ['git filter-repo --replace-refs update-no-add', ...texts, ...removed, ...others].join(' \\\n  '),
    'git reflog expire --expire=now --all && git gc --prune=now',
    'keyturn history .',
  ];
}

function bfg(replacements: ReportedReplacements | undefined): string {
  const file = fileWord(replacements);
  if (file === undefined) return '';
  return (
    text('Or, where all are values of one line in files, BFG instead of git filter-repo:') +
    commands([`bfg --no-blob-protection --replace-text ${file} .`])
  );
}

/** The file of values as a shell word; undefined: there is none. */
function fileWord(replacements: ReportedReplacements | undefined): string | undefined {
  if (replacements === undefined) return 'FILE';
  return replacements.file === undefined ? undefined : quoteForShell(escapeControl(replacements.file));
}

/** Files that are themselves the secret, as shell words. */
function wholeFiles(findings: readonly Finding[]): string[] {
  const whole = findings.filter(({ redacted, history }) => redacted === '' && history?.kind === 'file');
  const paths = whole.flatMap(({ path, history }) => [path, ...(history?.places ?? []).map((place) => place.path)]);
  const words = [...new Set(paths)].map((path) => quoteForShell(escapeControl(path), 'PATH'));
  return words.length > pathsShown ? [...words.slice(0, pathsShown), '...'] : words;
}

interface OtherWay {
  kinds: readonly PlaceKind[];
  flag: string;
  words: string;
}

/** How values go that stand neither in a file nor in a message. */
const otherWays: readonly OtherWay[] = [
  {
    kinds: ['author', 'committer'],
    flag: '--mailmap MAILMAP',
    words: 'MAILMAP is a file of lines such as: New Name <new@example.com> <old@example.com>.',
  },
  {
    kinds: ['file-name'],
    flag: '--path-rename OLD:NEW',
    words: 'OLD and NEW are the file names (repeat it for each).',
  },
];

function explainOthers(findings: readonly Finding[]): string {
  const kinds = kindsOf(findings);
  const words = otherWays.filter((way) => way.kinds.some((kind) => kinds.has(kind))).map((way) => way.words);
  if (kinds.has('ref')) words.push('Rename branches by git branch --move OLD NEW; make tags anew under other names.');
  return words.length > 0 ? text(words.join(' ')) : '';
}

function kindsOf(findings: readonly Finding[]): Set<PlaceKind> {
  return new Set(findings.flatMap(({ history }) => history?.places.map(({ kind }) => kind) ?? []));
}

/** Those who added the secrets, who may have them elsewhere too. */
function people(findings: readonly Finding[]): string {
  const names = [...new Set(findings.map(({ history }) => history?.author ?? ''))].filter((name) => name !== '');
  if (names.length === 0) return '';
  const shown = names.slice(0, peopleShown).map(escapeControl);
  if (names.length > shown.length) shown.push(`${formatCount(names.length - shown.length)} more`);
  return `those who added them (${shown.join(', ')}) and`;
}

/** A paragraph under a step's number. */
function text(words: string): string {
  return wrapText(words, widest - 5)
    .map((each) => `     ${each}\n`)
    .join('');
}

function commands(lines: readonly string[]): string {
  return lines.map((each) => `       ${each.replaceAll('\n', '\n       ')}\n`).join('');
}
