import type { ScanFlags } from '../../src/config/flags.ts';
import { settleOptions } from '../../src/config/settle.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { runScan, type ScanHooks } from '../../src/scan.ts';
import { gitTestEnv } from './repo.ts';

/** Scans as the program would that is started in a folder with these flags. */
export async function scanIn(cwd: string, flags: ScanFlags = {}, hooks: ScanHooks = {}): Promise<Report> {
  const options = await settleOptions(flags, { cwd, root: cwd, env: gitTestEnv(), isTty: false });
  return await runScan('scan', options, hooks);
}

/** `path:line:column rule` of each finding. */
export function placesOf({ findings }: Pick<Report, 'findings'>): string[] {
  return findings.map(
    ({ path, startLine, startColumn, ruleId }: Finding) => `${path}:${startLine}:${startColumn} ${ruleId}`,
  );
}
