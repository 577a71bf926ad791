const newline = 10;
const space = 32;

/** A field of a commit or tag, its continuation lines joined by line breaks. */
export interface ObjectHeader {
  name: string;
  value: Buffer;
}

export interface ObjectText {
  headers: ObjectHeader[];
  /** What is behind the first empty line; empty if there is none. */
  message: Buffer;
}

/** More of them are one header without a name, so that a hostile object of millions costs no more than its bytes. */
const maxHeaders = 10_000;

const noBytes = Buffer.alloc(0);

/** Splits a commit or tag: lines `name value`, lines that go on after a space, an empty line, the message. */
export function parseHeaders(content: Buffer): ObjectText {
  const headers: ObjectHeader[] = [];
  const messageStart = content[0] === newline ? 0 : content.indexOf('\n\n');
  const end = messageStart === -1 ? content.length : messageStart + (messageStart === 0 ? 0 : 1);
  for (let start = 0; start < end; ) {
    const stop = headers.length < maxHeaders ? lineEnd(content, start, end) : end - 1;
    headers.push(headers.length < maxHeaders ? readHeader(content, start, stop) : unnamed(content, start, stop));
    start = stop + 1;
  }
  return { headers, message: messageStart === -1 ? noBytes : content.subarray(end + 1) };
}

/** Where a header ends that may go on in lines that begin with a space. */
function lineEnd(content: Buffer, start: number, end: number): number {
  let stop = content.indexOf(newline, start);
  while (stop !== -1 && stop + 1 < end && content[stop + 1] === space) stop = content.indexOf(newline, stop + 1);
  return stop === -1 || stop > end ? end : stop;
}

function readHeader(content: Buffer, start: number, stop: number): ObjectHeader {
  const gap = content.subarray(start, stop).indexOf(space);
  const line = content.subarray(start, stop).indexOf(newline);
  if (gap === -1 || gap > 100 || (line !== -1 && line < gap)) return unnamed(content, start, stop);
  const value = content.subarray(start + gap + 1, stop);
  return { name: content.toString('latin1', start, start + gap), value: line === -1 ? value : unfold(value) };
}

/** Takes the space off the lines that go on. */
function unfold(value: Buffer): Buffer {
  const unfolded = Buffer.allocUnsafe(value.length);
  let length = 0;
  for (let position = 0; position < value.length; position++) {
    const byte = value[position]!;
    unfolded[length++] = byte;
    if (byte === newline && value[position + 1] === space) position++;
  }
  return unfolded.subarray(0, length);
}

function unnamed(content: Buffer, start: number, stop: number): ObjectHeader {
  return { name: '', value: content.subarray(start, stop) };
}
