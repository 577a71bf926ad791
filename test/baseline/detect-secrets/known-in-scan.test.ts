import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { repo } from '../../helpers/repo.ts';
import { scanIn } from '../../helpers/scan.ts';
import { githubPat } from '../../helpers/secrets.ts';

const prefix = createHash('sha1').update('ghp').digest('hex');

describe('a scan with a baseline of detect-secrets', () => {
  it.each([
    ['no more', `# one\n# two\nT=${githubPat(1)}\n`, []],
    ['one on its line, one behind that', `T=${githubPat(2)}\nT=${githubPat(1)}\n`, [2]],
    ['both behind it', `# one\nT=${githubPat(1)}\n\nT=${githubPat(2)}\n`, [4]],
  ])('reports all tokens but one where a row stands for any of the kind: %s', async (_title, text, expected) => {
    const made = repo();
    const row = { type: 'GitHub Token', filename: 'a.txt', hashed_secret: prefix, is_verified: false, line_number: 1 };
    made.write(
      '.secrets.baseline',
      JSON.stringify({ version: '1.5.0', plugins_used: [], results: { 'a.txt': [row] } }),
    );
    made.write('a.txt', text);
    const { findings } = await scanIn(made.path);
    expect(findings.map(({ startLine }) => startLine)).toEqual(expected);
  });

  it('ends with an error where that is damaged', async () => {
    const made = repo();
    made.write('.secrets.baseline', '{"version": "1.5.0",\n "results": {"a": [{}]}}');
    await expect(scanIn(made.path)).rejects.toThrow(
      expect.objectContaining({ code: 'bad-baseline', message: expect.stringContaining('.secrets.baseline:2:20: ') }),
    );
  });
});
