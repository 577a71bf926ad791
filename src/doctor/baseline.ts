import { formatNoun } from '../lib/format-amount.ts';
import type { Check } from './check.ts';

const shown = 3;

/** Entries of the baseline that nothing matches any more: each would let the same secret pass again. */
export const baseline: Check = {
  id: 'doctor-baseline',
  summary: 'Entries of the baseline that nothing matches any more',
  async run({ staleEntries }) {
    const stale = await staleEntries();
    if (!stale || stale.entries.length === 0) return [];
    const { file, entries } = stale;
    const names = entries.slice(0, shown).map(({ path, ruleId }) => `${path} ${ruleId}`);
    const more = entries.length > shown ? ` and ${entries.length - shown} more` : '';
    const count = formatNoun(entries.length, 'entry').replace('entrys', 'entries');
    return [
      {
        check: baseline.id,
        severity: 'low',
        path: file,
        message: `${count} that nothing matches any more: ${names.join(', ')}${more}`,
        why: 'the same secret would pass unseen if it came back',
        fix: ['keyturn baseline update --prune-only'],
      },
    ];
  },
};
