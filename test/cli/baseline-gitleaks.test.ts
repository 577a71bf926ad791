import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ends, newPlaces } from '../helpers/baseline.ts';
import { repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat, stripeLive } from '../helpers/secrets.ts';

const entry = (cwd: string, secret: string) => ({
  RuleID: 'stripe-access-token',
  StartLine: 1,
  Secret: secret,
  Match: `KEY="${secret}"`,
  File: `${cwd}/app.env`,
});

it("takes gitleaks' JSON report for what is known", async () => {
  const made = repo();
  made.write('app.env', `# moved\nKEY="${stripeLive()}"\nTOKEN="${githubPat()}"\n`);
  const report = join(temporaryFolder(), 'report.json');
  writeFileSync(report, JSON.stringify([entry(made.path, stripeLive())]));
  expect(await newPlaces(made.path, 'scan', '--baseline', report)).toEqual(['app.env:3 github-pat']);
  made.write('app.env', `KEY="${stripeLive()}"\n`);
  await ends(0, made.path, 'scan', '--baseline', report);
});

it('ends with an error where the report is damaged', async () => {
  const made = repo();
  made.write('report.json', '[{"RuleID": "x",\n "File": 5}]');
  const { code, stderr } = await run(['scan', '--baseline', 'report.json'], { cwd: made.path });
  expect([code, stderr]).toEqual([2, expect.stringContaining('report.json:2:10: "File" must be a text, got 5')]);
});
