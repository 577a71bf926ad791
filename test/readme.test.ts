import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };
import { writeCoverage } from '../src/build/coverage.ts';
import { flags, flagsOf } from '../src/commands/options.ts';
import schema from '../src/config/config.schema.json' with { type: 'json' };

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const readme = read('README.md');

/** Options of git, pre-commit and git-secrets. */
const foreign = ['no-verify', 'all-files', 'from-ref', 'to-ref', 'register-aws'];

describe('the README', () => {
  it('names every option of scan and history, and none that there is not', () => {
    const lines = readme.split('\n').filter((line) => !/npm |npx tsx/.test(line) || line.includes('keyturn scan'));
    const named = new Set(
      lines
        .join('\n')
        .replaceAll('git rev-parse --git-path', '')
        .match(/(?<![\w-])--[a-z][a-z-]+/g)
        ?.map((flag) => flag.slice(2)),
    );
    const known = new Set([...flags.map(({ name }) => name), ...foreign, 'help', 'version']);
    expect([...named].filter((name) => !known.has(name))).toEqual([]);
    const ours = [...flagsOf('scan'), ...flagsOf('history')];
    expect(ours.filter(({ name }) => !named.has(name))).toEqual([]);
  });

  it('states what the rules cover, as `npm run docs` writes it', async () => {
    expect(readme).toBe(await writeCoverage(readme));
  });

  it('shows every key of keyturn.yaml', () => {
    const [, block] = /## Configuration: keyturn\.yaml[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)!;
    const keys = Object.keys(schema.properties).filter((key) => key !== '$schema');
    expect(Object.keys(parse(block!)).sort()).toEqual(keys.sort());
  });
});

it.each(documents)('%s links to what is there', (name) => {
  const targets = [...read(name).matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, target]) => target!);
  expect(targets.filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

it.each(documents)('%s names only scripts of package.json', (name) => {
  const scripts = [...read(name).matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!);
  expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
});
