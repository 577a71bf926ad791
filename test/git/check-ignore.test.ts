import { expect, it } from 'vitest';
import { findIgnored } from '../../src/git/check-ignore.ts';
import { gitTestEnv, repo } from '../helpers/repo.ts';

it('tells which paths a .gitignore of the tree ignores, whether or not they exist or are tracked', () => {
  const { path, git, write, add } = repo();
  write('.gitignore', '*.log\n!keep.log\n/:odd\n');
  write('a/.gitignore', 'b\n');
  write('tracked.log', '');
  add('.gitignore');
  git('add', '--force', 'tracked.log');
  write('.git/info/exclude', 'mine\n');
  const paths = ['x.log', 'keep.log', 'a/b', 'b', 'mine', 'tracked.log', ':odd', ':(glob)x.log', '-a.log'];
  const tree = { root: path, gitDir: `${path}/.git` };
  expect([...findIgnored(paths, { tree, env: gitTestEnv() })]).toEqual([
    'x.log',
    'a/b',
    'tracked.log',
    ':odd',
    ':(glob)x.log',
    '-a.log',
  ]);
});
