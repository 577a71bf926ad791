import { createProgram } from './program.ts';

/**
 * Prints what may follow the words of an unfinished command line, one completion a line, as the shells' scripts expect
 * it. yargs does so by itself, and for subcommands after it returned.
 */
export async function completeWords(words: readonly string[]): Promise<void> {
  const args = ['--get-yargs-completions', ...words];
  const program = await createProgram(args);
  await program.parseAsync(args);
}
