import type { Document, Pair } from 'yaml';
import { formatKeyPath } from '../lib/check-schema.ts';
import { type KeyPath, readYaml } from '../lib/read-yaml.ts';

/** An allowlist as a report names it: by its key path. */
interface NamedList {
  line: number;
  text: string;
}

type Plain = Record<string, unknown> | unknown[];

/**
 * Takes allowlists out of the text of a `keyturn.yaml`, all else byte for byte as it was: comments, order, line breaks.
 * What holds nothing any more goes with them. Gives also those that stay, as they stand in a form that cannot be cut.
 */
export async function cutAllowlists<Named extends NamedList>(
  text: string,
  name: string,
  wanted: readonly Named[],
): Promise<{ text: string; left: Named[] }> {
  const { value } = await readYaml(text, name);
  const places = placesOf(value as Plain).map((path) => ({ path, words: formatKeyPath(path) }));
  const found = wanted.map(({ text: words }) =>
    places.find((place) => words === place.words || words.startsWith(`${place.words} (`)),
  );
  const paths = new Map(found.flatMap((place) => (place ? [[place.words, place.path] as const] : [])));
  if (paths.size === 0 || found.includes(undefined)) return { text, left: [...wanted] };
  const whole = widen([...paths.values()], value as Plain);
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text, { logLevel: 'silent' });
  const spans = whole.map((path) => findLines(text, document, path));
  let rest = text;
  for (const span of spans.toSorted((a, b) => (b?.[0] ?? 0) - (a?.[0] ?? 0))) {
    if (span) rest = rest.slice(0, span[0]) + rest.slice(span[1]);
  }
  const isCut = !spans.includes(undefined) && (await isSame(rest, name, without(value as Plain, whole)));
  return isCut ? { text: rest, left: [] } : { text, left: [...wanted] };
}

function placesOf(value: Plain): KeyPath[] {
  const { allowlists = [], override = {} } = value as {
    allowlists?: unknown[];
    override?: Record<string, { allow?: unknown[] }>;
  };
  return [
    ...allowlists.map((_, index) => ['allowlists', index]),
    ...Object.entries(override).flatMap(([id, { allow = [] }]) =>
      allow.map((_, index) => ['override', id, 'allow', index]),
    ),
  ];
}

/** Where all of a list or a mapping goes, it goes itself, but for the whole file. */
function widen(paths: readonly KeyPath[], value: Plain): KeyPath[] {
  let all = [...paths];
  for (let depth = Math.max(...paths.map(({ length }) => length)); depth > 1; depth--) {
    const parents = new Map(
      all
        .filter(({ length }) => length === depth)
        .map((path) => [JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]),
    );
    for (const [key, parent] of parents) {
      const isIn = (path: KeyPath) => path.length === depth && JSON.stringify(path.slice(0, -1)) === key;
      if (all.filter(isIn).length < Object.keys(at(value, parent)).length) continue;
      all = [...all.filter((path) => !isIn(path)), parent];
    }
  }
  return all;
}

function at(value: Plain, path: KeyPath): Plain {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value) as Plain;
}

/** What the file has to say afterwards; nothing at all where nothing is left. */
function without(value: Plain, paths: readonly KeyPath[]): unknown {
  const rest = structuredClone(value);
  // Later items of a list first.
  for (const path of paths.toSorted((a, b) => Number(b.at(-1)) - Number(a.at(-1)) || 0)) {
    const parent = at(rest, path.slice(0, -1));
    const key = path.at(-1)!;
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  }
  return Object.keys(rest).length === 0 ? null : rest;
}

async function isSame(text: string, name: string, expected: unknown): Promise<boolean> {
  try {
    return JSON.stringify((await readYaml(text, name)).value) === JSON.stringify(expected);
  } catch {
    return false;
  }
}

/** The whole lines of an item or a key with its value; undefined where they are shared with something else. */
function findLines(text: string, document: Document, path: KeyPath): [number, number] | undefined {
  const node = document.getIn(path, true) as { range?: [number, number, number] | null } | undefined;
  const parent = document.getIn(path.slice(0, -1), true) as { items?: unknown[] } | undefined;
  const key = path.at(-1)!;
  const pair = parent?.items?.find((item) => String((item as Pair).key) === key) as Pair | undefined;
  const first = typeof key === 'number' ? node : (pair?.key as typeof node);
  if (!node?.range || !first?.range) return undefined;
  const start = text.lastIndexOf('\n', first.range[0] - 1) + 1;
  const isOwn = typeof key === 'number' ? /^[ \t]*-[ \t]+$/ : /^\uFEFF?[ \t]*$/;
  if (!isOwn.test(text.slice(start, first.range[0]))) return undefined;
  const end = first.range[0] + text.slice(first.range[0], node.range[1]).trimEnd().length;
  const lineBreak = text.indexOf('\n', end);
  const next = lineBreak === -1 ? text.length : lineBreak + 1;
  return /^[ \t]*(?:#.*)?\r?\n?$/.test(text.slice(end, next)) ? [start, next] : undefined;
}
