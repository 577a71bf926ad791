import { today } from './lib/today.ts';
import type { KnownSource } from './model/known.ts';
import type { Options } from './model/options.ts';

/** In characters: some milliseconds of parsing. A longer one is looked at only where damage shows. */
const mostParsed = 1 << 18;

/**
 * The baseline of a run, ready to be asked; it is read when it first is. Nothing is loaded where there is none. Throws
 * `UserError` for one that is plainly damaged (cut off, with git's conflict markers), be there something to ask or not.
 */
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
  // Reading it whole tells what is wrong, and where.
  if (isDamaged(text)) source.paths();
  if (hashText === undefined) return source;
  const { hash } = open(hashText);
  const { ask: _ask, ...rest } = source;
  return { ...rest, ...(hash && { hash }) };
}

function isDamaged(text: string): boolean {
  if (text.length > mostParsed) {
    return !/[}\]]$/.test(text.slice(-64).trimEnd()) || text.includes('\n<<<<<<< ') || text.includes('\n>>>>>>> ');
  }
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
    return false;
  } catch {
    return true;
  }
}
