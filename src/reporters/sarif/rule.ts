import type { Finding } from '../../model/finding.ts';
import type { ReportedRule } from '../types.ts';
import { levels, precisions, securitySeverities } from './levels.ts';
import { maxTags } from './limits.ts';

/** The rules of the findings, each once, in the order of their first finding. */
export function collectRules(findings: readonly Finding[], known: readonly ReportedRule[]): ReportedRule[] {
  const details = new Map(known.map((rule) => [rule.id, rule]));
  const rules = new Map<string, ReportedRule>();
  for (const finding of findings) {
    if (rules.has(finding.ruleId)) continue;
    rules.set(finding.ruleId, details.get(finding.ruleId) ?? ruleOf(finding));
  }
  return [...rules.values()];
}

/** A rule as SARIF's reportingDescriptor (3.49), with the properties that GitHub reads. */
export function toRule(rule: ReportedRule): object {
  const { id, description, provider, severity, confidence, rotation, references } = rule;
  const full = `${sentence(description)} A secret of ${provider} that stands in a file can be used by all who read it.`;
  const advice = rotation?.advice ?? 'Revoke it where it was issued and put its successor into a secret store.';
  const url = rotation?.url ?? references[0];
  return {
    id,
    name: toPascalCase(id),
    shortDescription: { text: sentence(description) },
    fullDescription: { text: full },
    help: { text: `${full} ${sentence(advice)}`, markdown: toMarkdown(full, advice, rule) },
    helpUri: url !== undefined && isWebAddress(url) ? url : undefined,
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: [...new Set(['security', 'secret', ...rule.tags])].slice(0, maxTags),
      precision: precisions[confidence],
      'security-severity': securitySeverities[severity],
    },
  };
}

function ruleOf(finding: Finding): ReportedRule {
  const { ruleId: id, description, provider, tags, references, severity, confidence, advice, adviceUrl: url } = finding;
  const rotation = advice ? { advice, url } : undefined;
  return { id, description, provider, tags, references, severity, confidence, rotation };
}

function toMarkdown(full: string, advice: string, { rotation, references }: ReportedRule): string {
  const links = [...new Set([rotation?.url ?? '', ...references])].filter(isWebAddress);
  const list = links.map((link) => `\n- <${link}>`).join('');
  return `${full}\n\n**What to do:** ${sentence(advice)}${list && `\n${list}`}`;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function toPascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
