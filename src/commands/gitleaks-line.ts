import { shellWords } from '../lib/shell-words.ts';
import { idsForGitleaks } from '../rules/gitleaks-ids.ts';
import { fromLogOptions } from './gitleaks-log-opts.ts';
import { usageError } from './usage-error.ts';

/** What became of a command line typed for gitleaks. */
interface Translated {
  /** Ours; what has no row here stays as it is and is refused like any unknown option. */
  words: string[];
  operands: string[];
  format?: string;
  output?: string;
  archiveDepth?: string;
}

interface FlagMeaning {
  takesValue?: boolean;
  apply(into: Translated, value: string): void;
}

const nothing = (): void => {};
const drop: FlagMeaning = { apply: nothing };
const dropValue: FlagMeaning = { takesValue: true, apply: nothing };
const source = takes(({ operands }, value) => operands.push(value));
const output = takes((into, value) => {
  into.output = value;
});
const format = takes((into, value) => {
  into.format = value === 'json' ? 'gitleaks-json' : value;
});

/** Flags of gitleaks, and of betterleaks, its successor, that mean something else here or nothing: `gitleaks --help`, version 8. */
const meanings: Readonly<Record<string, FlagMeaning>> = {
  '--source': source,
  '-s': source,
  '--report-path': output,
  '-r': output,
  '--report-format': format,
  '-f': format,
  '--log-opts': takes(({ words }, value) => words.push(...fromLogOptions(shellWords(value)))),
  '--max-target-megabytes': takes(({ words }, value) => words.push(`--max-file-size=${value}MB`)),
  '--enable-rule': takes(({ words }, value) => words.push(`--rule=${ourRules(value)}`)),
  '--git-workers': takes(({ words }, value) => words.push(`--jobs=${value}`)),
  '--ignore-gitleaks-allow': { apply: ({ words }) => words.push('--no-inline-allow') },
  '--max-archive-depth': takes((into, value) => {
    into.archiveDepth = value;
  }),
  '--gitleaks-ignore-path': onlyWith(['.', './'], '--gitleaks-ignore-path', ignoreHint()),
  '-i': onlyWith(['.', './'], '-i', ignoreHint()),
  '--baseline-path': onlyWith([], '--baseline-path', baselineHint()),
  '-b': onlyWith([], '-b', baselineHint()),
  '--log-level': dropValue,
  '-l': dropValue,
  '--platform': dropValue,
  '--no-banner': drop,
  '--no-git': drop,
  '--pipe': drop,
  '--staged': drop,
  '--pre-commit': drop,
};
const keptWithValue = ['--config', '-c', '--exit-code', '--max-decode-depth', '--timeout'];

/**
 * A command line typed for gitleaks as ours, with a notice for the user; undefined where it is not one. Throws
 * `UserError` `usage` for what is known to have no counterpart.
 */
export function fromGitleaks(argv: readonly string[]): { argv: string[]; notice: string } | undefined {
  const [word = '', ...rest] = argv;
  const command = findCommand(word, rest);
  if (command === undefined) return undefined;
  const { words, operands: named, archiveDepth = '0' } = translate(rest);
  if (command.startsWith('scan')) words.push(...(archiveDepth === '0' ? [] : [`--max-archive-depth=${archiveDepth}`]));
  else if (archiveDepth !== '0') throw usageError('--max-archive-depth: only scan opens archives, not what git holds');
  // What is staged is that of the working folder.
  const operands = command === 'staged' ? named.filter((path) => path !== '.' && path !== './') : named;
  return { argv: [...command.split(' '), ...operands, ...words], notice: `"${word}" is read as "keyturn ${command}"` };
}

function findCommand(word: string, rest: readonly string[]): string | undefined {
  const has = (...flags: string[]) => flags.some((flag) => rest.includes(flag));
  switch (word) {
    case 'stdin':
      return 'scan -';
    case 'dir':
    case 'directory':
      return 'scan';
    case 'git':
      return has('--staged', '--pre-commit') ? 'staged' : 'history';
    case 'detect':
      if (has('--pipe')) return 'scan -';
      return has('--no-git') ? 'scan' : 'history';
    case 'protect':
      if (has('--staged')) return 'staged';
      throw usageError('protect without --staged has no counterpart: "keyturn staged" reads what is staged', 'staged');
    default:
      return undefined;
  }
}

function translate(rest: readonly string[]): Translated {
  const into: Translated = { words: [], operands: [] };
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!;
    const equals = word.startsWith('-') ? word.indexOf('=') : -1;
    const flag = equals < 0 ? word : word.slice(0, equals);
    const meaning = Object.hasOwn(meanings, flag) ? meanings[flag]! : undefined;
    if (!word.startsWith('-')) into.operands.push(word);
    else if (meaning === undefined) {
      const isBareValue = keptWithValue.includes(word) && at + 1 < rest.length;
      into.words.push(word, ...(isBareValue ? [rest[++at]!] : []));
    } else if (!meaning.takesValue || equals >= 0) meaning.apply(into, word.slice(equals + 1));
    else if (at + 1 === rest.length) throw usageError(`${flag} needs a value`);
    else meaning.apply(into, rest[++at]!);
  }
  into.words.push(...reportWords(into));
  return into;
}

/** Gitleaks takes a report's format from its file name, and writes its own JSON otherwise. */
function reportWords({ format: named, output: file }: Translated): string[] {
  const extension = file === undefined ? '' : (/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? 'json');
  const inferred = extension === 'json' ? 'gitleaks-json' : extension;
  const wanted = named ?? inferred;
  return [...(wanted === '' ? [] : [`--format=${wanted}`]), ...(file === undefined ? [] : [`--output=${file}`])];
}

/** Ids may be gitleaks'; one that has a counterpart of another name stands for that only. */
function ourRules(list: string): string {
  return list
    .split(',')
    .flatMap((id) => {
      const [same = id, ...others] = idsForGitleaks(id.trim());
      return others.length > 0 ? others : [same];
    })
    .join(',');
}

function takes(apply: FlagMeaning['apply']): FlagMeaning {
  return { takesValue: true, apply };
}

/** For a flag that changes nothing with these values and has no counterpart with any other. */
function onlyWith(values: readonly string[], flag: string, hint: string): FlagMeaning {
  return takes((_into, value) => {
    if (!values.includes(value)) throw usageError(`${flag} has no counterpart: ${hint}`);
  });
}

function ignoreHint(): string {
  return '.gitleaksignore is read from the repository and from the working folder';
}

function baselineHint(): string {
  return 'put the fingerprints of known findings into .gitleaksignore';
}
