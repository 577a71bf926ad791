import { describe, expect, it } from 'vitest';
import { type FactsInput, gatherFacts, type SecretFacts } from '../../src/history/facts.ts';
import { createRandom, inputOf, type MadeHistory, makeHistory, naiveFacts, type Shape } from './random-history.ts';

const shapes: [string, Shape][] = [
  ['with a few secrets', { commits: 60, paths: 4, secrets: 3 }],
  ['with contents that come back', { commits: 80, paths: 3, secrets: 2, reverts: true }],
  ['with more secrets than a word has bits', { commits: 40, paths: 6, secrets: 45, reverts: true }],
  ['with secrets at many paths', { commits: 120, paths: 60, secrets: 5 }],
  ['of one path', { commits: 200, paths: 1, secrets: 1 }],
];
const seeds = Array.from({ length: 15 }, (_, n) => n + 1);

/** A history, and refs to some of its commits. */
function makeWithRefs(seed: number, shape: Shape) {
  const random = createRandom(seed);
  const made = makeHistory(random, shape);
  const refs = Array.from({ length: 9 }, (_, i) => ({
    name: `refs/heads/${9 - i}`,
    commit: Math.floor(random() * made.commits.length),
  }));
  return { made, random, refs, head: made.commits.length - 1 };
}

async function gathered(input: FactsInput): Promise<SecretFacts[]> {
  return inOrder([...(await gatherFacts(input)).values()]);
}

function inOrder(facts: SecretFacts[]): SecretFacts[] {
  return facts.sort((a, b) => (a.secretHash < b.secretHash ? -1 : 1));
}

describe.each(shapes)('over random histories %s', (_title, shape) => {
  it('says what looking at every tree says', async () => {
    for (const seed of seeds) {
      const { made, ...options } = makeWithRefs(seed, shape);
      expect(await gathered(inputOf(made, options)), `seed ${seed}`).toEqual(inOrder(naiveFacts(made, options)));
    }
  });

  it('finds by their bytes the secrets that were decided in one blob only', async () => {
    for (const seed of seeds) {
      const { made, random, ...options } = makeWithRefs(seed, shape);
      const input = inputOf(made, options);
      const kept = new Map(input.holdings.map((holding) => [`${holding.path} ${holding.secretHash}`, holding]));
      const holdings = [...kept.values()].sort(() => random() - 0.5);
      expect(await gathered({ ...input, holdings }), `seed ${seed}`).toEqual(inOrder(naiveFacts(made, options)));
    }
  });

  it('keeps to the selected commits', async () => {
    for (const seed of seeds) {
      const { made, ...options } = makeWithRefs(seed, shape);
      const ranged = { ...options, from: Math.floor(made.commits.length / 3) };
      expect(await gathered(inputOf(made, ranged)), `seed ${seed}`).toEqual(inOrder(naiveFacts(made, ranged)));
    }
  });

  it('asks for a path of a commit once, and only of merges', async () => {
    for (const seed of seeds) {
      const { made } = makeWithRefs(seed, shape);
      const input = inputOf(made);
      await gatherFacts(input);
      expect(input.asked).toEqual([...new Set(input.asked)]);
      const commits = input.asked.map((name) => made.commits[Number(name.split(' ')[0])]!);
      expect(commits.filter(({ parents }) => parents.length < 2)).toEqual([]);
    }
  });
});

describe('of a line of commits', () => {
  const secret = { secretHash: 'hash', bytes: Buffer.from('the secret') };
  const made = lineOf(['nothing', 'has the secret', 'still: the secret', 'encoded: dGhlIHNlY3JldA', 'nothing again']);
  const id = (commit: number) => made.commits[commit]!.tree.get('file')!;
  const input: FactsInput = {
    ...inputOf(made, { head: 4 }),
    holdings: [{ path: 'file', blob: id(1), secretHash: secret.secretHash, needle: secret.bytes }],
  };
  const held = (first: number, last: number) => ({ first, last, count: last - first + 1, inHead: false });
  const factsOf = (first: number, last: number): SecretFacts => ({
    secretHash: 'hash',
    ...held(first, last),
    refs: [],
    refCount: 0,
    places: [{ path: 'file', secretHash: 'hash', ...held(first, last), firstBlob: id(first) }],
  });

  it('looks for the bytes in each version', async () => {
    expect(await gathered(input)).toEqual([factsOf(1, 2)]);
  });

  it('looks for all the bytes that a secret was seen as', async () => {
    const encoded = { path: 'file', blob: id(3), secretHash: 'hash', needle: Buffer.from('dGhlIHNlY3JldA') };
    expect(await gathered({ ...input, holdings: [...input.holdings, encoded] })).toEqual([factsOf(1, 3)]);
  });

  it('takes a blob that cannot be read for what is known of it', async () => {
    const readBlob = async () => undefined;
    expect(await gathered({ ...input, readBlob })).toEqual([factsOf(1, 1)]);
  });

  it('reads each blob once, and none that is known to hold all', async () => {
    const read: string[] = [];
    const readBlob = async (blob: string) => {
      read.push(blob);
      return made.blobs.get(blob);
    };
    await gathered({ ...input, readBlob });
    expect(read.sort()).toEqual([id(0), id(2), id(3), id(4)].sort());
  });

  it('leaves out what no commit holds', async () => {
    const elsewhere = { path: '(author)', blob: id(1), secretHash: 'other', needle: secret.bytes };
    expect(await gathered({ ...input, holdings: [elsewhere] })).toEqual([]);
    expect(await gathered({ ...input, holdings: [] })).toEqual([]);
  });

  it('lists no more refs than are wanted, in order of their names', async () => {
    const names = ['refs/tags/b', 'refs/heads/main', 'refs/tags/a', 'refs/heads/\u00e9'];
    const refs = [...names.map((name) => ({ name, commit: 4 })), { name: 'refs/heads/before', commit: 0 }];
    const [facts] = await gathered({ ...input, refs, maxRefs: 3 });
    expect(facts).toMatchObject({ refs: ['refs/heads/main', 'refs/heads/\u00e9', 'refs/tags/a'], refCount: 4 });
  });

  it('ends when it is told to, with the reason', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(gatherFacts({ ...input, signal })).rejects.toThrow('enough');
  });

  it.each(['readBlob', 'blobAt'] as const)('passes on why %s fails', async (name) => {
    const { made } = makeWithRefs(3, { commits: 80, paths: 3, secrets: 2 });
    const all = inputOf(made);
    const failing = { ...all, holdings: name === 'readBlob' ? all.holdings.slice(0, 1) : all.holdings };
    const input = { ...failing, [name]: () => Promise.reject(new Error('the reader was closed')) };
    await expect(gatherFacts(input)).rejects.toThrow('the reader was closed');
  });
});

/** Commits, each the child of the one before, with one file. */
function lineOf(contents: readonly string[]): MadeHistory {
  const id = (kind: string, n: number) => `${kind}${n}`.padStart(40, '0');
  return {
    commits: contents.map((_, n) => ({
      id: id('c', n),
      parents: n === 0 ? [] : [n - 1],
      time: 1_600_000_000 + n,
      tree: new Map([['file', id('b', n)]]),
    })),
    blobs: new Map(contents.map((content, n) => [id('b', n), Buffer.from(content)])),
    secrets: new Map(),
  };
}
