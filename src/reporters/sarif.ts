import type { Report } from '../model/report.ts';
import { listItems } from './list-items.ts';
import { toInvocation } from './sarif/invocation.ts';
import { keepMostSevere } from './sarif/limits.ts';
import { sourceRoot } from './sarif/location.ts';
import { toResult } from './sarif/result.ts';
import { collectRules, toRule } from './sarif/rule.ts';
import type { ReportContext } from './types.ts';

/**
 * SARIF 2.1.0 for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (section numbers in
 * `sarif/` are of this). No absolute path of the machine and no part of a secret is in it.
 */
export async function* reportSarif(report: Report, context: ReportContext): AsyncGenerator<string> {
  const all = context.showKnown ? [...report.findings, ...report.known] : report.findings;
  const findings = keepMostSevere(all);
  const leftOut = all.length - findings.length;
  const rules = collectRules(findings, findings.length > 0 ? await context.rules() : []);
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  const invocation = toInvocation(report, context.exitCode, leftOut);
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [\n    {\n';
  yield `      "tool": {\n        "driver": {\n${driverMembers(context)}          "rules": `;
  yield* listItems(rules, toRule, 10, 0);
  yield `\n        }\n      },\n      "columnKind": "utf16CodeUnits",\n`;
  yield `      "originalUriBaseIds": ${JSON.stringify(baseIds)},\n`;
  yield `      "invocations": ${JSON.stringify([invocation])},\n      "results": `;
  yield* listItems(findings, (finding) => toResult(finding, ruleIndexes.get(finding.ruleId)!), 6, 0);
  yield '\n    }\n  ]\n}\n';
}

/** Where paths are relative to. */
export const baseIds = {
  [sourceRoot]: { description: { text: 'The root of the git work tree, or outside one the scanned folder.' } },
};

/** What made the report (3.19). */
export function driver({ version }: ReportContext): Record<string, string> {
  return {
    name: 'keyturn',
    version,
    semanticVersion: version,
    informationUri: 'https://www.npmjs.com/package/keyturn',
  };
}

function driverMembers(context: ReportContext): string {
  return Object.entries(driver(context))
    .map(([key, value]) => `          ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
    .join('');
}
