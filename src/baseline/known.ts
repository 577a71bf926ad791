import type { KnownSource } from '../model/known.ts';

export type { Decision, Known, Known as KnownEntry, KnownQuery, KnownSource } from '../model/known.ts';

/** A baseline's text, how messages call it, and today's date (YYYY-MM-DD), after which entries may have expired. */
export interface BaselineText {
  text: string;
  name: string;
  today: string;
}

/** Makes a baseline in one format usable. Throws `UserError` with line and column for a damaged one. */
export type OpenBaseline = (baseline: BaselineText) => KnownSource;
