import { realpathSync } from 'node:fs';
import { expect, it } from 'vitest';
import { settleSelection } from '../src/config/history-selection.ts';
import { settleOptions } from '../src/config/settle.ts';
import { findRepository } from '../src/git/find-repository.ts';
import { runHistory } from '../src/scan-history.ts';
import { history } from './helpers/history.ts';
import { randomHistory } from './helpers/random-history.ts';

it.each([1, 2, 3, 4, 5, 6])('reports the same whether contents are read or git compares them: %i', async (seed) => {
  const root = realpathSync(history(randomHistory(seed, 60).steps).path);
  const options = await settleOptions({ paths: [] }, { cwd: root, root, env: {}, isTty: false });
  const repository = findRepository(root)!;
  const selection = settleSelection({});
  const [read, compared] = await Promise.all(
    (['auto', 'patches'] as const).map((comparing) => runHistory(options, repository, selection, { comparing })),
  );
  expect(read!.report.findings.length).toBeGreaterThan(0);
  expect(read!.report.findings).toEqual(compared!.report.findings);
  expect(read!.report.scanned.commits).toBe(compared!.report.scanned.commits);
});
