import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';

/** Whether something stops a secret before it is committed. */
export const hooks: Check = {
  id: 'doctor-hooks',
  summary: 'Hooks that stop secrets before they are committed',
  async run({ hookState }) {
    const state = await hookState();
    if (!state || (state.isInstalled && state.fault === undefined)) return [];
    const problem: Problem = {
      check: hooks.id,
      severity: 'low',
      message: state.fault ?? 'no hook scans what is committed',
      why: 'a secret that is stopped before the commit need not be rotated',
      fix: ['keyturn hook install'],
      repairs: [{ kind: 'hook' }],
    };
    return [problem];
  },
};
