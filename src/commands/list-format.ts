import { usageError } from './usage-error.ts';

/** The format of a list; throws `UserError` `usage` for one that only reports have. */
export function checkListFormat(format = 'terminal', command = 'rules list'): 'terminal' | 'json' {
  if (format === 'terminal' || format === 'json') return format;
  throw usageError(`--format must be one of terminal, json, got ${JSON.stringify(format)}`, command);
}
