import type { Report } from '../model/report.ts';
import type { CommandContext } from './context.ts';

const mostShown = 20;

/** Tells what could not be read, for commands that write no report; the exit code for it. */
export function reportErrors(reports: readonly Report[], { notice }: Pick<CommandContext, 'notice'>): number {
  const errors = reports.flatMap((report) => report.errors);
  for (const { message } of errors.slice(0, mostShown)) notice(message);
  if (errors.length > mostShown) notice(`and ${errors.length - mostShown} more errors of the kind`);
  return errors.length > 0 ? 2 : 0;
}
