import { lstatSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { cutAllowlists } from '../config/cut-allowlists.ts';
import { type ConfigOrigin, findConfig } from '../config/find-config.ts';
import { type Append, planAppend } from '../doctor/repair/append.ts';
import { cutAllows } from '../findings/cut-allows.ts';
import { today } from '../lib/today.ts';
import { UserError } from '../lib/user-error.ts';
import type { IgnoreEntry } from '../model/options.ts';
import type { Report, UnusedAllow } from '../model/report.ts';
import { refuseUnstaged } from './baseline-file.ts';
import type { Recording } from './baseline-run.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** One file with what goes out of it, and what stays, each with its reason. */
export interface Plan {
  change?: Append;
  cut: UnusedAllow[];
  left: Left[];
}

type Left = UnusedAllow & { problem: string };

/** What has to be known to plan. */
interface Facts {
  report: Report;
  config: ConfigOrigin | undefined;
  /** Lines of ignore files, by the file and their number. */
  rows: ReadonlyMap<string, IgnoreEntry>;
  /** Files of which a line of an ignore file that is in use gives a line number. */
  numbered: ReadonlySet<string>;
  force: boolean;
  env: NodeJS.ProcessEnv;
}

/** What taking out all that a scan found unused would make of each file; nothing is written. */
export async function planRemoval(
  { report, options }: Recording,
  { flags, root }: { flags: Flags; root: string },
  { cwd, env }: CommandContext,
): Promise<Plan[]> {
  const byFile = new Map<string, UnusedAllow[]>();
  for (const each of report.unusedAllows) byFile.set(each.path, [...(byFile.get(each.path) ?? []), each]);
  const unused = new Set(report.unusedAllows.map(placeOf));
  const rows = new Map(options.ignore.map((row) => [placeOf(row.origin), row]));
  const used = [...rows].filter(([place, { commit }]) => commit === undefined && !unused.has(place));
  const facts: Facts = {
    report,
    config: findConfig(flags.config, { cwd, root, env, isTty: false }),
    rows,
    numbered: new Set(used.map(([, { path }]) => path)),
    force: flags.force === true,
    env,
  };
  const plans: Plan[] = [];
  for (const [path, some] of byFile) plans.push(await planFile(path, some, facts));
  return plans;
}

function placeOf({ path, line }: { path: string; line: number }): string {
  return `${path}\0${line}`;
}

async function planFile(path: string, unused: readonly UnusedAllow[], facts: Facts): Promise<Plan> {
  const { report, config, force, env } = facts;
  const leave = (problem: string): Plan => ({ cut: [], left: unused.map((each) => ({ ...each, problem })) });
  const isConfig = path === config?.name;
  if (isConfig && config?.kind === 'gitleaks') return leave('TOML cannot be edited without losing its comments');
  const absolute = isConfig && config?.path !== undefined ? config.path : resolve(report.root, path);
  const inside = relative(report.root, absolute).replaceAll(sep, '/');
  if (inside === '..' || inside.startsWith('../')) return leave('stands outside of the scanned folder');
  try {
    const stats = lstatSync(absolute, { throwIfNoEntry: false });
    if (!stats) return leave('stands in no file of its own');
    if (stats.isFile() && (stats.mode & 0o222) === 0) return leave('its file is read-only');
    const { before = '' } = planAppend(report.root, inside, []);
    const target = { path: absolute, exists: true, mode: stats.mode };
    if (!force) await refuseUnstaged({ path: absolute, name: path, target }, env);
    const { text, left } = await cutFrom(before, path, unused, { ...facts, isConfig });
    const change = { path: inside, lines: [], before, after: text };
    return { ...(text !== before && { change }), cut: unused.filter((each) => !isIn(left, each)), left };
  } catch (error) {
    if (error instanceof UserError) return leave(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return leave(`its file cannot be read: ${code}`);
  }
}

async function cutFrom(
  before: string,
  path: string,
  unused: readonly UnusedAllow[],
  { isConfig, ...facts }: Facts & { isConfig: boolean },
): Promise<{ text: string; left: Left[] }> {
  if (unused.some((each) => facts.rows.has(placeOf(each)))) return cutRows(before, unused, facts);
  const lists = unused.filter(({ text }) => isConfig && /^(?:allowlists|override)\b/.test(text));
  const comments = unused.filter((each) => !lists.includes(each));
  const bytes = Buffer.from(before).toString('latin1');
  const source = { path, today: today(), keepsLines: facts.numbered.has(path) };
  const bare = cutAllows(bytes, comments, source);
  const text = Buffer.from(bare.text, 'latin1').toString();
  const left = bare.left.map((each) => ({ ...each, path }));
  if (lists.length === 0) return { text, left };
  const rest = await cutAllowlists(text, path, lists);
  const problem = 'stands in a form that cannot be cut';
  return { text: rest.text, left: [...left, ...rest.left.map((each) => ({ ...each, problem }))] };
}

/** A line for a file that is there but was not scanned may be needed by a program that does scan it. */
function cutRows(
  before: string,
  unused: readonly UnusedAllow[],
  { rows, report }: Facts,
): { text: string; left: Left[] } {
  const left = unused.flatMap((each) => {
    const named = rows.get(placeOf(each))?.path;
    const isThere = named !== undefined && lstatSync(join(report.root, named), { throwIfNoEntry: false }) !== undefined;
    if (named !== undefined && (!isThere || report.readPaths?.has(named))) return [];
    return [
      { ...each, problem: named === undefined ? 'is no line of its own' : 'its file is there and was not scanned' },
    ];
  });
  const gone = new Set(unused.filter((each) => !isIn(left, each)).map(({ line }) => line));
  const lines = before.split(/(?<=\n)/).filter((_, index) => !gone.has(index + 1));
  return { text: lines.join(''), left };
}

function isIn(list: readonly UnusedAllow[], { line, text }: UnusedAllow): boolean {
  return list.some((each) => each.line === line && each.text === text);
}
