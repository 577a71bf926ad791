import { expect, it } from 'vitest';
import { withoutHunkPatterns } from '../../src/git/diff-drivers.ts';
import { findRepository } from '../../src/git/find-repository.ts';
import { patchArgs } from '../../src/git/patch-args.ts';
import { runGit } from '../../src/git/spawn.ts';
import { gitTestEnv, type Repo, repo } from '../helpers/repo.ts';

const env = gitTestEnv();

function changed(driver: string): { made: Repo; git: Parameters<typeof withoutHunkPatterns>[0] } {
  const made = repo();
  made.write('.gitattributes', `* diff=${driver}\n`);
  const lines = `${'a'.repeat(60)}\n`.repeat(50);
  made.write('f', lines);
  made.add();
  made.commit();
  made.write('f', `${lines}x\n`);
  made.add();
  made.commit();
  return { made, git: { tree: findRepository(made.path, env)!, env } };
}

it.each([
  ['own', 'xfuncname'],
  ['own', 'funcname'],
  ['java', 'xfuncname'],
  ['with=sign', 'xfuncname'],
])(
  'keeps git from running a pattern that does not end, of diff.%s.%s',
  async (driver, key) => {
    const { made, git } = changed(driver);
    const pattern = key === 'funcname' ? String.raw`^\(a*\)*\(a*\)*\1\2b` : String.raw`^(a*)*(a*)*\1\2b`;
    made.git('config', `diff.${driver}.${key}`, pattern);
    const patch = await runGit(['diff-tree', ...patchArgs(0, false), 'HEAD'], await withoutHunkPatterns(git));
    expect(patch.toString().split('\n').slice(-3)).toEqual(['@@ -50,0 +51 @@', '+x', '']);
  },
  20_000,
);

it('changes nothing where no pattern is named, and keeps what the user has set', async () => {
  const { made, git } = changed('own');
  expect(await withoutHunkPatterns(git)).toBe(git);
  made.git('config', 'diff.own.xfuncname', 'x');
  const user = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'a.b', GIT_CONFIG_VALUE_0: 'c' };
  expect((await withoutHunkPatterns({ ...git, env: { ...env, ...user } })).env).toEqual({
    ...env,
    ...user,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_1: 'diff.own.xfuncname',
    GIT_CONFIG_VALUE_1: '^',
  });
});

it('reads no attributes from wherever the configuration says', async () => {
  const { made, git } = changed('own');
  made.git('config', 'core.attributesFile', '/dev/zero');
  expect((await runGit(['diff-tree', ...patchArgs(0, false), 'HEAD'], git)).toString()).toContain('+x');
}, 20_000);
