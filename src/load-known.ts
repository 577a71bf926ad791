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
  const { text, name, hashText } = baseline;
  const open = (each: string) => openBaseline({ text: each, name, today: today(), idsFor, roots: [cwd] });
  const source = open(text);
  if (hashText === undefined) return source;
  const { hash } = open(hashText);
  return { ...source, ...(hash && { hash }) };
}
