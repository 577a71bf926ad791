import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

it.each(['terminal', 'json', 'sarif', 'gitleaks-json'])(
  'shows no secret of a ref, a person, a path, a message or a file as %s',
  async (format) => {
    const made = repo();
    made.write(`f-${githubPat(1)}.txt`, `token = ${githubPat(2)}\n`);
    made.add();
    made.git(
      'commit',
      '--quiet',
      '--message',
      `subject ${githubPat(3)}`,
      '--author',
      `A ${githubPat(4)} <a@b.example>`,
    );
    made.git('branch', `b-${githubPat(5)}`);
    made.git('tag', '--annotate', `t-${githubPat(6)}`, '--message', `tag ${githubPat(7)}`);
    const { code, stdout, stderr } = await run(['history', made.path, '--format', format, '--verbose']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    const shown = [1, 2, 3, 4, 5, 6, 7].filter((seed) => stdout.includes(githubPat(seed)));
    expect(shown).toEqual([]);
  },
);

it('writes for the clean-up what it reports, and says what of it is not in the file', async () => {
  const made = repo();
  const file = join(temporaryFolder(), 'values.txt');
  made.write('.gitleaksignore', 'ignored.txt:github-pat:1\n');
  made.write('ignored.txt', `token = ${githubPat(1)}\n`);
  made.write('utf16.txt', Buffer.from(`\ufefffirst\ntoken = ${githubPat(2)}\n`, 'utf16le'));
  made.write('plain.txt', `token = ${githubPat(3)}\n`);
  made.add();
  made.commit(`first ${githubPat(4)}`);
  const { code, stdout } = await run(['history', made.path, '--replace-text', file]);
  expect(code).toBe(1);
  const lines = [githubPat(3), githubPat(4)].sort().map((value) => `literal:${value}==>***REMOVED***`);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toEqual(lines);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    `FILE is ${file} with 2 values. Not in it, to be taken out by hand: - utf16.txt:2: it stands in a UTF-16 or binary file, which git filter-repo does not change 3.`,
  );
});
