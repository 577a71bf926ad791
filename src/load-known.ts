import { today } from './lib/today.ts';
import type { KnownSource } from './model/known.ts';
import type { Options } from './model/options.ts';

/** The baseline of a run, ready to be asked; it is read when it first is. Nothing is loaded where there is none. */
export async function loadKnown({
  baseline,
  cwd,
}: Pick<Options, 'baseline' | 'cwd'>): Promise<KnownSource | undefined> {
  if (!baseline) return undefined;
  const { openBaseline } = await import('./baseline/index.ts');
  const { idsForGitleaks: idsFor } = await import('./rules/gitleaks-ids.ts');
  return openBaseline({ text: baseline.text, name: baseline.name, today: today(), idsFor, roots: [cwd] });
}
