/** Every command by its words; what each takes and says of itself. Handlers are loaded by `index.ts` when called. */
export const commandNames = [
  'scan',
  'staged',
  'history',
  'merge',
  'doctor',
  'baseline create',
  'baseline update',
  'baseline check',
  'baseline audit',
  'baseline import',
  'baseline report',
  'baseline merge-driver',
  'rules list',
  'rules show',
  'rules test',
  'rules init',
  'hook install',
  'hook uninstall',
  'hook status',
  'hook run',
  'hook import',
  'completion',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Commands of two words, by their first one: what they have in common, and the example that its help begins with. */
export const commandGroups: Readonly<Record<string, { summary: string; example: readonly [string, string] }>> = {
  baseline: {
    summary: 'Keep the findings that are known, so that only new ones fail',
    example: ['keyturn baseline create', 'begin with what there is'],
  },
  rules: { summary: 'List, show and test the rules, or begin your own', example: ['keyturn rules list', 'all rules'] },
  hook: {
    summary: 'Install git hooks, take them away, or see how it stands with them',
    example: ['keyturn hook install', 'scan what is staged before each commit'],
  },
};

/** The commands of a group, or those of one word. */
export function commandsOf(group: string | undefined): CommandName[] {
  return commandNames.filter((name) => (name.includes(' ') ? name.split(' ')[0] : undefined) === group);
}

export interface CommandInfo {
  /** As in a usage line: `<id>` is needed, `[path]` is not, `[paths..]` may be repeated. */
  operands: string;
  leastOperands: number;
  mostOperands: number;
  /** What an operand may be, where that is a closed list. */
  choices?: readonly string[];
  summary: string;
  /** Command line and what it is for. */
  examples: readonly (readonly [string, string])[];
  /** What each exit code means. */
  exitCodes: string;
}

const scanExitCodes =
  'Exit codes: 0 no secret, 1 secrets found (see --exit-code), 2 something could not be read or done, 130 interrupted.';
const plainExitCodes = 'Exit codes: 0 done, 2 could not be done.';

/** The shells that `completion` can write for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export const commandList = {
  scan: {
    operands: '[paths..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Scan files and folders (default: the current folder), or standard input (-)',
    examples: [
      ['keyturn scan', 'the current folder; in git, what is tracked or not ignored'],
      ['keyturn scan src config/app.yaml', 'a folder and a file'],
      ['keyturn scan --output report.sarif', 'a SARIF file for code scanning'],
      ['git show HEAD | keyturn scan -', 'standard input'],
      ['make 2>&1 | keyturn scan - --mask', 'a log with its secrets hidden'],
    ],
    exitCodes: scanExitCodes,
  },
  staged: {
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    summary: 'Scan what is about to be committed, read from the git index',
    examples: [
      ['keyturn staged', 'in a pre-commit hook'],
      ['keyturn staged --min-confidence medium', 'stop the commit only for what is fairly sure'],
    ],
    exitCodes: scanExitCodes,
  },
  history: {
    operands: '[repo]',
    leastOperands: 0,
    mostOperands: 1,
    summary: 'Scan every commit of a repository: files, messages, tags, notes, names (default: the current one)',
    examples: [
      ['keyturn history', 'everything that any branch or tag can reach'],
      ['keyturn history ../old-project.git --output audit.json', 'a bare repository, with a report to keep'],
      ['keyturn history --range origin/main..HEAD', 'what a branch adds: for a pull request'],
      ['keyturn history --unreachable', 'also what a force-push or a reset left behind'],
      ['keyturn history --shard 2/5 --output shard-2.json', 'the second of five CI jobs that share the work'],
    ],
    exitCodes: scanExitCodes,
  },
  merge: {
    operands: '<reports..>',
    leastOperands: 1,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Join the JSON reports of `history --shard` into what one audit would have said',
    examples: [
      ['keyturn merge shard-*.json', 'the findings of all shards, on the terminal'],
      ['keyturn merge shard-*.json --output audit.sarif', 'one SARIF file for code scanning'],
    ],
    exitCodes: scanExitCodes,
  },
  'baseline create': {
    operands: '[paths..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Write what a scan finds to a new .secrets.baseline, so that from now on only what is new fails',
    examples: [
      ['keyturn baseline create', 'what the current folder holds'],
      ['keyturn baseline create --history', 'and what the history holds'],
      ['keyturn baseline create --output team.baseline', 'then: keyturn scan --baseline team.baseline'],
    ],
    exitCodes: 'Exit codes: 0 written, 2 something could not be read or written, 130 interrupted.',
  },
  'baseline update': {
    operands: '[paths..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Add what is new to the baseline, take out what is gone, follow renamed files; decisions stay',
    examples: [
      ['keyturn baseline update', 'then look at what it added: git diff .secrets.baseline'],
      ['keyturn baseline update --prune-only', 'only take out what is gone'],
      ['keyturn baseline update src', 'only entries of this folder'],
    ],
    exitCodes: 'Exit codes: 0 up to date, 2 something could not be read or written, 130 interrupted.',
  },
  'baseline check': {
    operands: '[paths..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Scan, and fail for what the baseline does not know; with --stale also for what is no longer needed',
    examples: [['keyturn baseline check --stale', 'in CI']],
    exitCodes:
      'Exit codes: 0 nothing new, 1 something new or stale (see --exit-code), 2 something could not be read or done, 130 interrupted.',
  },
  'baseline audit': {
    operands: '[paths..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Decide on known findings one by one: real secret, false alarm or test value; or by a file',
    examples: [
      ['keyturn baseline audit', 'all that nobody has decided on; each answer is saved at once'],
      ['keyturn baseline audit src --until 2027-06-30', 'of one folder, until that day'],
      ['keyturn baseline audit --decide decisions.csv', 'without a terminal; columns: id,decision,reason,until,by'],
    ],
    exitCodes: 'Exit codes: 0 done, or left for later, 2 something could not be read or written, 130 interrupted.',
  },
  'baseline import': {
    operands: '<file>',
    leastOperands: 1,
    mostOperands: 1,
    summary: 'Take over what another file knows: of gitleaks, of detect-secrets, or of keyturn itself',
    examples: [
      ['keyturn baseline import leaks.json', 'a JSON report of gitleaks or of keyturn; of a history with --history'],
      ['keyturn baseline import .gitleaksignore', 'places that gitleaks is told to ignore'],
      ['keyturn baseline import old.baseline', 'a baseline of detect-secrets or of keyturn'],
    ],
    exitCodes: 'Exit codes: 0 imported, 2 something could not be read or written, 130 interrupted.',
  },
  'baseline report': {
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    summary: 'Say what the baseline knows: who decided what, when, why and until when',
    examples: [['keyturn baseline report --format json', 'for a program']],
    exitCodes: plainExitCodes,
  },
  'baseline merge-driver': {
    operands: '<base> <ours> <theirs>',
    leastOperands: 3,
    mostOperands: 3,
    summary: 'Merge baselines for git: writes the result to the second file',
    examples: [
      ['keyturn baseline merge-driver %O %A %B', 'the driver that git config and .gitattributes name; see the README'],
    ],
    exitCodes: 'Exit codes: 0 merged, 1 the two have decided differently on an entry, 2 could not be done.',
  },
  'rules list': {
    operands: '[words..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'List the rules in force, those that hold all the words',
    examples: [
      ['keyturn rules list', 'all rules'],
      ['keyturn rules list webhook', 'rules about webhooks'],
      ['keyturn rules list --provider stripe --format json', 'for a program'],
    ],
    exitCodes: plainExitCodes,
  },
  'rules show': {
    operands: '<id>',
    leastOperands: 1,
    mostOperands: 1,
    summary: 'Show all there is to know of a rule',
    examples: [['keyturn rules show github-pat', 'what it finds, and how to revoke one']],
    exitCodes: plainExitCodes,
  },
  'rules test': {
    operands: '[packs..]',
    leastOperands: 0,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Run the examples and counter-examples of the rules, or of the given pack files',
    examples: [
      ['keyturn rules test', 'the built-in rules and those of the configuration'],
      ['keyturn rules test team-rules.yaml', 'a pack of your own'],
    ],
    exitCodes: 'Exit codes: 0 every example did as it should, 1 some did not, 2 could not be done.',
  },
  'rules init': {
    operands: '[file]',
    leastOperands: 0,
    mostOperands: 1,
    summary: 'Write a commented configuration to start from (default: keyturn.yaml); never overwrites',
    examples: [['keyturn rules init', 'then edit keyturn.yaml and run: keyturn rules test']],
    exitCodes: plainExitCodes,
  },
  'hook install': {
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    summary: 'Install git hooks that stop secrets (default: --pre-commit); hooks that are there are kept and run first',
    examples: [
      ['keyturn hook install', 'scan what is staged before each commit'],
      ['keyturn hook install --pre-commit --commit-msg --pre-push', 'messages and what is pushed, too'],
      ['keyturn hook install --template', 'for repositories that git makes or clones from now on'],
    ],
    exitCodes: plainExitCodes,
  },
  'hook uninstall': {
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    summary: 'Take the hooks of keyturn away (default: all) and put back those that were there before',
    examples: [
      ['keyturn hook uninstall', 'all of them'],
      ['keyturn hook uninstall --pre-push', 'only this one'],
    ],
    exitCodes: plainExitCodes,
  },
  'hook status': {
    operands: '',
    leastOperands: 0,
    mostOperands: 0,
    summary: 'Show which hooks of keyturn are installed, and whether they are as they should be',
    examples: [['keyturn hook status', 'in the current repository']],
    exitCodes: 'Exit codes: 0 installed and in order, 1 not so, 2 could not be done.',
  },
  'hook run': {
    operands: '<hook> [args..]',
    leastOperands: 1,
    mostOperands: Number.POSITIVE_INFINITY,
    summary: 'Do what a hook does, with the arguments and the input that git gives it',
    examples: [
      ['keyturn hook run pre-commit', 'what is staged'],
      ['keyturn hook run commit-msg .git/COMMIT_EDITMSG', 'the message of a commit'],
    ],
    exitCodes: scanExitCodes,
  },
  'hook import': {
    operands: '<tool>',
    leastOperands: 1,
    mostOperands: 1,
    choices: ['git-secrets'],
    summary: 'Take over the patterns of another tool: of git-secrets, from git configuration and .gitallowed',
    examples: [
      ['keyturn hook import git-secrets', 'writes keyturn.yaml'],
      ['keyturn hook import git-secrets --output -', 'prints it instead'],
    ],
    exitCodes: plainExitCodes,
  },
  doctor: {
    operands: '[repo]',
    leastOperands: 0,
    mostOperands: 1,
    summary: 'Say what in a repository lets secrets out, and how to mend it (default: the current one)',
    examples: [
      ['keyturn doctor', 'look into everything'],
      ['keyturn doctor --fix', 'and do what is safe, asking before each step'],
      ['keyturn doctor --only gitignore,docker', 'two of the checks; --list names them'],
      ['keyturn doctor --skip hooks --output doctor.sarif', 'for code scanning'],
    ],
    exitCodes: 'Exit codes: 0 healthy, 1 problems, 2 something could not be looked into or done, 130 interrupted.',
  },
  completion: {
    operands: '[shell]',
    choices: shells,
    leastOperands: 0,
    mostOperands: 1,
    summary: 'Print a completion script for bash, zsh or fish (default: the shell in use)',
    examples: [
      ['keyturn completion bash >> ~/.bashrc', ''],
      ['keyturn completion zsh >> ~/.zshrc', ''],
      ['keyturn completion fish > ~/.config/fish/completions/keyturn.fish', ''],
    ],
    exitCodes: plainExitCodes,
  },
} satisfies Record<CommandName, CommandInfo>;

/** What a command takes and says of itself. */
export function commandInfo(name: CommandName): CommandInfo {
  return commandList[name];
}
