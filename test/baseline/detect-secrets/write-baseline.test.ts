import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toRows, writeDetectSecrets } from '../../../src/baseline/detect-secrets/write-baseline.ts';
import type { FoundRow } from '../../../src/model/known.ts';
import { fakeSecret, githubPat } from '../../helpers/secrets.ts';

const sha1 = (value: string) => createHash('sha1').update(value).digest('hex');
const now = new Date('2026-03-04T05:06:07.890Z');
const password = fakeSecret('<<base62:32>>');

describe('toRows', () => {
  it('gives a row for each plugin that takes the secret, and a spare one', () => {
    const rows = toRows({ path: 'a.py', secret: password, startLine: 3, line: `password = "${password}"` });
    const row = { path: 'a.py', hash: sha1(password), line: 3 };
    expect(rows).toEqual([
      { ...row, type: 'Secret Keyword' },
      { ...row, type: 'Base64 High Entropy String' },
      { ...row, type: 'Secret Keyword', isSpare: true },
    ]);
  });

  it('leaves out what the line has of other secrets', () => {
    const line = `Authorization: Bearer ${password}; host 8.8.8.8`;
    expect(toRows({ path: 'a.http', secret: password, startLine: 1, line })).toEqual([
      { path: 'a.http', type: 'Secret Keyword', hash: sha1(password), line: 1, isSpare: true },
    ]);
  });

  it('marks what all tokens of a kind share, and further pieces', () => {
    const secret = githubPat();
    const id = fakeSecret('AKIA<<base32:16>>');
    const parts = [{ secret: id, startLine: 4, line: `id ${id}` }];
    expect(toRows({ path: 'a.txt', secret, startLine: 5, line: `use ${secret}`, parts })).toEqual([
      { path: 'a.txt', type: 'GitHub Token', hash: sha1('ghp'), line: 5, isShared: true },
      { path: 'a.txt', type: 'AWS Access Key', hash: sha1(id), line: 4, isShared: true },
      { path: 'a.txt', type: 'Secret Keyword', hash: sha1(secret), line: 5, isSpare: true },
    ]);
  });
});

describe('writeDetectSecrets', () => {
  it('sorts files by code points and rows by line, and takes the spare row only where it must', () => {
    const row = (path: string, line: number, rest: Partial<FoundRow> = {}): FoundRow => {
      return { path, line, type: 'Stripe Access Key', hash: sha1(`${line}`), ...rest };
    };
    const text = writeDetectSecrets(
      [
        [row('é', 1), row('é', 1, { isSpare: true, type: 'Secret Keyword' })],
        [row('10', 7, { decision: 'real' })],
        [row('10', 2, { decision: 'false-alarm' })],
        [row('b', 1, { isShared: true }), row('b', 1, { isSpare: true, type: 'Secret Keyword' })],
        [row('b', 3, { hash: sha1('1'), isShared: true }), row('b', 3, { isSpare: true, type: 'Secret Keyword' })],
      ],
      now,
    );
    const { results, ...rest } = JSON.parse(text) as { results: object };
    const item = (filename: string, line: number, type = 'Stripe Access Key') => {
      return { type, filename, hashed_secret: sha1(`${line}`), is_verified: false, line_number: line };
    };
    expect(results).toEqual({
      10: [
        { ...item('10', 2), is_secret: false },
        { ...item('10', 7), is_secret: true },
      ],
      b: [item('b', 1, 'Secret Keyword'), item('b', 1), item('b', 3, 'Secret Keyword')],
      é: [item('é', 1)],
    });
    expect(rest).toMatchObject({ version: '1.5.0', generated_at: '2026-03-04T05:06:07Z' });
    expect(text).toMatch(/^ {4}"\\u00e9": \[$/m);
    expect(text.endsWith('"\n}\n')).toBe(true);
  });
});
