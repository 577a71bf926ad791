import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from './model/options.ts';
import type { UnusedAllow } from './model/report.ts';
import type { CompiledAllow } from './model/rule.ts';
import type { Gathered } from './pipeline.ts';

/**
 * What allows nothing: comments that the pipeline saw unused; and where the whole root was scanned by all rules, lines of
 * ignore files and allowlists of the configuration, but for those that are about commits.
 */
export function listUnused(options: Options, root: string, gathered: Gathered): UnusedAllow[] {
  if (!isWhole(options, root)) return [...gathered.unusedAllows];
  const lines = options.ignore
    .filter(({ commit }, index) => commit === undefined && !gathered.usedIgnores.has(index))
    .map(({ origin, path, ruleId, line }) => ({ ...origin, text: `${path}:${ruleId}:${line}` }));
  const lists = allowlistsOf(options)
    .filter(({ place, tests }) => !gathered.usedAllows.has(place) && tests.every(({ on }) => on !== 'commit'))
    .map(toUnused);
  return [...gathered.unusedAllows, ...lines, ...lists];
}

function isWhole({ cwd, paths, include, rules }: Options, root: string): boolean {
  const isRoot = (paths.length === 0 ? ['.'] : paths).some((path) => isSame(resolve(cwd, path), root));
  return isRoot && include.length === 0 && rules.only.length === 0;
}

function isSame(path: string, root: string): boolean {
  try {
    return path === root || realpathSync(path) === root;
  } catch {
    return false;
  }
}

type Placed = CompiledAllow & { place: string };

function allowlistsOf({ rules: { allowlists, overrides, added } }: Options): Placed[] {
  const all = [
    ...allowlists,
    ...Object.values(overrides).flatMap(({ allow }) => allow ?? []),
    ...added.flatMap(({ allow }) => allow),
  ];
  const placed = all.filter((allow): allow is Placed => allow.place !== undefined);
  return [...new Map(placed.map((allow) => [allow.place, allow])).values()];
}

/** `keyturn.yaml:3:5: allowlists[0]` stands in line 3. */
function toUnused({ place, origin = '', reason }: Placed): UnusedAllow {
  const rest = place.startsWith(`${origin}:`) ? place.slice(origin.length + 1) : place;
  const [, line = '1', words = rest] = /^(\d+):(?:\d+:)?\s*(.*)$/s.exec(rest) ?? [];
  return { path: origin, line: Number(line), text: `${words.trim()}${reason === undefined ? '' : ` (${reason})`}` };
}
