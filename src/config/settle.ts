import { statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { isInside } from '../lib/is-inside.ts';
import { readSmallFile } from '../lib/read-small-file.ts';
import { UserError } from '../lib/user-error.ts';
import { confidences, severities } from '../model/level.ts';
import { type Format, formats, type IgnoreEntry, type Options, type RuleSelection } from '../model/options.ts';
import { wantsColor } from './color.ts';
import type { ConfigFile, ConfigSettings } from './config-file.ts';
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
import { readIgnoreFile } from './read-ignore.ts';

export type { ScanContext, ScanFlags } from './flags.ts';

/** What holds where neither a flag nor the configuration file says otherwise. */
export const defaults = {
  maxFileSize: '0',
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
  const maxFileSize = flags.maxFileSize ?? settings.maxFileSize ?? defaults.maxFileSize;
  const explain = explainPlace(flags.explain, context);
  return Object.freeze({
    cwd,
    paths: settlePaths(flags.paths),
    include: flags.include ? globList('--include', flags.include) : (settings.include ?? []),
    exclude: [...(settings.exclude ?? []), ...globList('--exclude', flags.exclude)],
    gitignore: flags.gitignore ?? settings.gitignore ?? true,
    trackedOnly: flags.trackedOnly ?? settings.trackedOnly ?? false,
    maxFileSize: byteSize('--max-file-size', maxFileSize),
    maxDecodeDepth: wholeNumber('--max-decode-depth', flags.maxDecodeDepth, {
      min: 0,
      max: 10,
      fallback: settings.maxDecodeDepth ?? defaults.maxDecodeDepth,
    }),
    minConfidence:
      oneOf('--min-confidence', flags.minConfidence, confidences) ?? settings.minConfidence ?? defaults.minConfidence,
    minSeverity: oneOf('--min-severity', flags.minSeverity, severities) ?? settings.minSeverity ?? defaults.minSeverity,
    rules: settleRules(flags, config),
    ignore: readIgnoreFiles(context),
    inlineAllow: flags.inlineAllow ?? settings.inlineAllow ?? true,
    listUnusedAllows: flags.listUnusedAllows ?? settings.unusedAllows ?? false,
    redact: wholeNumber('--redact', flags.redact, { min: 0, max: 100, fallback: defaults.redact }),
    exitCode: wholeNumber('--exit-code', flags.exitCode, { min: 0, max: 255, fallback: defaults.exitCode }),
    jobs: wholeNumber('--jobs', flags.jobs, { min: 0, max: 256, fallback: 0 }),
    timeout: milliseconds('--timeout', flags.timeout ?? settings.timeout),
    ...settleOutput(flags, settings, context),
    ...(explain && { explain: Object.freeze(explain) }),
    notices: [...config.notices, ...noticeFormat(flags, settings)],
  });
}

function settlePaths(paths: readonly string[] | undefined): readonly string[] {
  if (!paths || paths.length === 0) return ['.'];
  const list = filledList('PATH', paths);
  if (list.includes('-') && list.length > 1) throw badOption('-', 'must be the only path', list.join(' '));
  return list;
}

function settleRules(flags: ScanFlags, { rules }: ConfigFile): RuleSelection {
  const only = filledList('--rule', flags.rule);
  return Object.freeze({ ...rules, only, skip: [...rules.skip, ...filledList('--skip-rule', flags.skipRule)] });
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
function readIgnoreFiles({ root, cwd }: ScanContext): readonly IgnoreEntry[] {
  const name = '.gitleaksignore';
  const folders = [...new Set([resolve(root), resolve(cwd)])];
  return folders.flatMap((folder) => {
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })) return [];
    const shown = relative(root, path).startsWith('..') ? path : relative(root, path).replaceAll(sep, '/');
    if (!isInside(folder, path)) throw new UserError('bad-ignore', `${shown} must not be a link that leaves ${folder}`);
    return readIgnoreFile(readSmallFile(path, shown, 'bad-ignore'), shown);
  });
}
