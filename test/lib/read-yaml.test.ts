import { expect, it } from 'vitest';
import { readYaml } from '../../src/lib/read-yaml.ts';
import { UserError } from '../../src/lib/user-error.ts';

const bomb = ['a: &a [1, 1, 1]', 'b: &b [*a, *a, *a, *a, *a]', 'c: &c [*b, *b, *b, *b, *b]', 'd: [*c, *c, *c, *c, *c]'];

it.each([
  ['a duplicate key', 'a: 1\nb: 2\na: 3', 'f.yaml:3:1: must not have the key "a" twice'],
  [
    'a tag of its own',
    'a: !!js/function x',
    'f.yaml:1:4: is not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function',
  ],
  ['an open quote', 'a: 1\nb: "x', 'f.yaml:2:6: is not valid YAML: Missing closing "quote'],
  ['a tab as indentation', 'a:\n\tb: 1', 'f.yaml:2:1: is not valid YAML: Tabs are not allowed as indentation'],
  ['a second document', 'a: 1\n---\nb: 1', 'f.yaml: must hold a single YAML document'],
  [
    'aliases that swell',
    bomb.join('\n'),
    'f.yaml: is not valid YAML: Excessive alias count indicates a resource exhaustion attack',
  ],
  [
    'an alias without its anchor',
    'a: *b',
    'f.yaml: is not valid YAML: Unresolved alias (the anchor must be set before the alias): b',
  ],
  ['a text of over 1 MB', ' '.repeat(1024 * 1024 + 1), 'f.yaml: must be at most 1 MB, got 1048577 bytes'],
])('refuses %s', async (_, text, message) => {
  await expect(readYaml(text, 'f.yaml')).rejects.toEqual(new UserError('bad-yaml', message));
});

it.each([
  ['[', '['],
  ['{', '{ a: '],
  ['- ', '- '],
  ['? ', '? '],
])('refuses nesting that would overflow the stack, by %j', async (_, opener) => {
  await expect(readYaml(opener.repeat(100_000), 'f.yaml')).rejects.toEqual(
    new UserError('bad-yaml', 'f.yaml: must be nested at most 64 levels deep'),
  );
});

it('refuses a key that repeats deep inside', async () => {
  await expect(readYaml('- a: [{ b: 1, c: { d: 1, d: 2 } }]', 'f.yaml')).rejects.toEqual(
    new UserError('bad-yaml', 'f.yaml:1:26: must not have the key "d" twice'),
  );
});

it('refuses more than 100 aliases', async () => {
  await expect(readYaml(`- &a 1\n${'- *a\n'.repeat(101)}`, 'f.yaml')).rejects.toEqual(
    new UserError('bad-yaml', 'f.yaml: must have at most 100 aliases'),
  );
});

it('reads 50,000 keys', async () => {
  const { value } = await readYaml(Array.from({ length: 50_000 }, (_, i) => `k${i}: 1\n`).join(''), 'f.yaml');
  expect(Object.keys(value as object)).toHaveLength(50_000);
});

it('reads 60 levels', async () => {
  const { value } = await readYaml(`${'['.repeat(60)}1${']'.repeat(60)}`, 'f.yaml');
  expect([value].flat(60)).toEqual([1]);
});

it('knows where keys and list items stand', async () => {
  const document = await readYaml('a:\n  - x: 1\n  - { y: [p, q] }\nb: 2\n', 'f.yaml');
  expect(document.value).toEqual({ a: [{ x: 1 }, { y: ['p', 'q'] }], b: 2 });
  expect(
    [['a'], ['a', 0], ['a', 0, 'x'], ['a', 1, 'y', 1], ['b'], ['a', 1, 'nowhere', 3], []].map(document.placeOf),
  ).toEqual(['f.yaml:1:1', 'f.yaml:2:5', 'f.yaml:2:5', 'f.yaml:3:14', 'f.yaml:4:1', 'f.yaml:3:5', 'f.yaml:1:1']);
});

it('reads an alias where the value that it repeats is small', async () => {
  expect((await readYaml('a: &a [1]\nb: *a', 'f.yaml')).value).toEqual({ a: [1], b: [1] });
});

it('keeps the key __proto__ a plain key', async () => {
  const { value } = await readYaml('__proto__: { x: 1 }', 'f.yaml');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});

it.each([
  ['tags', 'a: !reference [b, c]', { a: ['b', 'c'] }],
  ['merge keys', 'a: &a { x: 1 }\nb:\n  <<: *a\n  y: 2', { a: { x: 1 }, b: { x: 1, y: 2 } }],
  ['keys twice', 'a: 1\na: 2', { a: 2 }],
  ['documents', 'spec: {}\n---\na: 1', { a: 1 }],
])("reads another program's %s", async (_what, text, value) => {
  const document = await readYaml(text, 'f.yaml', { isForeign: true });
  expect(document.value).toEqual(value);
});

it("knows where things stand in another program's last document, and refuses what swells there too", async () => {
  const document = await readYaml('spec: {}\n---\na: 1\nb: 2', 'f.yaml', { isForeign: true });
  expect(document.placeOf(['b'])).toBe('f.yaml:4:1');
  const [a, ...more] = bomb;
  const larger = [a, ...more, 'e: &e [*d, *d]'.replaceAll('*d', '*c'), `f: [${'*e, '.repeat(300)}]`].join('\n');
  await expect(readYaml(larger, 'f.yaml', { isForeign: true })).rejects.toThrow('Excessive alias count');
});
