import type { Line } from './parse-line.ts';

/** What a command may use of the world around it. */
export interface CommandContext {
  /** Absolute. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborts at the first interrupt; a command that asks for it promises to end soon after. */
  interrupt: () => AbortSignal;
  /** Text to standard output; a reader that went away is no error. */
  print: (text: string) => Promise<void>;
  /** A line to standard error, `keyturn: ` before it. */
  notice: (line: string) => void;
}

/** A command line that names a command. */
export type Invocation = Extract<Line, { kind: 'run' }>;

/** Does the work and returns the exit code. Throws `UserError` for what the user can mend. */
export type Command = (invocation: Invocation, context: CommandContext) => Promise<number>;
