import { type CommandContext, runCommandLine } from './commands/index.ts';
import { escapeControl } from './lib/escape-control.ts';
import { UserError } from './lib/user-error.ts';

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** Set once the user or the system asked for an end. */
let interrupted: keyof typeof exitCodes | undefined;

async function main(): Promise<void> {
  // Should there be nothing left to wait for before the command has ended: that must not look clean.
  process.exitCode = 2;
  const code = await runCommandLine(process.argv.slice(2), createContext()).catch(tellFailure);
  if (!interrupted) {
    process.exitCode = code;
    // Everything is written. Waiting for git's last events would cost the hook 5 ms; on Windows, where what goes to a
    // pipe is written later, they are waited for.
    if (process.platform !== 'win32') process.exit();
    return;
  }
  notice('interrupted');
  process.exit(exitCodes[interrupted]);
}

/** The streams are opened when first asked for: the hook's path has no use for standard error. */
function createContext(): CommandContext {
  const cwd = currentFolder();
  return {
    cwd,
    env: process.env,
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return standardError();
    },
    interrupt: listenForInterrupt,
    print: async (text) => (await import('./reporters/write-output.ts')).writeOutput([text], { cwd }),
    notice,
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new UserError('no-folder', 'the current folder does not exist any more', { cause });
  }
}

/** The first interrupt lets the command end in order, the second ends the process. */
function listenForInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (interrupted) process.exit(exitCodes[name]);
      interrupted = name;
      controller.abort();
    });
  }
  return controller.signal;
}

let guarded: NodeJS.WriteStream | undefined;

/** It may be closed while there is still something to say: that is no failure. */
function standardError(): NodeJS.WriteStream {
  guarded ??= process.stderr.on('error', () => {});
  return guarded;
}

function notice(text: string): void {
  const [first = '', ...more] = text.split('\n').map(escapeControl);
  standardError().write(`${[`keyturn: ${first}`, ...more.map((line) => `  ${line}`)].join('\n')}\n`);
}

function tellFailure(error: unknown): number {
  // What fails after an interrupt, such as a git that got it too, fails because of it.
  if (interrupted) return 2;
  if (error instanceof UserError) notice(error.message);
  else notice(`unexpected error: ${error instanceof Error ? error.stack : String(error)}`);
  return 2;
}

/** By itself Node would exit with 1, which means "secrets found". */
process.on('uncaughtException', (error) => process.exit(tellFailure(error)));

main().catch((error: unknown) => {
  process.exitCode = tellFailure(error);
});
