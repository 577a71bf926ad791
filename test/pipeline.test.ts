import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settleOptions } from '../src/config/settle.ts';
import { createPipeline, createReportKey } from '../src/pipeline.ts';
import { folder } from './helpers/folder.ts';
import { repo } from './helpers/repo.ts';
import { placesOf, scanIn } from './helpers/scan.ts';
import { githubPat, jwtToken, strongPassword } from './helpers/secrets.ts';
import { stagedSource } from './helpers/staged.ts';

const pathRule = `extendDefault: false
rules: [{ id: keystore, description: A key store, path: '\\.p12$', severity: high }]
`;

describe('a rule about the names of files', () => {
  it('reports a file once, whatever is in it, with no secret', async () => {
    const root = folder({ 'keyturn.yaml': pathRule, 'a/text.p12': 'x\n'.repeat(3_000_000), 'b.p12': '', 'c.txt': '' });
    writeFileSync(join(root, 'a/binary.p12'), Buffer.from([48, 130, 0, 0, 1]));
    const report = await scanIn(root);
    expect(placesOf(report)).toEqual(['a/binary.p12:1:1 keystore', 'a/text.p12:1:1 keystore', 'b.p12:1:1 keystore']);
    expect(report.scanned.skipped).toEqual([{ path: 'a/binary.p12', reason: 'binary' }]);
    expect(report.findings[0]).toMatchObject({
      startLine: 1,
      endLine: 1,
      endColumn: 1,
      redacted: '',
      line: '',
      entropy: 0,
      reasons: ['the name of the file'],
    });
    expect(report.findings[1]!.line).toBe('');
  });

  it('reports a file that is too large to be read', async () => {
    const root = folder({ 'keyturn.yaml': pathRule, 'a.p12': 'x'.repeat(2000) });
    const report = await scanIn(root, { maxFileSize: '1kB' });
    expect([placesOf(report), report.scanned.skipped]).toEqual([
      ['a.p12:1:1 keystore'],
      [{ path: 'a.p12', reason: 'too-large' }],
    ]);
  });

  it('reports what is staged, binary and empty files among it', async () => {
    const made = repo();
    made.write('keyturn.yaml', pathRule);
    made.write('a.p12', Buffer.from([48, 130, 0, 0, 1]));
    made.write('b.p12', '');
    made.add();
    const options = await settleOptions({}, { cwd: made.path, root: made.path, env: {}, isTty: false });
    const { sink, gathered } = createPipeline(options, createReportKey());
    await stagedSource(made).read(sink, new AbortController().signal);
    expect(placesOf(gathered)).toEqual(['b.p12:1:1 keystore', 'a.p12:1:1 keystore']);
  });
});

describe('--explain', () => {
  const explain = async (files: Record<string, string>, place: string, flags = {}) => {
    const lines: string[] = [];
    await scanIn(folder(files), { explain: place, ...flags }, { onExplain: (line) => lines.push(line) });
    return lines;
  };

  it('says of a line why something was found', async () => {
    expect(await explain({ 'a.txt': `\nx = ${githubPat()}\n` }, 'a.txt:2')).toContain(
      'a.txt:2 github-pat: found, confidence certain',
    );
  });

  it.each<[string, string, object, string]>([
    [
      'a comment allows it',
      `x = ${githubPat()} # keyturn:allow`,
      {},
      'a.txt:1 github-pat: held back: allowed by a comment on line 1',
    ],
    [
      'it is not sure enough',
      `password = "${strongPassword()}"`,
      { minConfidence: 'certain' },
      'below --min-confidence certain',
    ],
    [
      'it is not grave enough',
      `x = ${jwtToken()}`,
      { minSeverity: 'critical' },
      'severity medium, below --min-severity critical',
    ],
    ['its pattern does not match', 'x = ghp_short', {}, 'its keyword stands here, but its pattern does not match'],
  ])('says why something was not: %s', async (_, text, flags, message) => {
    const lines = await explain({ 'a.txt': text }, 'a.txt:1', flags);
    expect(lines.some((line) => line.includes(message))).toBe(true);
  });

  it('tells of no other line or file, and says where there was nothing to decide', async () => {
    const text = `x = ${githubPat()}\n\n`;
    expect(await explain({ 'a.txt': text, 'b.txt': `\n${text}` }, 'a.txt:2')).toEqual([
      'a.txt:2 nothing on this line was a candidate',
    ]);
    expect(await explain({ 'a.txt': text }, 'c.txt:1')).toEqual(['c.txt:1 the file was not scanned']);
  });

  it('shows no secret', async () => {
    const secret = githubPat();
    const lines = await explain({ 'a.txt': `password = "${secret}"` }, 'a.txt:1');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain(secret.slice(5, 20));
  });
});
