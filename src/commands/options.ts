import type { ScanFlags } from '../config/flags.ts';
import type { SelectionFlags } from '../config/history-selection.ts';
import { confidences, severities } from '../model/level.ts';
import { formats } from '../model/options.ts';
import type { CommandName } from './command-list.ts';

/** The values of all flags of all commands; an absent one was not given. */
export interface Flags extends ScanFlags, SelectionFlags {
  stdinPath?: string;
  mask?: boolean;
  replaceText?: string;
  cache?: string;
  shard?: string;
  provider?: string;
  withHistory?: boolean;
  pruneOnly?: boolean;
  removeUnused?: boolean;
  compat?: string;
  force?: boolean;
  stale?: boolean;
  decide?: string;
  id?: readonly string[];
  all?: boolean;
  by?: string;
  preCommit?: boolean;
  commitMsg?: boolean;
  prepareCommitMsg?: boolean;
  prePush?: boolean;
  template?: string;
  only?: readonly string[];
  skip?: readonly string[];
  list?: boolean;
  fix?: boolean;
  yes?: boolean;
}

/** A command-line option: the parser, help and the shells' completion are all made from this table. */
export interface Flag {
  /** As typed after `--`; one that begins with `no-` turns its key off. */
  name: string;
  /** As typed after `-`. */
  alias?: string;
  /** Where the value goes. */
  key: keyof Flags;
  /** `text`: one value, given once; `list`: may be repeated; `ids`: a list that may also be written with commas. */
  type: 'boolean' | 'text' | 'list' | 'ids';
  choices?: readonly string[];
  /** What it means when it is given without a value. */
  bareValue?: string;
  /** Completed as a file name. */
  isPath?: boolean;
  /** Another flag that contradicts it. */
  excludes?: string;
  group: FlagGroup;
  description: string;
  commands: readonly CommandName[];
}

export type FlagGroup =
  | 'Checks:'
  | 'Which hooks:'
  | 'What is scanned:'
  | 'Which commits:'
  | 'Rules:'
  | 'Baseline:'
  | 'Report:'
  | 'Running:';

const scans: readonly CommandName[] = ['scan', 'staged', 'history', 'baseline check'];
const recording: readonly CommandName[] = ['baseline create', 'baseline update', 'baseline import'];
const reading: readonly CommandName[] = [...scans, ...recording, 'baseline audit'];
const tree: readonly CommandName[] = ['scan', 'baseline check', 'baseline audit', ...recording];
const files: readonly CommandName[] = ['scan', 'staged'];
const audits: readonly CommandName[] = ['history'];
const reporting: readonly CommandName[] = [...scans, 'merge'];
const configured: readonly CommandName[] = [...reading, 'rules list', 'rules show', 'rules test', 'doctor'];

const hooks: readonly CommandName[] = ['hook install', 'hook uninstall'];

export const flags: readonly Flag[] = [
  ...inGroup('Which hooks:', hooks, [
    {
      name: 'pre-commit',
      key: 'preCommit',
      type: 'boolean',
      description: 'What is staged, before each commit',
    },
    { name: 'commit-msg', key: 'commitMsg', type: 'boolean', description: 'The message of each commit' },
    { name: 'pre-push', key: 'prePush', type: 'boolean', description: 'Commits that are pushed and not there yet' },
    {
      name: 'prepare-commit-msg',
      key: 'prepareCommitMsg',
      type: 'boolean',
      description: 'Commits that a merge brings in',
    },
    {
      name: 'template',
      key: 'template',
      type: 'text',
      bareValue: 'auto',
      isPath: true,
      description: 'In the folder of init.templateDir, or in --template=DIR, from which git makes new repositories',
    },
  ]),
  ...inGroup(
    'Checks:',
    ['doctor'],
    [
      { name: 'only', key: 'only', type: 'ids', description: 'Only these checks (repeatable, or a comma list)' },
      { name: 'skip', key: 'skip', type: 'ids', description: 'Not these checks (repeatable, or a comma list)' },
      { name: 'list', key: 'list', type: 'boolean', description: 'List the checks, and do nothing' },
      {
        name: 'fix',
        key: 'fix',
        type: 'boolean',
        description: 'Do what is safe and can be undone, each step shown before and asked for',
      },
      { name: 'yes', alias: 'y', key: 'yes', type: 'boolean', description: 'With --fix: do it without asking' },
      {
        name: 'min-severity',
        key: 'minSeverity',
        type: 'text',
        choices: severities,
        description: `Least severity: ${severities.join(', ')} (default: low)`,
      },
      {
        name: 'format',
        alias: 'f',
        key: 'format',
        type: 'text',
        choices: ['terminal', 'json', 'sarif'],
        description: 'terminal, json, sarif (default: by the extension of --output, or terminal)',
      },
    ],
  ),
  ...inGroup('What is scanned:', reading, [
    { name: 'include', key: 'include', type: 'list', description: 'Only paths that match this glob (repeatable)' },
    { name: 'exclude', key: 'exclude', type: 'list', description: 'Not the paths that match this glob (repeatable)' },
    {
      name: 'no-gitignore',
      key: 'gitignore',
      type: 'boolean',
      description: 'Also scan what git ignores',
      commands: tree,
    },
    {
      name: 'tracked-only',
      key: 'trackedOnly',
      type: 'boolean',
      description: 'Only files that git tracks',
      commands: tree,
    },
    {
      name: 'max-file-size',
      key: 'maxFileSize',
      type: 'text',
      description: 'Skip larger files, e.g. 500kB or 10MB; 0: no limit',
    },
    {
      name: 'archives',
      key: 'archives',
      type: 'boolean',
      description: 'Also open archives and container images that lie in folders; those that are named always are',
      commands: tree,
    },
    {
      name: 'max-archive-depth',
      key: 'maxArchiveDepth',
      type: 'text',
      description: 'Archives opened one inside the other, also in folders (default: 8; 0: none is opened)',
      commands: tree,
    },
    {
      name: 'max-archive-size',
      key: 'maxArchiveSize',
      type: 'text',
      description: 'Most that may come out of one archive (default: 250 times its size, at least 256 MiB; 0: no limit)',
      commands: tree,
    },
    {
      name: 'max-decode-depth',
      key: 'maxDecodeDepth',
      type: 'text',
      description: 'Encodings undone one inside the other (default: 5; 0: off)',
    },
    {
      name: 'stdin-path',
      key: 'stdinPath',
      type: 'text',
      isPath: true,
      description: 'File name to judge standard input by',
      commands: ['scan'],
    },
    {
      name: 'mask',
      key: 'mask',
      type: 'boolean',
      description: 'Pass one file or standard input (-) on to standard output with every secret replaced, as for logs',
      commands: ['scan'],
    },
  ]),
  ...inGroup('Which commits:', audits, [
    {
      name: 'range',
      key: 'range',
      type: 'text',
      description: 'Only these commits, as git names them: main..HEAD, v1.0..v2.0 (default: all that any ref reaches)',
    },
    {
      name: 'branch',
      key: 'branch',
      type: 'list',
      description: 'Only what this branch (or glob of branches) reaches (repeatable)',
    },
    {
      name: 'since',
      key: 'since',
      type: 'text',
      description: 'Only commits from this date on: 2024-03-01, "2 weeks ago"',
    },
    { name: 'until', key: 'until', type: 'text', description: 'Only commits up to this date' },
    { name: 'max-commits', key: 'maxCommits', type: 'text', description: 'Only the newest so many commits' },
    {
      name: 'first-parent',
      key: 'firstParent',
      type: 'boolean',
      description: 'Take each merge for one commit with all that it brought in',
    },
    {
      name: 'unreachable',
      key: 'unreachable',
      type: 'boolean',
      description: 'Also what no ref reaches any more: what a force-push or a reset left behind',
    },
  ]),
  ...inGroup('Rules:', reading, [
    {
      name: 'config',
      alias: 'c',
      key: 'config',
      type: 'text',
      isPath: true,
      description: 'Configuration file (default: keyturn.yaml or .gitleaks.toml)',
      commands: configured,
    },
    {
      name: 'rule',
      key: 'rule',
      type: 'ids',
      description: 'Only these rules: ids or globs such as aws-* (repeatable, or a comma list)',
      commands: [...reading, 'rules list', 'rules test'],
    },
    {
      name: 'skip-rule',
      key: 'skipRule',
      type: 'ids',
      description: 'Not these rules (repeatable, or a comma list)',
      commands: [...reading, 'rules list', 'rules test'],
    },
    {
      name: 'min-confidence',
      key: 'minConfidence',
      type: 'text',
      choices: confidences,
      description: `Least confidence: ${confidences.join(', ')}`,
    },
    {
      name: 'min-severity',
      key: 'minSeverity',
      type: 'text',
      choices: severities,
      description: `Least severity: ${severities.join(', ')}`,
    },
    {
      name: 'no-inline-allow',
      key: 'inlineAllow',
      type: 'boolean',
      description: 'Report also what a comment in the file allows',
    },
    {
      name: 'baseline',
      key: 'baseline',
      type: 'text',
      isPath: true,
      excludes: 'no-baseline',
      description: 'File of known findings, which are not reported again (default: .secrets.baseline, if there is one)',
      commands: [...scans, 'baseline update', 'baseline audit', 'baseline report'],
    },
    {
      name: 'no-baseline',
      key: 'useBaseline',
      type: 'boolean',
      description: 'Report known findings as new',
      commands: ['scan', 'staged', 'history'],
    },
    {
      name: 'unused-allows',
      key: 'listUnusedAllows',
      type: 'boolean',
      description: 'List the comments, ignore lines and allowlists that allow nothing',
      commands: files,
    },
    {
      name: 'explain',
      key: 'explain',
      type: 'text',
      description: 'Say of each candidate on a line, given as PATH:LINE, why it was reported or not',
      commands: files,
    },
    {
      name: 'provider',
      key: 'provider',
      type: 'text',
      description: 'Only rules of this provider',
      commands: ['rules list'],
    },
  ]),
  ...inGroup('Baseline:', recording, [
    {
      name: 'output',
      alias: 'o',
      key: 'output',
      type: 'text',
      isPath: true,
      description: 'The file to write (default: .secrets.baseline in the root of the work tree)',
    },
    {
      name: 'history',
      key: 'withHistory',
      type: 'boolean',
      description: 'Also what the history holds: every commit, as by `keyturn history`',
      commands: [...recording, 'baseline audit'],
    },
    {
      name: 'compat',
      key: 'compat',
      type: 'text',
      choices: ['detect-secrets'],
      description: 'Write a baseline for that tool; its hashes give weak passwords away',
      commands: ['baseline create'],
    },
    {
      name: 'prune-only',
      key: 'pruneOnly',
      type: 'boolean',
      description: 'Only take out entries that match nothing any more; add none',
      commands: ['baseline update'],
    },
    {
      name: 'remove-unused',
      key: 'removeUnused',
      type: 'boolean',
      description: 'Also take ignore comments, ignore lines and allowlists that allow nothing out of their files',
      commands: ['baseline update'],
    },
    {
      name: 'yes',
      alias: 'y',
      key: 'yes',
      type: 'boolean',
      description: 'With --remove-unused: do it without asking',
      commands: ['baseline update'],
    },
    {
      name: 'force',
      key: 'force',
      type: 'boolean',
      description: 'Also where the file has changes that are not staged',
      commands: ['baseline update', 'baseline import'],
    },
    {
      name: 'stale',
      key: 'stale',
      type: 'boolean',
      description: 'Fail also for entries, comments, ignore lines and allowlists that match nothing any more',
      commands: ['baseline check'],
    },
    ...forAudit([
      {
        name: 'decide',
        key: 'decide',
        type: 'text',
        isPath: true,
        description:
          'Take the decisions from this file (JSON, an object a line, or CSV) or standard input (-): all or none',
      },
      {
        name: 'id',
        key: 'id',
        type: 'ids',
        description:
          'Only these entries, decided or not; `baseline report` lists the ids (repeatable, or a comma list)',
      },
      { name: 'all', key: 'all', type: 'boolean', description: 'Also what is decided already' },
      { name: 'by', key: 'by', type: 'text', description: 'Who decides (default: user.name and user.email of git)' },
      {
        name: 'until',
        key: 'until',
        type: 'text',
        description: 'Last day on which the decisions count, as in 2027-06-30; then the finding is new again',
      },
    ]),
  ]),
  ...inGroup('Report:', reporting, [
    {
      name: 'replace-text',
      key: 'replaceText',
      type: 'text',
      isPath: true,
      description: 'Write the secrets found to this new file, for git filter-repo; must be outside of the repository',
      commands: audits,
    },
    {
      name: 'format',
      alias: 'f',
      key: 'format',
      type: 'text',
      choices: formats,
      description: `${formats.join(', ')} (default: by the extension of --output, or terminal)`,
    },
    {
      name: 'format',
      alias: 'f',
      key: 'format',
      type: 'text',
      choices: ['terminal', 'json'],
      description: 'terminal, json (default: terminal)',
      commands: ['rules list', 'rules show', 'hook status'],
    },
    {
      name: 'format',
      alias: 'f',
      key: 'format',
      type: 'text',
      choices: ['terminal', 'json', 'markdown'],
      description: 'terminal, json, markdown (default: terminal)',
      commands: ['baseline report'],
    },
    {
      name: 'output',
      alias: 'o',
      key: 'output',
      type: 'text',
      isPath: true,
      description: 'Write the report to this file, whole or not at all',
      commands: [...reporting, 'doctor'],
    },
    {
      name: 'output',
      alias: 'o',
      key: 'output',
      type: 'text',
      isPath: true,
      description: 'Write to this new file instead of keyturn.yaml; -: print it',
      commands: ['hook import'],
    },
    {
      name: 'show-known',
      key: 'showKnown',
      type: 'boolean',
      description: 'List also what the baseline knows, marked as such',
      commands: reporting,
    },
    {
      name: 'redact',
      key: 'redact',
      type: 'text',
      bareValue: '100',
      description: 'Per cent of each secret to hide, as in --redact=70 (default: 100)',
      commands: [...scans, 'baseline audit'],
    },
    {
      name: 'exit-code',
      key: 'exitCode',
      type: 'text',
      description: 'Exit code when secrets are found (default: 1)',
    },
    {
      name: 'color',
      key: 'color',
      type: 'boolean',
      excludes: 'no-color',
      description: 'Colours also when piped',
      commands: [...reporting, 'doctor'],
    },
    {
      name: 'no-color',
      key: 'color',
      type: 'boolean',
      description: 'No colours',
      commands: [...reporting, 'baseline audit', 'doctor'],
    },
    {
      name: 'quiet',
      alias: 'q',
      key: 'quiet',
      type: 'boolean',
      excludes: 'verbose',
      description: 'Findings only, no summary',
      commands: [...reporting, ...recording, 'doctor'],
    },
    {
      name: 'verbose',
      alias: 'v',
      key: 'verbose',
      type: 'boolean',
      description: 'Say why each secret was reported',
      commands: [...reporting, ...recording, 'rules test'],
    },
  ]),
  ...inGroup('Running:', reading, [
    { name: 'no-progress', key: 'progress', type: 'boolean', description: 'No progress bar' },
    {
      name: 'jobs',
      alias: 'j',
      key: 'jobs',
      type: 'text',
      description: 'Threads; of a history, gits (default: by the size of the work)',
    },
    {
      name: 'shard',
      key: 'shard',
      type: 'text',
      description:
        'Do the I-th of N shares of the work, as in 2/5; write JSON reports and join them by `keyturn merge`',
      commands: audits,
    },
    {
      name: 'cache',
      key: 'cache',
      type: 'text',
      bareValue: 'auto',
      isPath: true,
      description:
        "Read only what is new since the last time; what was read is noted in the user's cache, or in --cache=DIR",
      commands: audits,
    },
    {
      name: 'timeout',
      key: 'timeout',
      type: 'text',
      description: 'Stop after this many seconds and report what was found',
    },
  ]),
];

/** The flags that a command takes. */
export function flagsOf(command: CommandName): Flag[] {
  return flags.filter((flag) => flag.commands.includes(command));
}

/** How the arguments are read, by the small parser and by yargs alike: nothing is guessed from a value's look. */
export const parserConfiguration = {
  'boolean-negation': false,
  'camel-case-expansion': false,
  'dot-notation': false,
  'duplicate-arguments-array': true,
  'greedy-arrays': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'populate--': true,
  'short-option-groups': true,
  'strip-aliased': true,
  'unknown-options-as-args': false,
} as const;

type FlagRow = Omit<Flag, 'group' | 'commands'> & { commands?: readonly CommandName[] };

function inGroup(group: FlagGroup, commands: readonly CommandName[], rows: readonly FlagRow[]): Flag[] {
  return rows.map((row) => ({ commands, ...row, group }));
}

function forAudit(rows: readonly FlagRow[]): FlagRow[] {
  return rows.map((row) => ({ commands: ['baseline audit'], ...row }));
}
