import { type KeyPath, readYaml } from '../lib/read-yaml.ts';
import { UserError } from '../lib/user-error.ts';
import type { Repository } from './repository.ts';

/** A YAML file of another program. */
export interface YamlFile {
  path: string;
  value: unknown;
  lines: readonly string[];
  /** Line of the key or item that leads to a value, from 1. */
  lineOf(path: KeyPath): number;
}

/**
 * Reads one; undefined where there is none, or where it is no YAML: that is told in the repository's errors, unless it
 * is a template that some program makes YAML of.
 */
export async function readYamlFile(repository: Repository, path: string): Promise<YamlFile | undefined> {
  const text = repository.text(path);
  if (text === undefined) return undefined;
  try {
    const { value, placeOf } = await readYaml(text, path, { isForeign: true });
    const lineOf = (keys: KeyPath) => Number(/:(\d+):\d+$/.exec(placeOf(keys))?.[1] ?? 1);
    return { path, value, lines: text.split('\n'), lineOf };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const isTemplate =
      path.includes('{{') || /\{%|<%|^\s*\{\{|(?<!\$)\{\{-?\s*(?:cookiecutter|[a-z_.]+\s*(?:\||\}\}))/m.test(text);
    if (!isTemplate) repository.errors.push({ code: error.code, message: error.message, path });
    return undefined;
  }
}

/** A mapping's entries; none for anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
