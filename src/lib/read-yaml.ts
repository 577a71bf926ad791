import type { CST, LineCounter, ParsedNode } from 'yaml';
import { UserError } from './user-error.ts';

/** Keys and indexes that lead from the top of a document to a value. */
export type KeyPath = readonly (string | number)[];

/** A YAML text as plain data, with the way back to where each value stands. */
export interface YamlDocument {
  value: unknown;
  /** `FILE:LINE:COLUMN` of a value, or of the nearest value above it that stands in the text. */
  placeOf(path: KeyPath): string;
}

const sizeLimit = 1024 * 1024;
/** Deeper than any settings need, and far from where a recursive reader runs out of stack. */
const depthLimit = 64;
const aliasLimit = 100;
const foreignAliasLimit = 1000;

/**
 * Reads one YAML 1.2 document of the core schema (https://yaml.org/spec/1.2.2/#103-core-schema). Throws `UserError`
 * `bad-yaml` with file, line and column for wrong syntax, duplicate keys, tags of one's own, more than one document, a
 * text of over 1 MB, nesting of over 64 levels, over 100 aliases, and aliases that would swell in memory. `isForeign`: a
 * file of another program, which may use tags and merge keys (`<<`) that we do not know, up to 1,000 aliases, keys twice,
 * and several documents, of which the last counts.
 */
export async function readYaml(text: string, file: string, { isForeign = false } = {}): Promise<YamlDocument> {
  const fault = (message: string, cause?: unknown) => new UserError('bad-yaml', `${file}${message}`, { cause });
  if (text.length > sizeLimit) throw fault(`: must be at most 1 MB, got ${text.length} bytes`);
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const tokens = [...new yaml.Parser(lines.addNewLine).parse(text)];
  const mostAliases = isForeign ? foreignAliasLimit : aliasLimit;
  const excess = findExcess(tokens, mostAliases);
  if (excess) throw fault(`: ${excess}`);
  const composer = new yaml.Composer({
    lineCounter: lines,
    logLevel: 'error',
    uniqueKeys: false,
    ...(isForeign && { merge: true }),
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  if (documents.length > 1 && !isForeign) throw fault(': must hold a single YAML document');
  const document = documents.at(-1);
  const [error] = [...document!.errors, ...(isForeign ? [] : document!.warnings)];
  if (error) throw fault(`${place(lines, error.pos[0])}: is not valid YAML: ${error.message.split('\n')[0]}`);
  const repeat = isForeign ? undefined : findRepeatedKey(document!.contents);
  if (repeat) throw fault(`${place(lines, startOf(repeat)!)}: must not have the key "${repeat.value}" twice`);
  try {
    const value: unknown = document!.toJS({ maxAliasCount: mostAliases });
    return { value, placeOf: (path) => `${file}${place(lines, offsetOf(document!.contents, path))}` };
  } catch (error) {
    throw fault(`: is not valid YAML: ${(error as Error).message}`, error);
  }
}

/** What matters here of the parser's many kinds of token. */
type Token = { type?: string; value?: unknown; key?: unknown; items?: unknown[] };

/** What is too much in the tokens, found before anything recursive or quadratic touches them. */
function findExcess(tokens: readonly CST.Token[], mostAliases: number): string | undefined {
  let aliases = 0;
  const open = tokens.map((token): [unknown, number] => [token, 0]);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next as [Token | null | undefined, number];
    if (!token) continue;
    if (depth > depthLimit) return `must be nested at most ${depthLimit} levels deep`;
    if (token.type === 'alias' && ++aliases > mostAliases) return `must have at most ${mostAliases} aliases`;
    if (token.value && typeof token.value === 'object') open.push([token.value, depth]);
    if (token.key) open.push([token.key, depth]);
    for (const item of token.items ?? []) open.push([item, depth + 1]);
  }
  return undefined;
}

/** The second of two equal keys in one mapping; the library's own check takes time with the square of their number. */
function findRepeatedKey(node: unknown): { value: unknown } | undefined {
  const seen = new Set<string>();
  for (const item of (node as { items?: unknown[] } | null)?.items ?? []) {
    const { key, value } = item as { key?: { value?: unknown }; value?: unknown };
    if (key) {
      const name = String(key.value);
      if (seen.has(name)) return { ...key, value: name };
      seen.add(name);
    }
    const repeat = findRepeatedKey(key) ?? findRepeatedKey(key ? value : item);
    if (repeat) return repeat;
  }
  return undefined;
}

function place(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `:${Math.max(line, 1)}:${Math.max(col, 1)}`;
}

/** Where the key of a mapping's entry, or a list's item, starts. */
function offsetOf(root: ParsedNode | null, path: KeyPath): number {
  let node: unknown = root;
  let offset = startOf(root) ?? 0;
  for (const key of path) {
    const items = (node as { items?: unknown[] } | null)?.items;
    if (!items) return offset;
    if (typeof key === 'number') {
      node = items[key];
      offset = startOf(node) ?? offset;
      continue;
    }
    const pair = items.find((item) => String((item as { key?: { value?: unknown } }).key?.value) === key);
    if (!pair) return offset;
    offset = startOf((pair as { key: unknown }).key) ?? offset;
    node = (pair as { value: unknown }).value;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: [number, number, number] } | null | undefined)?.range?.[0];
}
