import type { KeyPath } from '../../lib/read-yaml.ts';
import type { YamlFile } from '../yaml-file.ts';

/** A script of a YAML file, and where it begins. */
export interface Script {
  script: string;
  line: number;
}

/** A value that is a script, or a list of them (also lists in lists, as `!reference` and anchors leave them). */
export function readScripts(file: YamlFile, value: unknown, path: KeyPath, depth = 0): Script[] {
  if (typeof value === 'string') {
    const line = file.lineOf(path);
    const isBlock = /[|>][-+\d]*\s*(?:#.*)?$/.test(file.lines[line - 1] ?? '');
    return [{ script: value, line: isBlock ? line + 1 : line }];
  }
  if (!Array.isArray(value) || depth > 3) return [];
  return value.flatMap((item: unknown, index) => readScripts(file, item, [...path, index], depth + 1));
}
