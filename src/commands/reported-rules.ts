import type { Finding } from '../model/finding.ts';
import { severities } from '../model/level.ts';
import type { Report } from '../model/report.ts';
import type { ReportedRule } from '../reporters/index.ts';

/** The rules that have findings, as their findings tell of them; the severity is that of the gravest. */
export function reportedRules({ findings }: Report): ReportedRule[] {
  const rules = new Map<string, ReportedRule>();
  for (const finding of findings) {
    const known = rules.get(finding.ruleId);
    if (!known || severities.indexOf(finding.severity) > severities.indexOf(known.severity)) {
      rules.set(finding.ruleId, describeRule(finding));
    }
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeRule(finding: Finding): ReportedRule {
  const { ruleId: id, provider, description, tags, references, severity, confidence, advice, adviceUrl } = finding;
  const rotation = { advice, ...(adviceUrl !== undefined && { url: adviceUrl }) };
  return { id, provider, description, tags, references, severity, confidence, rotation };
}
