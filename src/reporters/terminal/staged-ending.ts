import type { Finding } from '../../model/finding.ts';
import { type Layout, shownPath } from './layout.ts';
import { isPlainWord, quoteForShell } from './shell-word.ts';

/** After findings in staged changes: why the commit stops, and the ways on. */
export function explainBlockedCommit(layout: Layout, findings: readonly Finding[]): string {
  const paths = new Set(findings.map(({ path }) => path));
  const rules = new Set(findings.map(({ ruleId }) => ruleId));
  const file = paths.size === 1 ? quoteForShell(shownPath(layout, findings[0]!.path)) : 'FILE';
  const rule = rules.size === 1 && isPlainWord(findings[0]!.ruleId) ? findings[0]!.ruleId : 'RULE';
  return `${layout.style.bad('Commit blocked.')} To go on:
  - If a value was ever pushed or shared, rotate it first.
  - Move it to an environment variable or a secret store, then stage the file:
      git add ${file}
  - A false alarm? Allow it by a comment on that line:
      keyturn:allow ${rule} reason="..."
    or, where no comment can stand, by a line in .gitleaksignore:
      FILE:RULE:LINE
`;
}
