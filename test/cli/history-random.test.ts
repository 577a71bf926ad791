import { describe, it } from 'vitest';
import { history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { randomHistory } from '../helpers/random-history.ts';

describe('a history drawn by lot', () => {
  it.each(Array.from({ length: 12 }, (_, index) => [index + 1, 20 + index * 15]))(
    'gives what every tree of it holds: seed %i, %i commits',
    async (seed, count) => {
      const { steps, findings } = randomHistory(seed, count);
      expectFindings(await audit(history(steps)), findings);
    },
  );

  it.each([1, 2, 3])('gives the same with any number of gits: %i', async (jobs) => {
    const { steps, findings } = randomHistory(99, 150);
    expectFindings(await audit(history(steps), ['--jobs', String(jobs)]), findings);
  });
});
