import { UserError } from '../lib/user-error.ts';
import { codeOf, explainError } from './system-error.ts';
import type { ReportText } from './types.ts';

/** Where a report goes. */
export interface OutputTarget {
  /** A file, relative to `cwd` or absolute; absent or `-`: standard output. */
  output?: string;
  cwd: string;
}

const blockSize = 64 * 1024;

/**
 * Refuses an `--output` that cannot be written, before any work is done for it. Throws `UserError` for a missing or
 * read-only folder, a folder as target, a file that may not be written, and one that is no report.
 */
export async function checkOutput({ output, cwd }: OutputTarget): Promise<void> {
  if (output === undefined || output === '-') return;
  const { checkOutputFile, keepOtherFiles } = await import('./output-file.ts');
  await checkOutputFile(output, cwd);
  await keepOtherFiles(output, cwd);
}

/**
 * Writes a report's text. Standard output: returns once everything is handed over; a reader that went away
 * (`| head`) is no error. A file: whole or not at all, by a temporary file beside it that is flushed and renamed; an
 * existing file keeps its mode, a symbolic link is replaced and never followed, pipes and devices are written
 * straight. Throws `UserError` when it cannot be written.
 */
export async function writeOutput(
  text: ReportText,
  { output, cwd, stdout = process.stdout }: OutputTarget & { stdout?: NodeJS.WritableStream },
): Promise<void> {
  if (output === undefined || output === '-') return await writeStream(text, stdout);
  const { writeOutputFile } = await import('./output-file.ts');
  await writeOutputFile(inBlocks(text), output, cwd);
}

async function writeStream(text: ReportText, stream: NodeJS.WritableStream): Promise<void> {
  let failure: Error | undefined;
  // Stays: a broken pipe is told once more, as an event, after the write's own callback.
  stream.on('error', (error) => {
    failure ??= error;
  });
  for await (const block of inBlocks(text)) {
    await new Promise<void>((done) => {
      stream.write(block, (error) => {
        failure ??= error ?? undefined;
        done();
      });
    });
    if (failure) break;
  }
  const code = codeOf(failure);
  if (failure && code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') {
    throw new UserError('output', `standard output cannot be written: ${explainError(failure)}`, { cause: failure });
  }
}

async function* inBlocks(text: ReportText): AsyncGenerator<string> {
  let block = '';
  for await (const piece of text) {
    block += piece;
    if (block.length < blockSize) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}
