import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { checkInput } from './config/check-input.ts';
import type { LibraryFlags } from './config/flags.ts';
import { settleOptions } from './config/settle.ts';
import { findCurrentWorkTree, findWorkTree } from './git/work-tree.ts';
import { descriptorOf } from './lib/descriptor-of.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './model/report.ts';
import { runScan } from './scan.ts';

/** What to scan and how: the options of the command line in camel case, and where from. */
export interface ScanInput extends LibraryFlags {
  /** Folder that relative paths start from, and where configuration is looked for; the working folder unless given. */
  cwd?: string;
  /** Scan what is staged for commit in the repository at `cwd`, instead of `paths`. */
  staged?: boolean;
  /** Ends the scan early; the report then has an error with code `interrupted`. */
  signal?: AbortSignal;
}

/** A running scan: iterate over it for findings as they are made, or await its report. */
export interface ScanRun extends AsyncIterable<Finding> {
  /** The whole result, findings sorted, each with all its places. Rejects with `UserError` if the scan cannot begin. */
  readonly report: Promise<Report>;
}

/**
 * Starts a scan. Findings hold no raw secret unless `redact` is below 100. A finding that comes from the iteration
 * gets its complete `places` once the iteration has ended.
 */
export function scan(input: ScanInput = {}): ScanRun {
  const ready: Finding[] = [];
  let wake = () => {};
  const report = start(input, (finding) => {
    ready.push(finding);
    wake();
  });
  let isDone = false;
  const done = report
    .then(
      () => {},
      () => {},
    )
    .then(() => {
      isDone = true;
      wake();
    });
  return {
    report,
    async *[Symbol.asyncIterator]() {
      while (ready.length > 0 || !isDone) {
        if (ready.length > 0) yield ready.shift()!;
        else
          await Promise.race([
            done,
            new Promise<void>((resolve) => {
              wake = resolve;
            }),
          ]);
      }
      await report;
    },
  };
}

async function start(input: ScanInput, onFinding: (finding: Finding) => void): Promise<Report> {
  checkInput(input);
  const { cwd: given = '.', staged = false, signal, ...flags } = input;
  const cwd = resolve(given);
  const root = staged ? (findCurrentWorkTree(cwd)?.root ?? cwd) : rootOf(cwd, flags.paths?.[0]);
  const options = await settleOptions(flags, { cwd, root, env: process.env, isTty: false, isLibrary: true });
  return await runScan(staged ? 'staged' : 'scan', options, { onFinding, ...(signal && { signal }) });
}

/** Where configuration is looked for. */
function rootOf(cwd: string, first = '.'): string {
  const path = resolve(cwd, first === '-' || descriptorOf(first) !== undefined ? '.' : first);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return findWorkTree(path)?.root ?? (isFolder ? path : dirname(path));
}
