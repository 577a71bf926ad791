import type { Finding } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { shortCommit } from '../kind-words.ts';
import { asComment } from './comment.ts';
import { type Layout, shownPath } from './layout.ts';
import { isPlainWord, quoteForShell } from './shell-word.ts';

/** After findings in what a git hook looked at: what was stopped, and the ways on. Undefined for any other report. */
export function explainBlocked(layout: Layout, report: Report): string | undefined {
  const { command, findings } = report;
  if (findings.length === 0 || layout.context.exitCode === 0) return undefined;
  const steps = endings[command];
  if (!steps) return undefined;
  const [title, ...rest] = steps(layout, report);
  return `${layout.style.bad(title!)} To go on:\n${rest.join('')}`;
}

type Ending = (layout: Layout, report: Report) => string[];

const endings: Readonly<Record<string, Ending>> = {
  staged: (layout, report) => [
    'Commit blocked.',
    step('If a value was ever pushed or shared, rotate it first.'),
    step(
      'Move it to an environment variable or a secret store, then stage the file\n    again, or leave the file out:',
    ),
    line(`git add ${fileOf(layout, report.findings)}`),
    line(`git reset -- ${fileOf(layout, report.findings)}`),
    ...falseAlarm(report),
  ],
  'commit-msg': (_layout, { findings }) => [
    'Commit blocked: its message holds a secret.',
    step('Nothing is lost: take the value out of the message and commit again:'),
    line('git commit --edit --file="$(git rev-parse --git-path COMMIT_EDITMSG)"'),
    step('A false alarm? Say why, on a line of the message:'),
    line(allowText(findings)),
  ],
  'pre-push': (_layout, report) => [
    'Push blocked, nothing was sent.',
    step('If a value was ever pushed elsewhere or shared, rotate it first.'),
    step('Move it to an environment variable or a secret store; out of the commits:'),
    line(`git rebase --interactive ${oldest(report.findings)}^`),
    ...falseAlarm(report),
  ],
  'prepare-commit-msg': (_layout, report) => [
    'Merge stopped: what it brings in holds a secret.',
    step('Rotate what was pushed or shared; whoever wrote the commits should know.'),
    step('Merge when they are mended:'),
    line('git merge --abort'),
    step('Or take them as they are:'),
    line('KEYTURN_SKIP=1 git commit --no-edit'),
    ...falseAlarm(report),
  ],
  'pre-commit': (_layout, report) => [
    'These commits hold a secret.',
    step('Rotate it, if it was pushed or shared.'),
    ...falseAlarm(report),
  ],
};

function falseAlarm({ findings, baseline }: Report): string[] {
  const paths = new Set(findings.map(({ path }) => path));
  const allow = allowText(findings);
  const comments = new Set([...paths].map((path) => asComment(path, allow)));
  const [comment] = comments;
  const isKnown = comments.size === 1 && comment !== undefined;
  return [
    step('A false alarm? Say why, in a comment on that line or alone above it:'),
    line(isKnown ? comment : allow),
    '    or, where no comment can stand, in the baseline of what is known:\n',
    line(`keyturn baseline ${baseline === undefined ? 'create' : 'update'}`),
  ];
}

function allowText(findings: readonly Finding[]): string {
  const rules = new Set(findings.map(({ ruleId }) => ruleId));
  const rule = rules.size === 1 && isPlainWord(findings[0]!.ruleId) ? findings[0]!.ruleId : 'RULE';
  return `keyturn:allow ${rule} reason="..."`;
}

function fileOf(layout: Layout, findings: readonly Finding[]): string {
  const paths = new Set(findings.map(({ path }) => path));
  return paths.size === 1 ? quoteForShell(shownPath(layout, findings[0]!.path)) : 'FILE';
}

/** The commit that is to be changed first. */
function oldest(findings: readonly Finding[]): string {
  const commits = findings.flatMap(({ history }) => (history?.commit ? [history] : []));
  const [first] = commits.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return first ? shortCommit(first.commit) : 'COMMIT';
}

function step(text: string): string {
  return `  - ${text}\n`;
}

function line(text: string): string {
  return `      ${text}\n`;
}
