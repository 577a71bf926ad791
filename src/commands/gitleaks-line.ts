/** Flags of gitleaks by what they are here; `''`: they say nothing here. Source: `gitleaks --help`, version 8. */
const renamed: Readonly<Record<string, string>> = {
  '--report-path': '--output',
  '-r': '--output',
  '--report-format': '--format',
  '--max-target-megabytes': '--max-file-size',
  '--enable-rule': '--rule',
  '--ignore-gitleaks-allow': '--no-inline-allow',
  '--no-banner': '',
  '--no-git': '',
  '--staged': '',
  '--pre-commit': '',
};
const sourceFlags = ['--source', '-s'];

/**
 * A command line typed for gitleaks as ours, with a notice for the user; undefined where it is not one. What has no
 * counterpart stays as it is and is refused like any unknown option.
 */
export function fromGitleaks(argv: readonly string[]): { argv: string[]; notice: string } | undefined {
  const [word = '', ...rest] = argv;
  const command = findCommand(word, rest);
  if (command === undefined) return undefined;
  const translated = [...command.split(' '), ...rest.flatMap(translateAt)];
  const history = word === 'detect' && !rest.includes('--no-git') ? '; the history is not read' : '';
  return { argv: translated, notice: `"${word}" is read as "keyturn ${command}"${history}` };
}

function findCommand(word: string, rest: readonly string[]): string | undefined {
  if (word === 'stdin') return 'scan -';
  if (word === 'dir' || word === 'directory' || word === 'detect') return rest.includes('--pipe') ? undefined : 'scan';
  const isStaged = rest.includes('--staged') || rest.includes('--pre-commit');
  return (word === 'protect' || word === 'git') && isStaged ? 'staged' : undefined;
}

function translateAt(word: string, index: number, words: readonly string[]): string[] {
  const before = words[index - 1] ?? '';
  if (sourceFlags.includes(word)) return [];
  const [flag = '', ...parts] = word.split('=');
  const value = parts.length > 0 ? parts.join('=') : undefined;
  if (value !== undefined && sourceFlags.includes(flag)) return [value];
  if (value === undefined) return withUnit(before, renamed[word] === '' ? [] : [renamed[word] ?? word]);
  const name = renamed[flag] ?? flag;
  return [`${name}=${withUnit(flag, [value])[0]}`];
}

/** Gitleaks' own value for its own flag: sizes in megabytes, and JSON in its own shape. */
function withUnit(flag: string, words: string[]): string[] {
  if (flag === '--max-target-megabytes') return words.map((size) => `${size}MB`);
  if (flag === '--report-format' || flag === '-f')
    return words.map((format) => (format === 'json' ? 'gitleaks-json' : format));
  return words;
}
