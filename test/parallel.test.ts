import { describe, expect, it } from 'vitest';
import type { Report } from '../src/model/report.ts';
import { folder } from './helpers/folder.ts';
import { placesOf, scanIn } from './helpers/scan.ts';
import { awsPair, githubPat } from './helpers/secrets.ts';

/** What does not change from run to run: secrets' hashes as the group that they make. */
function comparable({ scanned, findings, errors, suppressed, unusedAllows }: Report) {
  const hashes = [...new Set(findings.map(({ secretHash }) => secretHash))];
  return {
    files: scanned.files,
    bytes: scanned.bytes,
    skipped: [...scanned.skipped].sort((a, b) => (a.path < b.path ? -1 : 1)),
    findings: findings.map((finding) => ({ ...finding, secretHash: hashes.indexOf(finding.secretHash) })),
    errors: [...errors].sort((a, b) => (a.path! < b.path! ? -1 : 1)),
    suppressed,
    unusedAllows: [...unusedAllows].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

describe('several threads', () => {
  it('report what one does', async () => {
    const files: Record<string, string> = { '.gitleaksignore': 'f007.env:github-pat:1\nnone.env:github-pat:1\n' };
    for (let i = 0; i < 400; i++) {
      const name = `f${String(i).padStart(3, '0')}`;
      files[`${name}.env`] = `TOKEN=${githubPat(i % 9)}\n# keyturn:allow\n`;
      files[`sub/${name}.txt`] = i % 5 === 0 ? 'a\0b' : `${awsPair(i).id} ${awsPair(i).secret}\n`;
    }
    const root = folder(files);
    const [one, two, four] = await Promise.all([1, 2, 4].map((jobs) => scanIn(root, { jobs, listUnusedAllows: true })));
    expect(one!.findings.length).toBeGreaterThan(500);
    expect(comparable(two!)).toEqual(comparable(one!));
    expect(comparable(four!)).toEqual(comparable(one!));
  });

  it.each([1, 4])('%i of them find nothing in an empty folder', async (jobs) => {
    const report = await scanIn(folder(), { jobs });
    expect([placesOf(report), report.scanned, report.errors]).toEqual([[], { files: 0, bytes: 0, skipped: [] }, []]);
  });
});
