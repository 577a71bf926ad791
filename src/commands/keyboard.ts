import { emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { displayWidth, takeLastColumns } from '../lib/display-width.ts';
import { escapeControl } from '../lib/escape-control.ts';

/** A key that was pressed. `end`: there will be no more, the terminal is gone. */
export interface Key {
  /** `return`, `escape`, `backspace`, `end`, `interrupt`, or the character itself. */
  name: string;
  /** What it adds to a text. */
  text: string;
}

/** A terminal that gives each key as it is pressed. */
export interface Keyboard {
  next(): Promise<Key>;
  /** One line of text, edited; undefined where it was left by Escape or the terminal is gone, `interrupt` by Ctrl-C. */
  line(prompt: string): Promise<{ text: string } | 'interrupt' | undefined>;
  /** Gives the terminal back as it was. */
  close(): void;
}

/** Opens the terminal for single keys. They wait in order until they are asked for; an abort counts as Ctrl-C. */
export function openKeyboard(
  input: ReadStream,
  output: Pick<NodeJS.WriteStream, 'write' | 'columns'>,
  signal: AbortSignal,
): Keyboard {
  const waiting: Key[] = [];
  let take: ((key: Key) => void) | undefined;
  const give = (key: Key) => {
    if (!take) waiting.push(key);
    else take(key);
    take = undefined;
  };
  const onKey = (text: string | undefined, key: PressedKey) => {
    const read = readKey(text ?? '', key);
    if (read) give(read);
  };
  const onEnd = () => give({ name: 'end', text: '' });
  const onAbort = () => give({ name: 'interrupt', text: '' });
  emitKeypressEvents(input);
  input.on('keypress', onKey);
  for (const name of ['end', 'close', 'error']) input.on(name, onEnd);
  signal.addEventListener('abort', onAbort);
  input.setRawMode(true);
  input.resume();
  const next = async (): Promise<Key> => {
    const key = waiting.shift();
    return (
      key ??
      (await new Promise<Key>((resolve) => {
        take = resolve;
      }))
    );
  };
  return {
    next,
    line: (prompt) => editLine(prompt, next, output),
    close() {
      input.off('keypress', onKey);
      signal.removeEventListener('abort', onAbort);
      try {
        input.setRawMode(false);
      } catch {
        // It is gone.
      }
      input.pause();
    },
  };
}

/** What `readline` tells of a key: https://nodejs.org/api/readline.html#readlineemitkeypresseventsstream-interface */
interface PressedKey {
  name?: string;
  ctrl?: boolean;
  meta?: boolean;
}

function readKey(text: string, { name = '', ctrl = false, meta = false }: PressedKey): Key | undefined {
  if (ctrl) {
    const named: Readonly<Record<string, string>> = { c: 'interrupt', d: 'end', h: 'backspace', u: 'erase' };
    return named[name] === undefined ? undefined : { name: named[name], text: '' };
  }
  if (name === 'return' || name === 'enter') return { name: 'return', text: '' };
  if (name === 'escape' || name === 'backspace') return { name, text: '' };
  // Arrows and the like, and what comes with Alt.
  if (meta || text === '' || /[\p{Cc}\p{Cs}]/u.test(text)) return undefined;
  return { name: text, text };
}

const mostText = 1000;

async function editLine(
  prompt: string,
  next: Keyboard['next'],
  output: Pick<NodeJS.WriteStream, 'write' | 'columns'>,
): ReturnType<Keyboard['line']> {
  let text = '';
  const draw = () => {
    const room = Math.max(10, (output.columns || 80) - displayWidth(prompt) - 1);
    output.write(`\r\u001b[K${prompt}${takeLastColumns(escapeControl(text), room)}`);
  };
  for (;;) {
    draw();
    const key = await next();
    if (key.name === 'return') break;
    if (key.name === 'interrupt') {
      output.write('\n');
      return 'interrupt';
    }
    if (key.name === 'escape' || key.name === 'end') {
      output.write('\n');
      return undefined;
    }
    if (key.name === 'backspace') text = [...text].slice(0, -1).join('');
    else if (key.name === 'erase') text = '';
    else if (text.length < mostText) text += key.text;
  }
  output.write('\n');
  return { text: text.trim() };
}
