import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ScanContext, type ScanFlags, settleOptions } from '../../src/config/settle.ts';
import { UserError } from '../../src/lib/user-error.ts';
import { folder } from '../helpers/folder.ts';

const settle = (flags: ScanFlags = {}, context: Partial<ScanContext> = {}) => {
  const root = context.root ?? folder();
  return settleOptions(flags, { cwd: root, root, env: {}, isTty: false, ...context });
};

it('settles on the defaults without flags or configuration', async () => {
  const root = folder();
  const options = await settle({}, { root });
  expect(options).toEqual({
    cwd: root,
    paths: ['.'],
    include: [],
    exclude: [],
    gitignore: true,
    trackedOnly: false,
    maxFileSize: Number.POSITIVE_INFINITY,
    archives: false,
    maxArchiveDepth: 8,
    maxDecodeDepth: 5,
    minConfidence: 'medium',
    minSeverity: 'info',
    rules: { useDefault: true, only: [], skip: [], added: [], addedDetails: [], overrides: {}, allowlists: [] },
    ignore: [],
    inlineAllow: true,
    listUnusedAllows: false,
    showKnown: false,
    redact: 100,
    format: 'terminal',
    exitCode: 1,
    color: false,
    quiet: false,
    verbose: false,
    progress: true,
    jobs: 0,
    timeout: Number.POSITIVE_INFINITY,
    notices: [],
  });
  expect([Object.isFrozen(options), Object.isFrozen(options.rules)]).toEqual([true, true]);
});

it('takes every flag', async () => {
  const root = folder({ 'sub/x': '' });
  const flags: ScanFlags = {
    rule: ['aws-*'],
    skipRule: ['jwt'],
    minConfidence: 'high',
    minSeverity: 'low',
    format: 'sarif',
    output: 'out.json',
    showKnown: true,
    redact: '20',
    exitCode: 9,
    color: true,
    verbose: true,
    progress: false,
    jobs: '4',
    timeout: '1.5',
    include: ['src/**'],
    exclude: ['*.snap'],
    gitignore: false,
    trackedOnly: true,
    maxFileSize: '1.5MiB',
    archives: true,
    maxArchiveDepth: 3,
    maxArchiveSize: '10GB',
    maxDecodeDepth: 0,
    inlineAllow: false,
    listUnusedAllows: true,
    explain: 'a:b.ts:12',
    paths: ['x', 'y'],
  };
  expect(await settle(flags, { root, cwd: join(root, 'sub') })).toEqual({
    cwd: join(root, 'sub'),
    paths: ['x', 'y'],
    include: ['src/**'],
    exclude: ['*.snap'],
    gitignore: false,
    trackedOnly: true,
    maxFileSize: 1_572_864,
    archives: true,
    maxArchiveDepth: 3,
    maxArchiveSize: 10e9,
    maxDecodeDepth: 0,
    minConfidence: 'high',
    minSeverity: 'low',
    rules: {
      useDefault: true,
      only: ['aws-*'],
      skip: ['jwt'],
      added: [],
      addedDetails: [],
      overrides: {},
      allowlists: [],
    },
    ignore: [],
    inlineAllow: false,
    listUnusedAllows: true,
    showKnown: true,
    redact: 20,
    format: 'sarif',
    output: 'out.json',
    exitCode: 9,
    color: true,
    quiet: false,
    verbose: true,
    progress: false,
    jobs: 4,
    timeout: 1500,
    explain: { path: 'sub/a:b.ts', line: 12 },
    notices: [],
  });
});

it('lays flags over the configuration file', async () => {
  const config = [
    'include: [a]',
    'exclude: [b]',
    'disable: [jwt]',
    'minConfidence: low',
    'minSeverity: high',
    'format: json',
    'maxFileSize: 1kB',
    'maxDecodeDepth: 1',
    'timeout: 2',
    'gitignore: false',
    'trackedOnly: true',
    'inlineAllow: false',
    'unusedAllows: true',
  ].join('\n');
  const root = folder({ 'keyturn.yaml': config });
  const pick = async (flags: ScanFlags) => {
    const options = await settle(flags, { root });
    const { include, exclude, minConfidence, minSeverity, format, maxFileSize, maxDecodeDepth, timeout } = options;
    const { gitignore, trackedOnly, inlineAllow, listUnusedAllows, rules } = options;
    return [
      [include, exclude, rules.skip],
      [minConfidence, minSeverity, format, maxFileSize, maxDecodeDepth, timeout],
      [gitignore, trackedOnly, inlineAllow, listUnusedAllows],
    ];
  };
  expect(await pick({})).toEqual([
    [['a'], ['b'], ['jwt']],
    ['low', 'high', 'json', 1000, 1, 2000],
    [false, true, false, true],
  ]);
  const flags: ScanFlags = {
    include: ['c'],
    exclude: ['d'],
    skipRule: ['github-pat'],
    minConfidence: 'high',
    minSeverity: 'low',
    output: 'a.sarif',
    maxFileSize: 0,
    maxDecodeDepth: 2,
    timeout: 0,
    gitignore: true,
    trackedOnly: false,
    inlineAllow: true,
    listUnusedAllows: false,
  };
  expect(await pick(flags)).toEqual([
    [['c'], ['b', 'd'], ['jwt', 'github-pat']],
    ['high', 'low', 'sarif', Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY],
    [true, false, true, false],
  ]);
});

it.each([
  [undefined, undefined, 'terminal'],
  [undefined, 'a.json', 'json'],
  [undefined, 'a.SARIF', 'sarif'],
  [undefined, 'a.sarif.json', 'sarif'],
  [undefined, 'a.txt', 'terminal'],
  ['gitleaks-json', 'a.sarif', 'gitleaks-json'],
])('with --format %s and --output %s settles on %s', async (format, output, expected) => {
  const options = await settle({ ...(format && { format }), ...(output && { output }) });
  expect(options.format).toBe(expected);
});

it.each<[ScanFlags, string]>([
  [{ redact: 'abc' }, '--redact must be a whole number from 0 to 100, got "abc"'],
  [{ redact: 101 }, '--redact must be a whole number from 0 to 100, got 101'],
  [{ redact: '' }, '--redact must be a whole number from 0 to 100, got ""'],
  [{ redact: 1.5 }, '--redact must be a whole number from 0 to 100, got 1.5'],
  [{ exitCode: 256 }, '--exit-code must be a whole number from 0 to 255, got 256'],
  [{ exitCode: '-1' }, '--exit-code must be a whole number from 0 to 255, got "-1"'],
  [{ jobs: 'two' }, '--jobs must be a whole number from 0 to 256, got "two"'],
  [{ jobs: Number.NaN }, '--jobs must be a whole number from 0 to 256, got null'],
  [{ timeout: 'soon' }, '--timeout must be a number of seconds from 0 to 1000000, got "soon"'],
  [{ timeout: -5 }, '--timeout must be a number of seconds from 0 to 1000000, got -5'],
  [{ maxArchiveDepth: 33 }, '--max-archive-depth must be a whole number from 0 to 32, got 33'],
  [{ maxArchiveSize: 'big' }, '--max-archive-size must be a size such as 500kB or 10MB, got "big"'],
  [{ maxDecodeDepth: 11 }, '--max-decode-depth must be a whole number from 0 to 10, got 11'],
  [{ maxFileSize: 'big' }, '--max-file-size must be a size such as 500kB or 10MB, got "big"'],
  [{ maxFileSize: '10XB' }, '--max-file-size must be a size such as 500kB or 10MB, got "10XB"'],
  [{ maxFileSize: '-1' }, '--max-file-size must be a size such as 500kB or 10MB, got "-1"'],
  [{ format: 'xml' }, '--format must be one of terminal, json, sarif, gitleaks-json, got "xml"'],
  [{ format: '' }, '--format must be one of terminal, json, sarif, gitleaks-json, got ""'],
  [{ minConfidence: 'sure' }, '--min-confidence must be one of low, medium, high, certain, got "sure"'],
  [{ minSeverity: 'bad' }, '--min-severity must be one of info, low, medium, high, critical, got "bad"'],
  [{ include: ['a', 'src/[a'] }, '--include must close its "["; \\[ stands for the character itself, got "src/[a"'],
  [{ exclude: ['*.{a'] }, '--exclude must close its "{"; \\{ stands for the character itself, got "*.{a"'],
  [{ output: '' }, '--output must name a file, got ""'],
  [{ include: [''] }, '--include must not be empty, got ""'],
  [{ exclude: ['a', ' '] }, '--exclude must not be empty, got ""'],
  [{ rule: [''] }, '--rule must not be empty, got ""'],
  [{ skipRule: [''] }, '--skip-rule must not be empty, got ""'],
  [{ paths: [''] }, 'PATH must not be empty, got ""'],
  [{ paths: ['a', '-'] }, '- must be the only path, got "a -"'],
  [{ explain: 'a.ts' }, '--explain must be PATH:LINE, got "a.ts"'],
  [{ explain: 'a.ts:0' }, '--explain must be PATH:LINE, got "a.ts:0"'],
  [{ quiet: true, verbose: true }, '--quiet and --verbose exclude each other'],
])('refuses %j', async (flags, message) => {
  await expect(settle(flags)).rejects.toEqual(new UserError('bad-option', message));
});

it.each([
  ['0', Number.POSITIVE_INFINITY],
  [2048, 2048],
  ['1k', 1000],
  ['1 kB', 1000],
  ['1KiB', 1024],
  ['2m', 2_000_000],
  ['1.5GB', 1_500_000_000],
  ['7b', 7],
])('reads the size %j as %d bytes', async (maxFileSize, bytes) => {
  expect((await settle({ maxFileSize })).maxFileSize).toBe(bytes);
});

describe('configuration files', () => {
  it('are found in the root, not in the working folder', async () => {
    const root = folder({ 'keyturn.yaml': 'minSeverity: high', 'sub/keyturn.yaml': 'minSeverity: low' });
    expect((await settle({}, { root, cwd: join(root, 'sub') })).minSeverity).toBe('high');
  });

  it('are named relative to the working folder', async () => {
    const root = folder({ 'sub/own.yaml': 'minSeverity: low' });
    expect((await settle({ config: 'own.yaml' }, { root, cwd: join(root, 'sub') })).minSeverity).toBe('low');
  });

  it('in .config name packs from the folder above', async () => {
    const pack = 'provider: A\nrules: [{ id: own, description: x, pattern: a }]';
    const root = folder({ '.config/keyturn.yaml': 'packs: [rules/a.yaml]', 'rules/a.yaml': pack });
    expect((await settle({}, { root })).rules.added.map(({ id }) => id)).toEqual(['own']);
  });

  it('of gitleaks are read, from a file or the environment', async () => {
    const text = '[[rules]]\nid = "own"\nregex = "a"';
    const rulesOf = async (context: Partial<ScanContext>) => {
      const { rules } = await settle({}, context);
      return [rules.useDefault, rules.added.map(({ id }) => id)];
    };
    expect(await rulesOf({ root: folder({ '.gitleaks.toml': text }) })).toEqual([false, ['own']]);
    expect(await rulesOf({ env: { GITLEAKS_CONFIG_TOML: text } })).toEqual([false, ['own']]);
  });

  it('both there give a notice', async () => {
    const root = folder({ 'keyturn.yaml': '', '.gitleaks.toml': 'broken' });
    expect((await settle({}, { root })).notices).toEqual(['keyturn.yaml is used, .gitleaks.toml is not read']);
  });

  it('give at most 20 notices and the number of the rest', async () => {
    const text = Array.from({ length: 25 }, (_, index) => `strange${index} = 1`).join('\n');
    const { notices } = await settle({}, { root: folder({ '.gitleaks.toml': text }) });
    expect([notices.length, notices.at(-1)]).toEqual([21, 'and 5 more notices of the kind']);
  });

  it('that are no regular files are refused', async () => {
    const root = folder({ 'keyturn.yaml/x': '' });
    await expect(settle({}, { root })).rejects.toEqual(
      new UserError('bad-config', 'keyturn.yaml must be a regular file'),
    );
  });
});

describe('.gitleaksignore', () => {
  it('is read from the root and the working folder', async () => {
    const root = folder({ '.gitleaksignore': 'a.ts:jwt:1', 'sub/.gitleaksignore': '# x\nsub/b.ts:jwt:2' });
    expect((await settle({}, { root, cwd: join(root, 'sub') })).ignore).toEqual([
      { path: 'a.ts', ruleId: 'jwt', line: 1, origin: { path: '.gitleaksignore', line: 1 } },
      { path: 'sub/b.ts', ruleId: 'jwt', line: 2, origin: { path: 'sub/.gitleaksignore', line: 2 } },
    ]);
  });

  it('with a wrong line is noted', async () => {
    expect((await settle({}, { root: folder({ '.gitleaksignore': 'x' }) })).notices).toEqual([
      '.gitleaksignore:1: ignores nothing: it must be FILE:RULE:LINE or COMMIT:FILE:RULE:LINE, got "x"',
    ]);
  });

  it('that is a link out of the repository or a pipe is refused', async () => {
    const root = folder();
    symlinkSync(join(folder({ x: 'hidden' }), 'x'), join(root, '.gitleaksignore'));
    await expect(settle({}, { root })).rejects.toEqual(
      new UserError('bad-ignore', `.gitleaksignore must not be a link that leaves ${root}`),
    );
    const other = folder();
    execFileSync('mkfifo', [join(other, '.gitleaksignore')]);
    await expect(settle({}, { root: other })).rejects.toEqual(
      new UserError('bad-ignore', '.gitleaksignore must be a regular file'),
    );
  });
});

it('loads no parser before there is a file to read', () => {
  const seen = new Set<string>();
  const libraries: string[] = [];
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?from '([^']+)'/gms,
    )) {
      if (from.startsWith('.')) visit(resolve(dirname(file), from));
      else if (!from.startsWith('node:')) libraries.push(from);
    }
  };
  visit(resolve(import.meta.dirname, '../../src/config/settle.ts'));
  expect(libraries).toEqual([]);
});

describe('the extension of --output', () => {
  const noticesOf = async (flags: ScanFlags) => (await settle(flags)).notices;

  it('is noted where it is none of ours and no format is given', async () => {
    expect(await noticesOf({ output: 'out/report.xml' })).toEqual([
      '--output out/report.xml: .xml is no format of ours, written as for a terminal; --format takes terminal, json, sarif, gitleaks-json',
    ]);
  });

  it.each<ScanFlags>([
    { output: 'report.xml', format: 'sarif' },
    { output: 'report.json' },
    { output: 'report.TXT' },
    { output: 'a.b/report' },
    { output: '/dev/stdout' },
    { output: '-' },
  ])('is not noted with %j', async (flags) => {
    expect(await noticesOf(flags)).toEqual([]);
  });
});
