import { describe, expect, it } from 'vitest';
import { gatherFacts } from '../../src/history/facts.ts';
import { createRandom, inputOf, type MadeHistory, makeHistory, naiveFacts, type Shape } from './random-history.ts';

const shapes: [string, Shape][] = [
  ['a few secrets', { commits: 60, paths: 4, secrets: 3 }],
  ['contents that come back', { commits: 80, paths: 3, secrets: 2, reverts: true }],
  ['more secrets than a word has bits', { commits: 40, paths: 6, secrets: 45, reverts: true }],
  ['secrets at many paths', { commits: 120, paths: 60, secrets: 5 }],
  ['one path', { commits: 200, paths: 1, secrets: 1 }],
];

function refsOf(made: MadeHistory, random: () => number): { name: string; commit: number }[] {
  return Array.from({ length: 9 }, (_, i) => ({
    name: `refs/heads/${9 - i}`,
    commit: Math.floor(random() * made.commits.length),
  }));
}

async function gathered(input: ReturnType<typeof inputOf>) {
  const facts = await gatherFacts(input);
  return [...facts.values()].sort((a, b) => (a.secretHash < b.secretHash ? -1 : 1));
}

const bySecret = (a: { secretHash: string }, b: { secretHash: string }) => (a.secretHash < b.secretHash ? -1 : 1);

describe.each(shapes)('over random histories, %s', (_title, shape) => {
  it('says what looking at every tree says', async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      const made = makeHistory(random, shape);
      const options = { refs: refsOf(made, random), head: made.commits.length - 1 };
      expect(await gathered(inputOf(made, options)), `seed ${seed}`).toEqual(naiveFacts(made, options).sort(bySecret));
    }
  });
});
