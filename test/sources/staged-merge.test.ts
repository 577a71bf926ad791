import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gitTestEnv, type Repo, repo } from '../helpers/repo.ts';
import { readStaged, some, whole } from '../helpers/staged.ts';

type Files = Record<string, string | Buffer>;

/** A repository on `main` with one more branch for each further set of files. */
function branched(base: Files, main: Files, ...sides: Files[]): Repo {
  const made = repo();
  const commit = (files: Files, message: string) => {
    for (const [path, content] of Object.entries(files)) made.write(path, content);
    made.add();
    made.commit(message);
  };
  commit(base, 'base');
  sides.forEach((files, index) => {
    made.git('switch', '--quiet', '--create', `side${index + 1}`, 'main');
    commit(files, `side ${index + 1}`);
  });
  made.git('switch', '--quiet', 'main');
  commit(main, 'main');
  return made;
}

function merge(made: Repo, ...branches: string[]): void {
  try {
    made.git('merge', '--quiet', '--no-commit', ...branches);
  } catch {
    expect(existsSync(join(made.path, '.git/MERGE_HEAD'))).toBe(true);
  }
}

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

it('finds nothing in a merge that only brings in what the other branch has', async () => {
  const made = branched(
    { 'a.txt': 'a\n', 'both.txt': '1\n2\n3\n4\n5\n' },
    { 'b.txt': 'b\n', 'both.txt': 'one\n2\n3\n4\n5\n' },
    { 'a.txt': 'A\n', 'c.txt': 'c\n', 'd.ini': utf16('d\n'), 'both.txt': '1\n2\n3\n4\nfive\n' },
  );
  merge(made, 'side1');
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [] });
});

it('finds what only the resolution of a conflict brings', async () => {
  const made = branched({ 'a.txt': 'x\nbase\ny\n' }, { 'a.txt': 'x\nmain\ny\n' }, { 'a.txt': 'x\nside\ny\n' });
  merge(made, 'side1');
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [['a.txt', 'unmerged']] });
  made.write('a.txt', 'x\nmain\nresolved\nside\ny\n');
  made.write('new.txt', 'new\n');
  made.write('empty.txt', '');
  made.write('new.ini', utf16('new\n'));
  made.write('new.bin', Buffer.from([0]));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [
      some('a.txt', 'x\nmain\nresolved\nside\ny\n', 3),
      whole('empty.txt', ''),
      whole('new.ini', 'new\n'),
      some('new.txt', 'new\n', 1),
    ],
    skipped: [['new.bin', 'binary']],
  });
});

it('compares content that git hides with all parents', async () => {
  const attributes = { '.gitattributes': '*.env -diff\n' };
  const made = branched(
    { ...attributes, 'a.env': 'x\nbase\n', 'b.ini': utf16('x\nbase\n') },
    { 'a.env': 'x\nmain\n', 'b.ini': utf16('x\nmain\n') },
    { 'a.env': 'x\nside\n', 'b.ini': utf16('x\nside\n') },
  );
  merge(made, 'side1');
  made.write('a.env', 'x\nmain\nside\nnew\n');
  made.write('b.ini', utf16('x\nnew\nmain\nside\n'));
  made.add();
  expect(await readStaged(made)).toEqual({
    fragments: [some('a.env', 'x\nmain\nside\nnew\n', 4), some('b.ini', 'x\nnew\nmain\nside\n', 2)],
    skipped: [],
  });
});

it('compares with every branch of an octopus merge', async () => {
  const made = branched(
    { 'a.txt': '1\n2\n3\n4\n5\n6\n7\n8\n9\n' },
    { 'a.txt': 'one\n2\n3\n4\n5\n6\n7\n8\n9\n' },
    { 'a.txt': '1\n2\n3\n4\nfive\n6\n7\n8\n9\n' },
    { 'a.txt': '1\n2\n3\n4\n5\n6\n7\n8\nnine\n' },
  );
  merge(made, 'side1', 'side2');
  expect(await readStaged(made)).toEqual({ fragments: [], skipped: [] });
  const text = 'one\n2\n3\n4\nfive\n6\nseven\n8\nnine\n';
  made.write('a.txt', text);
  made.add();
  expect(await readStaged(made)).toEqual({ fragments: [some('a.txt', text, 7)], skipped: [] });
});

it('knows the other branch in the hook of `git merge`, before MERGE_HEAD is written', async () => {
  const made = branched({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': 'c\n' });
  made.git('config', 'core.hooksPath', '.git/hooks');
  const hook = made.write('.git/hooks/pre-merge-commit', '#!/bin/sh\nenv >.git/hook-env\nexit 1\n');
  made.git('-c', 'alias.chmod=!chmod', 'chmod', '+x', hook);
  expect(() => made.git('merge', '--quiet', 'side1')).toThrow();
  const lines = readFileSync(join(made.path, '.git/hook-env'), 'utf8').split('\n');
  const seen = Object.fromEntries(
    lines.filter((line) => /^GIT/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2)),
  );
  made.remove('.git/MERGE_HEAD');
  expect(await readStaged(made, { env: { ...gitTestEnv(), ...seen } })).toEqual({ fragments: [], skipped: [] });
  expect(await readStaged(made)).toEqual({ fragments: [whole('c.txt', 'c\n')], skipped: [] });
});

it('counts every line where the merged commit cannot be read', async () => {
  const made = branched({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': 'c\n' });
  merge(made, 'side1');
  made.write('.git/MERGE_HEAD', `${'1'.repeat(40)}\n`);
  expect(await readStaged(made)).toEqual({ fragments: [whole('c.txt', 'c\n')], skipped: [] });
});

it.each([
  ['cherry-pick', 'CHERRY_PICK_HEAD'],
  ['revert', 'REVERT_HEAD'],
])('takes a %s for a plain commit', async (command, head) => {
  const made = branched({ 'a.txt': 'a\n' }, { 'b.txt': 'b\n' }, { 'c.txt': 'c\n' });
  const commit = command === 'revert' ? 'HEAD' : 'side1';
  if (command === 'revert') made.git('rm', '--quiet', 'a.txt');
  if (command === 'revert') made.commit();
  made.git(command, '--no-commit', commit);
  made.write(`.git/${head}`, `${made.git('rev-parse', commit)}\n`);
  const expected = command === 'revert' ? whole('a.txt', 'a\n') : whole('c.txt', 'c\n');
  expect(await readStaged(made)).toEqual({ fragments: [expected], skipped: [] });
});
