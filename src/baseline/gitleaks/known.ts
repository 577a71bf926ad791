import { crypto } from '../../lib/lazy-crypto.ts';
import type { KnownQuery, KnownSource } from '../../model/known.ts';
import type { BaselineText } from '../known.ts';
import { hasEntropy, isSameSecret, mayBe, mayHold, readShown } from './hidden-secret.ts';
import { type GitleaksFinding, readGitleaksReport } from './read-report.ts';

export interface GitleaksOptions extends BaselineText {
  /** The rules of ours that one of gitleaks' stands for. */
  idsFor(ruleId: string): readonly string[];
  /** Absolute folders that gitleaks may have been pointed at: their paths are cut off. */
  roots?: readonly string[];
}

/** A file holds any number of secrets; so many lines are looked at for one that is hidden. */
const mostLooks = 100;

/**
 * Makes a JSON report of gitleaks usable as a baseline: a finding is known where the report has its secret in its file. Of
 * a hidden secret the report tells a beginning, the entropy and what stands round it; such an entry is good for one secret,
 * that on its line, or if that line does not hold it any more the first that fits. Throws `UserError` for a damaged one.
 */
export function openGitleaksReport(options: GitleaksOptions): KnownSource {
  const { idsFor } = options;
  const findings = readGitleaksReport(options.text, options.name);
  const cutRoot = createCutRoot(options.roots ?? []);
  const byPath = new Map<string, number[]>();
  for (const [index, { file }] of findings.entries()) {
    const path = cutRoot(file);
    byPath.set(path, [...(byPath.get(path) ?? []), index]);
  }
  const spend = createSpend(findings, idsFor);
  return {
    find(query) {
      const indices = byPath.get(query.path) ?? [];
      const isAbout = ({ ruleId, secret }: GitleaksFinding) =>
        secret === '' ? query.secret === '' && idsFor(ruleId).includes(query.ruleId) : isShown(secret, query.secret);
      const shown = indices.find((index) => isAbout(findings[index]!));
      const entry = shown ?? indices.find((index) => spend(index, query));
      return entry === undefined ? undefined : { decision: 'undecided', entry };
    },
    paths: () => new Set(byPath.keys()),
  };
}

function createCutRoot(roots: readonly string[]): (file: string) => string {
  const prefixes = roots.map((root) => `${root.replaceAll('\\', '/').replace(/\/+$/, '')}/`);
  return (file) => {
    const prefix = prefixes.find((each) => file.startsWith(each));
    return prefix === undefined ? file : file.slice(prefix.length);
  };
}

function isShown(reported: string, secret: string): boolean {
  return readShown(reported).isWhole && isSameSecret(reported, secret);
}

/** Makes the test whether an entry whose secret is hidden is that of a finding; it is then of no other. */
function createSpend(
  findings: readonly GitleaksFinding[],
  idsFor: GitleaksOptions['idsFor'],
): (index: number, query: KnownQuery) => boolean {
  /** By entry, the secret it was spent on, hashed; before that, how often its line was looked at. */
  const spent = new Map<number, string | number>();
  return (index, { ruleId, secret, startLine, lineText, lineAt }) => {
    const finding = findings[index]!;
    if (secret === '' || readShown(finding.secret).isWhole || !mayBe(finding, secret, lineText())) return false;
    if (!idsFor(finding.ruleId).includes(ruleId) && finding.match === finding.secret) return false;
    const mark = crypto().createHash('sha256').update(secret).digest('base64');
    const before = spent.get(index) ?? 0;
    if (typeof before === 'string') return before === mark;
    if (finding.line !== startLine) {
      if (lineAt === undefined || !hasEntropy(finding) || before === mostLooks) return false;
      spent.set(index, before + 1);
      if (mayHold(finding, lineAt(finding.line) ?? '')) return false;
    }
    spent.set(index, mark);
    return true;
  };
}
