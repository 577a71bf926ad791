import type { ScanContext, ScanFlags } from './flags.ts';

/** How messages name an option: as it is typed, `--min-confidence`, or as the library has it, `minConfidence`. */
export function nameOption(key: keyof ScanFlags, { isLibrary }: Pick<ScanContext, 'isLibrary'>): string {
  if (isLibrary) return key;
  return key === 'paths' ? 'PATH' : `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
