import { expect, it } from 'vitest';
import type { Known } from '../../../src/model/known.ts';
import type { Report } from '../../../src/model/report.ts';
import { reportTerminal } from '../../../src/reporters/terminal.ts';
import { collect, makeContext, makeFinding, makeReport } from '../make-report.ts';

const decided: Known = { decision: 'false-alarm', reason: 'an example', by: 'ada', at: '2026-11-22', entry: 0 };
const changes: Partial<Report> = {
  baseline: '.secrets.baseline',
  known: [
    makeFinding({ known: decided }),
    makeFinding({ path: 'b.ts', secretHash: 'h2', known: { decision: 'real', entry: 1 } }),
  ],
};
const text = (report: Partial<Report>, showKnown = false) =>
  collect(reportTerminal(makeReport(report), makeContext({ showKnown })));

it('counts what the baseline knows', async () => {
  expect(await text(changes)).toBe(
    'No new secrets found in 1,623 files (16.2 MB) in 0.12 s\n' +
      'Known in .secrets.baseline: 2 findings, 1 of them is a real secret, not rotated; --show-known lists them.\n',
  );
});

it('lists it when asked to, with what was decided', async () => {
  const shown = await text(changes, true);
  expect(shown.split('\n').filter((line) => /^Known|^ {2}Known/.test(line))).toEqual([
    'Known in .secrets.baseline:',
    '  Known: a false alarm, decided by ada on 2026-11-22: "an example"',
    '  Known: a real secret, to be rotated',
    'Known in .secrets.baseline: 2 findings, 1 of them is a real secret, not rotated.',
  ]);
});

it('says of a new finding that its entry has expired', async () => {
  const expired = makeFinding({ known: { ...decided, until: '2026-01-01', isExpired: true } });
  expect(await text({ baseline: '.secrets.baseline', findings: [expired] })).toContain(
    '  Known until 2026-01-01: a false alarm, decided by ada on 2026-11-22: "an\n',
  );
});

it('lists entries that nothing matches, control characters shown as such', async () => {
  const staleEntries = [
    { path: 'gone\u001b[2J.ts', ruleId: 'acme-token', decision: 'test' as const },
    { path: 'src/old.ts', ruleId: 'acme-token', decision: 'undecided' as const },
  ];
  const shown = await text({ baseline: '.secrets.baseline', staleEntries });
  expect(shown).not.toContain('\u001b');
  expect(shown).toContain('  src/old.ts: acme-token\n  keyturn baseline update takes them out.\n');
});
