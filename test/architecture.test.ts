import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every module of `src/`, by path relative to it; `build/` is no part of the program. */
const modules = new Map(
  listFiles('src')
    .filter((path) => path.endsWith('.ts') && !path.startsWith('build/'))
    .map((path) => [path, readFileSync(join(root, 'src', path), 'utf8')]),
);

/** What each folder may import beside `model/`, `lib/` and itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  lib: [],
  git: [],
  engine: [],
  findings: [],
  reporters: [],
  sources: ['git'],
  history: ['git'],
  hooks: ['git'],
  doctor: ['git'],
  baseline: ['engine/generic', 'engine/regex'],
  rules: ['engine/regex', 'engine/checksum'],
  config: ['engine/regex', 'engine/checksum', 'rules'],
};

/** Where the stages meet. */
const meetingPlaces = [
  'commands',
  'cli.ts',
  'history-context.ts',
  'history-findings.ts',
  'history-scanner.ts',
  'history-texts.ts',
  'index.ts',
  'library.ts',
  'mask-stream.ts',
  'mask.ts',
  'list-unused.ts',
  'load-known.ts',
  'parallel.ts',
  'pipeline.ts',
  'scan.ts',
  'scan-history.ts',
  'run-cached.ts',
  'start-worker.ts',
  'start.ts',
  'worker.ts',
];

/** What runs between `keyturn staged` and its report. */
const hookPath = [
  'cli.ts',
  'commands/scan.ts',
  'config/load-config.ts',
  'sources/staged.ts',
  'pipeline.ts',
  'reporters/terminal.ts',
];

describe('the import rule', () => {
  it('knows every folder and every file at the top', () => {
    const tops = new Set([...modules.keys()].map((path) => path.split('/')[0]!));
    expect([...tops].sort()).toEqual([...Object.keys(mayImport), ...meetingPlaces].sort());
  });

  it.each(Object.keys(mayImport))('holds for %s/', (folder) => {
    const allowed = ['model', 'lib', folder, ...mayImport[folder]!].filter(
      (each) => folder !== 'model' || each === folder,
    );
    const wrong = [...modules.keys()]
      .filter((path) => path.startsWith(`${folder}/`))
      .flatMap((path) => ownImports(path).map((target) => ({ path, target })))
      .filter(({ target }) => !allowed.some((each) => target.startsWith(`${each}/`)));
    expect(wrong).toEqual([]);
  });

  it('finds every import of ours in a file that exists', () => {
    const targets = [...modules.keys()].flatMap(ownImports).filter((path) => path.endsWith('.ts'));
    expect(targets.length).toBeGreaterThan(modules.size);
    expect(targets.filter((target) => !modules.has(target))).toEqual([]);
  });
});

describe('what a module may do', () => {
  it.each([
    ['print', /\bconsole\.|process\.std(?:out|err)\b/, ['reporters/', 'commands/', 'cli.ts', 'start.ts']],
    // The lock asks whether its owner still runs.
    ['end the process', /process\.(?:exit|exitCode|abort|kill)\b/, ['cli.ts', 'start.ts', 'baseline/lock.ts']],
    [
      'read the environment',
      /process\.env\b/,
      ['config/', 'commands/', 'git/', 'cli.ts', 'library.ts', 'run-cached.ts'],
    ],
    ['read the arguments', /process\.argv\b/, ['cli.ts', 'start.ts']],
    ['start a program', /node:child_process/, ['git/']],
    ['run code from data', /\beval\(|new Function\b|node:vm\b/, ['run-cached.ts']],
  ])('%s: only where that belongs', (_title, pattern, places) => {
    const found = [...modules].filter(([, text]) => pattern.test(withoutComments(text))).map(([path]) => path);
    expect(found.filter((path) => !places.some((place) => path.startsWith(place)))).toEqual([]);
  });

  it('has named exports only', () => {
    expect([...modules].filter(([, text]) => /^export default\b/m.test(text)).map(([path]) => path)).toEqual([]);
  });
});

describe("the hook's path", () => {
  it('loads no package but yargs-parser', () => {
    const loaded = new Set(hookPath);
    for (const path of loaded) for (const target of ownImports(path, { isStatic: true })) loaded.add(target);
    const packages = [...loaded]
      .filter((path) => modules.has(path))
      .flatMap((path) => importsOf(path, { isStatic: true }))
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
    expect([...new Set(packages)]).toEqual(['yargs-parser/browser']);
  });
});

describe('the tests', () => {
  it('mirror src/ by path: a test is named after a module or folder, or begins with its name', () => {
    const tests = listFiles('test').filter((path) => path.endsWith('.test.ts') && !/^(?:bench|build|cli)\//.test(path));
    const wholes = ['architecture', 'package', 'readme'];
    expect(tests.filter((path) => !wholes.includes(path.replace('.test.ts', '')) && !hasModule(path))).toEqual([]);
  });
});

function hasModule(test: string): boolean {
  const folder = dirname(test);
  const name = basename(test, '.test.ts');
  if (modules.has(posix.join(folder, `${name}.ts`))) return true;
  const names = [...modules.keys()]
    .filter((path) => folder === '.' || path.startsWith(`${folder}/`))
    .map((path) => (folder === '.' ? path : path.slice(folder.length + 1)))
    .map((path) => path.split('/')[0]!.replace('.ts', ''));
  return names.some((each) => name === each || name.startsWith(`${each}-`));
}

/** What a module imports, as written; types too, unless only what is loaded with it is asked for. */
function importsOf(path: string, { isStatic = false } = {}): string[] {
  const text = withoutComments(modules.get(path) ?? '');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{][^;'"=()]*?\sfrom\s+)?'([^']+)'/gm);
  const loaded = [...statements].filter(([, type]) => !isStatic || type === undefined).map(([, , name]) => name!);
  if (isStatic) return loaded;
  return [...loaded, ...[...text.matchAll(/\bimport\(\s*'([^']+)'/g)].map(([, name]) => name!)];
}

/** Modules of ours, relative to `src/`. */
function ownImports(path: string, options = {}): string[] {
  return importsOf(path, options)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(path), name))
    .filter((name) => name !== '../package.json');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function listFiles(folder: string): string[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => statSync(join(root, folder, name)).isFile()).map((name) => name.replaceAll('\\', '/'));
}
