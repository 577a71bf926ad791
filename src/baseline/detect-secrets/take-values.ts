import { extname } from 'node:path';
import { takeQuoted } from './entropy-plugins.ts';
import { takeKeywords } from './keyword-plugin.ts';
import { looseValues } from './loose-values.ts';
import type { Taken } from './taken.ts';
import { takeTokens } from './token-plugins.ts';

/** A line that is longer is not searched: some plugins take time with its square. */
export const longestLine = 10_000;

export interface TakeOptions {
  /** Also what the plugins' default settings and filters leave out. */
  isAll: boolean;
}

/**
 * What the plugins of detect-secrets 1.5 take from a line of a file, without duplicates. Settings and lines as it makes
 * them up of YAML and of files with sections are taken into account; so it can be more than it takes, never less.
 */
export function takeValues(path: string, text: string, { isAll }: TakeOptions): Taken[] {
  const line = text.trimEnd();
  if (line.length > longestLine) return [];
  const taken = new Map<string, Taken>();
  for (const each of [line, ...remade(path, line)]) {
    for (const one of takeFrom(path, each, isAll)) taken.set(`${one.type}\0${one.value}`, one);
  }
  return [...taken.values()];
}

function* takeFrom(path: string, line: string, isAll: boolean): Generator<Taken> {
  for (const taken of takeTokens(line)) {
    if (isAll || !isFilteredOut(taken.value)) yield taken;
  }
  for (const value of takeKeywords(path, line)) {
    if (isAll || !isFilteredOut(value)) yield { type: 'Secret Keyword', value };
  }
  for (const { type, value, isRandom } of takeQuoted(line)) {
    if (isAll || (isRandom && !isFilteredOut(value))) yield { type, value };
  }
}

/** By what the default filters look at in a value: a placeholder, a reference, no letter in it. */
function isFilteredOut(value: string): boolean {
  if (value.length < 2 || !/[a-z]/i.test(value)) return true;
  return value.startsWith('$') || (value.startsWith('{') && value.endsWith('}')) || /^<.*>$/s.test(value);
}

const yamlExtensions = new Set(['.yaml', '.yml', '.eyaml']);

/** What other versions may have taken of a secret, see `looseValues`. */
export function takeLoosely(path: string, text: string, secret: string): string[] {
  const line = text.trimEnd();
  return [line, ...remade(path, line)].flatMap((each) => looseValues(each, secret));
}

/** Words of a line, as a value may stand there without quotes, also in lower case. */
export function takeTokensOfLine(line: string): Set<string> {
  if (line.length > longestLine) return new Set();
  const words = [...line.split(/\s+/), ...line.split(/[\s"'`=:,;()[\]{}<>@&#|]+/)].filter((word) => word.length > 3);
  return new Set([...words, ...words.map((word) => word.toLowerCase())]);
}

/** The line as detect-secrets searches it in YAML, and in files that have sections as INI files do: the value in quotes. */
function remade(path: string, line: string): string[] {
  return yamlExtensions.has(extname(path)) ? remadeYaml(line) : remadeIni(line);
}

function remadeYaml(line: string): string[] {
  const [, key, rest] = /^[\s-]*(?:["']?)([^\s:"'#][^:"'#]*)["']?:\s+(\S.*)$/.exec(line) ?? [];
  if (key === undefined || rest === undefined) return [];
  const [, double, single, plain, comment] =
    /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|((?:[^\s#]|\s(?!\s*#)|(?<=\S)#)*))(\s+#.*)?$/.exec(rest) ?? [];
  const value = double?.replace(/\\(["\\/])/g, '$1') ?? single?.replaceAll("''", "'") ?? plain;
  return value ? [`${key}: "${inQuotes(value)}"${comment ?? ''}`] : [];
}

function remadeIni(line: string): string[] {
  const [, key, rest] = /^\s*([^\s=:][^=:]*?)\s*[=:]\s*(\S.*)$/.exec(line) ?? [];
  if (key === undefined || rest === undefined) return [];
  const value = /^(["'])(.*)\1$/s.exec(rest)?.[2] ?? rest;
  return [`${key} = "${inQuotes(value)}"`];
}

function inQuotes(value: string): string {
  return value.replaceAll('"', '\\"');
}
