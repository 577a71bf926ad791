import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readObjects } from '../../src/git/read-objects.ts';
import { gitTestEnv, type Repo, repo } from '../helpers/repo.ts';

const env = gitTestEnv();

/** Many tags in one pack; gives their ids. */
function manyTags(made: Repo, count: number): string[] {
  const lines = ['commit refs/heads/main', `committer A <a@example.com> 1 +0000`, 'data 0', ''];
  for (let tag = 0; tag < count; tag++) {
    lines.push(
      `tag t${tag}`,
      'from refs/heads/main',
      'tagger A <a@example.com> 1 +0000',
      'data <<END',
      `text ${tag}`,
      'END',
    );
  }
  execFileSync('git', ['-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet'], {
    cwd: made.path,
    env,
    input: lines.join('\n'),
  });
  const names = made.git('for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/tags').split('\n');
  return names.sort((a, b) => Number(a.slice(42)) - Number(b.slice(42))).map((line) => line.slice(0, 40));
}

async function read(made: Repo, ids: readonly string[], base = env) {
  const texts: [number, string][] = [];
  const problems: [number, string][] = [];
  await readObjects(
    { count: ids.length, idOf: (index) => ids[index]! },
    { tree: { root: made.path, gitDir: join(made.path, '.git') }, env: base },
    {
      object: (index, type, bytes, start, end) => {
        texts.push([index, `${type}: ${bytes.toString('latin1', start, end).split('\n').at(-2)}`]);
      },
      problem: (index, problem) => problems.push([index, problem]),
    },
  );
  return { texts, problems };
}

it('reads thousands of objects in their order', async () => {
  const made = repo();
  const ids = manyTags(made, 5000);
  const { texts, problems } = await read(made, ids);
  expect(texts).toEqual(ids.map((_, index) => [index, `tag: text ${index}`]));
  expect(problems).toEqual([]);
  expect(await read(made, [])).toEqual({ texts: [], problems: [] });
});

it('goes on behind what is damaged in a pack', async () => {
  const made = repo();
  const ids = manyTags(made, 300);
  const folder = join(made.path, '.git/objects/pack');
  const pack = join(folder, readdirSync(folder).find((name) => name.endsWith('.pack'))!);
  const offsets = made
    .git('verify-pack', '-v', pack)
    .split('\n')
    .flatMap((line) => (line.split(' ')[1] === 'tag' ? [line.split(/ +/)] : []));
  const bytes = readFileSync(pack);
  const broken = offsets.filter((_, index) => index % 100 === 50);
  for (const [, , , size, offset] of broken) bytes.fill(0xff, Number(offset) + 8, Number(offset) + Number(size) - 4);
  chmodSync(pack, 0o644);
  writeFileSync(pack, bytes);
  const lost = broken.map(([id]) => ids.indexOf(id!)).sort((a, b) => a - b);
  const { texts, problems } = await read(made, ids);
  expect(problems).toEqual(lost.map((index) => [index, 'damaged']));
  expect(texts.map(([index]) => index)).toEqual(ids.flatMap((_, index) => (lost.includes(index) ? [] : [index])));
});

it('says that git is missing', async () => {
  await expect(read(repo(), ['a'.repeat(40)], { ...env, PATH: '/nonexistent' })).rejects.toThrow('git was not found');
});
