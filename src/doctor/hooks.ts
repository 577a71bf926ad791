import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import type { Repository } from './repository.ts';

/** Whether something stops a secret before it is committed. */
export const hooks: Check = {
  id: 'doctor-hooks',
  summary: 'Hooks that stop secrets before they are committed',
  async run(repository) {
    const state = await repository.hookState();
    if (!state || (state.isInstalled && state.fault === undefined)) return [];
    const other = state.fault === undefined ? findOther(repository) : undefined;
    const problem: Problem = {
      check: hooks.id,
      severity: other === undefined ? 'low' : 'info',
      message: state.fault ?? (other ? `no hook of keyturn: ${other} is in use` : 'no hook scans what is committed'),
      why: 'a secret that is stopped before the commit need not be rotated',
      fix: ['keyturn hook install'],
      ...(other === undefined && { repairs: [{ kind: 'hook' as const }] }),
    };
    return [problem];
  },
};

const managers = [
  '.pre-commit-config.yaml',
  'lefthook.yml',
  'lefthook.yaml',
  '.lefthook.yml',
  '.husky/pre-commit',
  'package.json',
];
const scanners =
  /\b(?:gitleaks|betterleaks|detect-secrets|trufflehog|git-secrets|talisman|ggshield|secretlint|kingfisher|ripsecrets|whispers|noseyparker)\b/;

/** Another scanner that a manager of hooks starts; in `package.json` only among its hooks. */
function findOther({ text, isTracked }: Repository): string | undefined {
  for (const name of managers) {
    if (!isTracked(name)) continue;
    const lines = (text(name) ?? '').split('\n').filter((line) => line.length < 1000 && !/^\s*(?:#|\/\/)/.test(line));
    const kept =
      name === 'package.json' ? lines.filter((line) => /pre-commit|lint-staged|husky|"\*"/.test(line)) : lines;
    const [scanner] = scanners.exec(kept.join('\n')) ?? [];
    if (scanner !== undefined) return scanner;
  }
  return undefined;
}
