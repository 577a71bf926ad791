import type { Writable } from 'node:stream';

/** Objects by number, for lists too long to hold as strings; ids are full ones. */
export interface ObjectIds {
  readonly count: number;
  idOf(index: number): string;
}

/** Ids that are written at once. */
const idsAhead = 4096;

/** Writes ids to a git that reads them line by line, from one on, as it takes them; then ends its input. */
export async function feedIds(input: Writable, ids: ObjectIds, first = 0): Promise<void> {
  for (let from = first; from < ids.count && input.writable; from += idsAhead) {
    let text = '';
    for (let i = from; i < Math.min(from + idsAhead, ids.count); i++) text += `${ids.idOf(i)}\n`;
    if (!input.write(text)) await waitForDrain(input);
  }
  input.end();
}

/** Or until it is closed. */
function waitForDrain(input: Writable): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      input.off('drain', finish).off('close', finish);
      resolve();
    };
    if (input.closed) resolve();
    else input.on('drain', finish).on('close', finish);
  });
}
