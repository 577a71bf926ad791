import { expect, it } from 'vitest';
import { listUntracked } from '../../src/git/list-untracked.ts';
import { gitTestEnv, repo } from '../helpers/repo.ts';

it('names all that is not tracked, ignored or not, but in the folders named and in repositories inside', async () => {
  const { path, write, add } = repo();
  write('.gitignore', 'ignored\n');
  write('tracked', '');
  add();
  for (const name of ['new', 'ignored', 'a/node_modules/x', 'odd\nname']) write(name, '');
  write(Buffer.from([0x66, 0xff]), '');
  const inner = repo(`${path}/inner`);
  inner.write('x', '');
  inner.add();
  inner.commit();
  const tree = { root: path, gitDir: `${path}/.git` };
  expect((await listUntracked({ tree, env: gitTestEnv() }, ['node_modules'])).sort()).toEqual([
    'ignored',
    'new',
    'odd\nname',
  ]);
});
