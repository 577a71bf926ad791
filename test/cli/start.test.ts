import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';

/** The code caches in a folder, by name and by what tells whether one was written anew. */
function listCaches(folder: string): string[] {
  const caches = join(folder, 'keyturn');
  return readdirSync(caches).map((name) => `${name} ${statSync(join(caches, name)).ino}`);
}

describe('the code cache', () => {
  it.each(['scan', 'staged', 'rules list'])('that %s makes is taken by the next run', async (command) => {
    const cwd = temporaryFolder();
    execFileSync('git', ['init', '-q'], { cwd });
    writeFileSync(join(cwd, 'file'), 'text');
    const cache = temporaryFolder();
    const start = async () => (await run(command.split(' '), { cwd, env: { XDG_CACHE_HOME: cache } })).code;
    expect(await start()).toBe(0);
    const made = listCaches(cache);
    expect(made).toHaveLength(1);
    expect([await start(), await start()]).toEqual([0, 0]);
    // One that is refused is written again.
    expect(listCaches(cache)).toEqual(made);
  });

  it('is made for each command, as each needs other functions', async () => {
    const cwd = temporaryFolder();
    const cache = temporaryFolder();
    for (const words of [['scan'], ['rules', 'list']]) await run(words, { cwd, env: { XDG_CACHE_HOME: cache } });
    expect(listCaches(cache)).toHaveLength(2);
  });

  it('is not made by what fails, nor for a scan by its help', async () => {
    const cwd = temporaryFolder();
    const cache = temporaryFolder();
    const start = async (...words: string[]) => (await run(words, { cwd, env: { XDG_CACHE_HOME: cache } })).code;
    expect(await start('scan', 'missing')).toBe(2);
    expect(existsSync(join(cache, 'keyturn'))).toBe(false);
    expect([await start('scan', '--help'), await start('scan')]).toEqual([0, 0]);
    expect(readdirSync(join(cache, 'keyturn')).map((name) => name.split('-')[1])).toEqual(['other', 'scan']);
  });
});

it.each([['-qh'], ['--quiet', '-h'], ['-o', 'x', '-h']])(
  'does what the program of a scan lacks: scan %s',
  async (...words) => {
    const [asked, written] = [await run(['scan', ...words]), await run(['help', 'scan'])];
    expect(asked).toEqual(written);
  },
);
