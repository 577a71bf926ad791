import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { expandGlobs } from '../../src/sources/expand-globs.ts';
import { folder } from '../helpers/folder.ts';

const tree = () => folder({ 'a.env': '', 'src/b.env': '', 'src/.hidden/c.env': '', 'src/d.ts': '', '.git/e.env': '' });

it.each([
  ['**/*.env', ['a.env', 'src/.hidden/c.env', 'src/b.env']],
  ['src/*.{env,ts}', ['src/b.env', 'src/d.ts']],
  ['?.env', ['a.env']],
  ['./src/[bd].*', ['./src/b.env', './src/d.ts']],
])('expands %s to the files that it matches', async (glob, files) => {
  expect(await expandGlobs([glob], tree())).toEqual(files);
});

it('leaves paths as they are, whether they exist or not, and keeps the order', async () => {
  const paths = ['src', 'missing', '*.env', '-'];
  expect(await expandGlobs(paths, tree())).toEqual(['src', 'missing', 'a.env', '-']);
});

it('takes a file whose name holds such characters for itself', async () => {
  expect(await expandGlobs(['[id].ts'], folder({ '[id].ts': '', 'i.ts': '' }))).toEqual(['[id].ts']);
});

it('follows no link to a folder', async () => {
  const cwd = tree();
  mkdirSync(join(cwd, 'links'));
  symlinkSync(join(cwd, 'src'), join(cwd, 'links/src'));
  await expect(expandGlobs(['links/**/*.env'], cwd)).rejects.toThrow('matches no file');
});

it.each([
  ['lib/*.[pk', '['],
  ['*.{env,ts', '{'],
])('says what is wrong with %s', async (glob, bracket) => {
  await expect(expandGlobs([glob], tree())).rejects.toThrow(
    `${glob} does not exist, and as a glob it must close its "${bracket}"`,
  );
});

it('says which glob matches nothing', async () => {
  await expect(expandGlobs(['*.env', 'lib/*.pem'], tree())).rejects.toThrow(
    'lib/*.pem does not exist, and as a glob it matches no file',
  );
});
