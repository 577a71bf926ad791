import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanNames, TextBatch, type TextHooks, type TextKind } from '../../src/history/texts.ts';
import { readPackFolder } from '../../src/rules/read-pack.ts';
import { expandSample } from '../../src/rules/sample.ts';
import { builtInEngine, fragmentOf } from '../helpers/engine.ts';

/** Hooks that look for a word, and what they were told. */
function createHooks(word = 'find-me') {
  const found: [kind: TextKind, index: number, text: string][] = [];
  const probed: [path: string, length: number][] = [];
  const hooks: TextHooks = {
    probe(bytes, path) {
      probed.push([path, bytes.length]);
      return bytes.includes(word);
    },
    found: (kind, index, bytes) => found.push([kind, index, bytes.toString('latin1')]),
  };
  return { hooks, found, probed };
}

it('probes many names at once, and each by itself only where there may be something', () => {
  const { hooks, found, probed } = createHooks();
  scanNames('ref', ['refs/heads/main', 'refs/heads/find-me', 'refs/tags/v1'], hooks);
  expect(found).toEqual([['ref', 1, 'refs/heads/find-me']]);
  expect(probed.map(([path]) => path)).toEqual(Array(4).fill('(ref name)'));
  probed.length = 0;
  scanNames(
    'file-name',
    Array.from({ length: 10_000 }, (_, index) => `src/file-${index}.ts`),
    hooks,
  );
  expect(probed).toEqual([['(file name)', 168_890]]);
});

it('finds names at every place of every batch, whatever their length', () => {
  const { hooks, found } = createHooks();
  const names = Array.from({ length: 3000 }, (_, index) => {
    const filler = 'x'.repeat((index * 7919) % 1500) + (index % 1000 === 1 ? 'y'.repeat(300_000) : '');
    return index % 100 === 1 || index === 2999 ? `${filler}find-me` : filler;
  });
  scanNames('file-name', names, hooks);
  found.sort((a, b) => a[1] - b[1]);
  const expected = names.flatMap((name, index) => (name.endsWith('find-me') ? [['file-name', index, name]] : []));
  expect(found).toEqual(expected);
});

it('keeps the bytes of names as they are', () => {
  const { hooks, found } = createHooks();
  scanNames('file-name', ['\xe9/find-me\n\xff'], hooks);
  expect(found).toEqual([['file-name', 0, '\xe9/find-me\n\xff']]);
});

it('never sees two texts as one', () => {
  const { hooks, found } = createHooks();
  scanNames('ref', ['find', '-me', ''], hooks);
  expect(found).toEqual([]);
});

it.each([
  ['short', ''],
  ['long', 'y'.repeat(300_000)],
])('reads on behind a NUL in a %s text, and UTF-16', (_title, filler) => {
  const { hooks, found } = createHooks();
  const batch = new TextBatch('message', hooks);
  const texts = [`a\0find-me\0b${filler}`, [...`find-me${filler}`].join('\0'), 'c'];
  texts.forEach((text, index) => {
    batch.add(index, Buffer.from(text), 0, text.length);
  });
  batch.flush();
  found.sort((a, b) => a[1] - b[1] || b[2].length - a[2].length);
  expect(found).toEqual([
    ['message', 0, `a\nfind-me\nb${filler}`],
    ['message', 0, `afind-meb${filler}`],
    ['message', 1, `find-me${filler}`],
  ]);
});

it('loses no secret that a rule finds in a text by itself, whatever stands beside it', async () => {
  const engine = builtInEngine();
  const rules = await readPackFolder(join(import.meta.dirname, '../../rules'));
  const others = ['fix the build', 'key = "', 'a: `b\n```', "don't", '<!-- x', '/* y', 'Merge branch (x'];
  const probe = (bytes: Buffer, path: string) => engine.probe(fragmentOf(bytes, path)).isCandidate;
  let count = 0;
  const lost = rules.filter(({ examples, checksum }) => {
    const text = Buffer.from(expandSample(examples[0]!.text, { seed: 1, ...(checksum !== undefined && { checksum }) }));
    if (engine.scan(fragmentOf(text, '(commit message)')).length === 0) return false;
    count++;
    let isFound = false;
    const batch = new TextBatch('message', { probe, found: () => (isFound = true) });
    const texts = [...others, text, ...others.toReversed()].map((each) => Buffer.from(each));
    for (const each of texts) batch.add(0, each, 0, each.length);
    batch.flush();
    return !isFound;
  });
  expect(lost.map(({ id }) => id)).toEqual([]);
  expect(count).toBeGreaterThan(rules.length * 0.9);
});
