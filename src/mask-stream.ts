import type { Readable } from 'node:stream';
import type { Masker } from './mask.ts';
import { type Codec, createCodec } from './sources/utf16-codec.ts';

/** Four bytes tell what text is encoded in. */
const leastBeginning = 4;

/**
 * Passes a stream on through a masker, no faster than it is taken. At the signal, or where the output is closed, it
 * stops reading and passes on what it has; so it does where the input fails, before it throws the system's error.
 */
export async function maskStream(
  input: Readable,
  masker: Masker,
  output: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<void> {
  let isClosed = false;
  let wake = () => {};
  const close = () => input.destroy();
  // Stays: a broken pipe may be told again.
  output.on('error', () => {
    isClosed = true;
    close();
    wake();
  });
  output.on('drain', () => wake());
  signal.addEventListener('abort', close);
  const write = async (bytes: Buffer) => {
    if (bytes.length === 0 || isClosed || output.write(bytes)) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  };
  let codec: Codec | undefined;
  let beginning: Buffer = Buffer.alloc(0);
  const take = async (bytes: Buffer, isEnd: boolean) => {
    codec ??= createCodec(bytes);
    const text = masker.push(codec.decode(bytes, isEnd));
    await write(codec.encode(isEnd ? Buffer.concat([text, masker.end()]) : text));
  };
  let failure: unknown;
  try {
    if (signal.aborted) close();
    for await (const chunk of input as AsyncIterable<Buffer>) {
      beginning = codec ? chunk : Buffer.concat([beginning, chunk]);
      if (codec || beginning.length >= leastBeginning) await take(beginning, false);
    }
  } catch (error) {
    if (!signal.aborted && !isClosed) failure = error;
  } finally {
    signal.removeEventListener('abort', close);
  }
  await take(codec ? Buffer.alloc(0) : beginning, true);
  await new Promise<void>((done) => (isClosed ? done() : output.write('', () => done())));
  if (failure) throw failure;
}
