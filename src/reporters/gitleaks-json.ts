import type { Finding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { listItems } from './list-items.ts';

/**
 * The array that gitleaks 8 writes, for tools that read it: https://github.com/gitleaks/gitleaks (report/finding.go).
 * `Secret` and `Match` hide as much as all our reports do; `Match` is the masked line, cut to a window.
 */
export function* reportGitleaksJson(report: Report): Generator<string> {
  yield* listItems(report.findings, gitleaksFinding, 0);
  yield '\n';
}

function gitleaksFinding(finding: Finding): object {
  const { commit = '', author = '', email = '', date = '', message = '' } = finding.history ?? {};
  return {
    RuleID: finding.ruleId,
    Description: finding.description,
    StartLine: finding.startLine,
    EndLine: finding.endLine,
    StartColumn: finding.startColumn,
    // gitleaks counts to the last character, not past it.
    EndColumn: Math.max(1, finding.endColumn - 1),
    Match: finding.line.trim() || finding.redacted,
    Secret: finding.redacted,
    File: finding.path,
    SymlinkFile: '',
    Commit: commit,
    Entropy: Math.round(finding.entropy * 100) / 100,
    Author: author,
    Email: email,
    Date: date,
    Message: message,
    Tags: finding.tags,
    Fingerprint: `${commit && `${commit}:`}${finding.path}:${finding.ruleId}:${finding.startLine}`,
  };
}
