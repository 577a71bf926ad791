import type { Argv } from 'yargs';

/** What yargs would print for these arguments; rejects with its error. */
export function capture(program: Argv, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    program.parse([...args], (error: Error | null | undefined, _values: unknown, output: string) => {
      if (error) reject(error);
      else resolve(output);
    });
  });
}
