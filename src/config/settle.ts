import { statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isInside } from '../lib/is-inside.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import { confidences, severities } from '../model/level.ts';
import { type Format, formats, type Options, type RuleSelection } from '../model/options.ts';
import { readBuiltInIds } from '../rules/built-in.ts';
import { checkKnownIds } from '../rules/unknown-id.ts';
import { wantsColor } from './color.ts';
import type { ConfigFile, ConfigSettings } from './config-file.ts';
import { findBaseline } from './find-baseline.ts';
import {
  badOption,
  byteSize,
  explainPlace,
  filledList,
  globList,
  milliseconds,
  oneOf,
  wholeNumber,
} from './flag-values.ts';
import type { ScanContext, ScanFlags } from './flags.ts';
import { loadConfig } from './load-config.ts';
import { nameOption } from './name-option.ts';
import { type IgnoreFile, readIgnoreFile } from './read-ignore.ts';

export type { ScanContext, ScanFlags } from './flags.ts';

/** What holds where neither a flag nor the configuration file says otherwise. */
export const defaults = {
  maxFileSize: '0',
  maxArchiveDepth: 8,
  maxDecodeDepth: 5,
  minConfidence: 'medium',
  minSeverity: 'info',
  redact: 100,
  exitCode: 1,
} as const;

/**
 * Settles the options of a run from flags, the configuration file and the defaults, in this order of precedence.
 * Throws `UserError` naming the option or file, the rule broken and the value.
 */
export async function settleOptions(flags: ScanFlags, context: ScanContext): Promise<Options> {
  const config = await loadConfig(flags.config, context);
  const { settings } = config;
  const { cwd } = context;
  const name = (key: keyof ScanFlags) => nameOption(key, context);
  const maxFileSize = flags.maxFileSize ?? settings.maxFileSize ?? defaults.maxFileSize;
  const maxArchiveSize = flags.maxArchiveSize ?? settings.maxArchiveSize;
  const ignored = readIgnoreFiles(context);
  const baseline = findBaseline(flags, context);
  const explain = explainPlace(flags.explain, context);
  return Object.freeze({
    cwd,
    paths: settlePaths(name('paths'), flags.paths),
    include: flags.include ? globList(name('include'), flags.include) : (settings.include ?? []),
    exclude: [...(settings.exclude ?? []), ...globList(name('exclude'), flags.exclude)],
    gitignore: flags.gitignore ?? settings.gitignore ?? true,
    trackedOnly: flags.trackedOnly ?? settings.trackedOnly ?? false,
    maxFileSize: byteSize(name('maxFileSize'), maxFileSize),
    archives: flags.archives ?? settings.archives ?? Number(flags.maxArchiveDepth ?? 0) > 0,
    maxArchiveDepth: wholeNumber(name('maxArchiveDepth'), flags.maxArchiveDepth, {
      min: 0,
      max: 32,
      fallback: settings.maxArchiveDepth ?? defaults.maxArchiveDepth,
    }),
    ...(maxArchiveSize !== undefined && { maxArchiveSize: byteSize(name('maxArchiveSize'), maxArchiveSize) }),
    maxDecodeDepth: wholeNumber(name('maxDecodeDepth'), flags.maxDecodeDepth, {
      min: 0,
      max: 10,
      fallback: settings.maxDecodeDepth ?? defaults.maxDecodeDepth,
    }),
    minConfidence:
      oneOf(name('minConfidence'), flags.minConfidence, confidences) ??
      settings.minConfidence ??
      defaults.minConfidence,
    minSeverity:
      oneOf(name('minSeverity'), flags.minSeverity, severities) ?? settings.minSeverity ?? defaults.minSeverity,
    rules: settleRules(flags, config, name),
    ignore: ignored.entries,
    inlineAllow: flags.inlineAllow ?? settings.inlineAllow ?? true,
    listUnusedAllows: flags.listUnusedAllows ?? settings.unusedAllows ?? false,
    ...(baseline && { baseline: Object.freeze(baseline) }),
    showKnown: flags.showKnown ?? false,
    redact: wholeNumber(name('redact'), flags.redact, { min: 0, max: 100, fallback: defaults.redact }),
    exitCode: wholeNumber(name('exitCode'), flags.exitCode, { min: 0, max: 255, fallback: defaults.exitCode }),
    jobs: wholeNumber(name('jobs'), flags.jobs, { min: 0, max: 256, fallback: 0 }),
    timeout: milliseconds(name('timeout'), flags.timeout ?? settings.timeout),
    ...settleOutput(flags, settings, context),
    ...(explain && { explain: Object.freeze(explain) }),
    notices: [...config.notices, ...ignored.notices, ...noticeFormat(flags, settings)],
  });
}

function settlePaths(name: string, paths: readonly string[] | undefined): readonly string[] {
  if (!paths || paths.length === 0) return ['.'];
  const list = filledList(name, paths);
  if (list.includes('-') && list.length > 1) throw badOption('-', 'must be the only path', list.join(' '));
  return list;
}

function settleRules(flags: ScanFlags, { rules }: ConfigFile, name: (key: keyof ScanFlags) => string): RuleSelection {
  const only = filledList(name('rule'), flags.rule);
  const skip = filledList(name('skipRule'), flags.skipRule);
  if (only.length + skip.length > 0) {
    const own = rules.added.map(({ id }) => id);
    const known = [...readBuiltInIds(), ...own];
    checkKnownIds(name('rule'), only, rules.useDefault ? known : own);
    checkKnownIds(name('skipRule'), skip, known);
  }
  return Object.freeze({ ...rules, only, skip: [...rules.skip, ...skip] });
}

type OutputOptions = Pick<Options, 'format' | 'output' | 'color' | 'quiet' | 'verbose' | 'progress'>;

function settleOutput(flags: ScanFlags, settings: ConfigSettings, { env, isTty }: ScanContext): OutputOptions {
  const { output, quiet = false, verbose = false } = flags;
  if (output !== undefined && output.trim() === '') throw badOption('--output', 'must name a file', output);
  if (quiet && verbose) throw new UserError('bad-option', '--quiet and --verbose exclude each other');
  const format = oneOf('--format', flags.format, formats) ?? formatOf(output) ?? settings.format ?? 'terminal';
  return {
    format,
    ...(output !== undefined && { output }),
    color: wantsColor(flags.color, { env, isTty, hasOutput: output !== undefined }),
    quiet,
    verbose,
    progress: (flags.progress ?? true) && !quiet,
  };
}

/** Whoever writes `report.xml` may expect another format than the terminal's. */
function noticeFormat({ format, output }: ScanFlags, settings: ConfigSettings): string[] {
  if (output === undefined || (format ?? formatOf(output) ?? settings.format) !== undefined) return [];
  const [extension] = /\.[^./\\]+$/.exec(output) ?? [];
  if (extension === undefined || /^\.(?:txt|text|log|out)$/i.test(extension)) return [];
  const choices = formats.join(', ');
  return [
    `--output ${output}: ${extension} is no format of ours, written as for a terminal; --format takes ${choices}`,
  ];
}

function formatOf(output: string | undefined): Format | undefined {
  if (output === undefined) return undefined;
  if (/\.sarif(?:\.json)?$/i.test(output)) return 'sarif';
  return /\.json$/i.test(output) ? 'json' : undefined;
}

/** `.gitleaksignore` of the root and of the working folder. */
function readIgnoreFiles({ root, cwd }: ScanContext): IgnoreFile {
  const name = '.gitleaksignore';
  const folders = [...new Set([resolve(root), resolve(cwd)])];
  const files = folders.flatMap((folder) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })) return [];
    const shown = relative(root, path).startsWith('..') ? path : relative(root, path).replaceAll(sep, '/');
    if (!isInside(folder, path)) throw new UserError('bad-ignore', `${shown} must not be a link that leaves ${folder}`);
    return [readIgnoreFile(readSmallFile(path, shown, 'bad-ignore'), shown)];
  });
  return { entries: files.flatMap(({ entries }) => entries), notices: files.flatMap(({ notices }) => notices) };
}
