import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReplacementsFile, writeReplacements } from '../../src/history/clean-up.ts';
import { folder } from '../helpers/folder.ts';

const needle = (text: string | Buffer, place = 'a.ts:1') => ({ bytes: Buffer.from(text), place });

/** An empty folder beside a repository with its git folder. */
function makePlace(): { cwd: string; forbidden: string[] } {
  const cwd = realpathSync(folder());
  mkdirSync(join(cwd, 'repo/.git'), { recursive: true });
  return { cwd, forbidden: [join(cwd, 'repo'), join(cwd, 'repo/.git')] };
}

describe('the file', () => {
  it('is new, for its owner only, and holds the values', async () => {
    const { cwd, forbidden } = makePlace();
    const written = await writeReplacements('secrets.txt', [needle('one-Value-1'), needle('x', 'b.ts:3')], {
      cwd,
      forbidden,
    });
    const file = join(cwd, 'secrets.txt');
    expect(written).toEqual({
      file,
      count: 1,
      leftOut: [{ place: 'b.ts:3', reason: 'it is so short that replacing it would change other text' }],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'latin1')).toBe('literal:one-Value-1==>***REMOVED***\n');
  });

  it('is not written where nothing can be replaced', async () => {
    const { cwd, forbidden } = makePlace();
    expect((await writeReplacements('secrets.txt', [needle('x')], { cwd, forbidden })).file).toBeUndefined();
    expect(readdirSync(cwd)).toEqual(['repo']);
  });

  it.each([
    ['exists', 'old.txt', /^--replace-text old\.txt: exists already; name a new file$/],
    ['is a link, wherever it leads', 'dangling', /exists already/],
    [
      'is in the work tree',
      'repo/secrets.txt',
      /stands inside the repository \(.*\/repo\), where it would soon be committed/,
    ],
    ['is in the git folder', 'repo/.git/secrets.txt', /stands inside the repository/],
    ['is in the work tree by way of a link', 'link/secrets.txt', /stands inside the repository/],
    ['is in the work tree by way of dots', 'other/../repo/s.txt', /stands inside the repository/],
    [
      'is in a folder that does not exist',
      'gone/secrets.txt',
      /the folder .*\/gone cannot be used: it does not exist$/,
    ],
    ['is in a file', 'old.txt/secrets.txt', /cannot be used: it is not a folder$/],
    ['is standard output', '-', /must name a file: it holds the secrets themselves$/],
    ['has no name', '', /^--replace-text "": must name a file/],
  ])('is refused when it %s', async (_why, file, problem) => {
    const { cwd, forbidden } = makePlace();
    mkdirSync(join(cwd, 'other'));
    writeFileSync(join(cwd, 'old.txt'), 'kept');
    symlinkSync('/nowhere', join(cwd, 'dangling'));
    symlinkSync('repo', join(cwd, 'link'));
    await expect(checkReplacementsFile(file, forbidden, cwd)).rejects.toThrow(problem);
    await expect(writeReplacements(file, [needle('one-Value-1')], { cwd, forbidden })).rejects.toThrow(problem);
    expect(readFileSync(join(cwd, 'old.txt'), 'utf8')).toBe('kept');
    expect(readdirSync(join(cwd, 'repo'))).toEqual(['.git']);
  });

  it('may stand beside the repository under a name that begins with its own', async () => {
    const { cwd, forbidden } = makePlace();
    expect(await checkReplacementsFile('repo-secrets.txt', forbidden, cwd)).toBe(join(cwd, 'repo-secrets.txt'));
    expect(await checkReplacementsFile('..secrets.txt', forbidden, cwd)).toBe(join(cwd, '..secrets.txt'));
  });
});
