import { packTables, unpackTables } from '../../lib/pack-tables.ts';
import type { Automaton } from './automaton.ts';

type Header = Pick<Automaton, 'shift' | 'firstHit'>;
type Tables = Pick<Automaton, 'classOf' | 'table' | 'depth' | 'endsAt' | 'ends'>;

/** The automaton as one buffer. */
export function packAutomaton({ shift, firstHit, keywords, classOf, table, depth, endsAt, ends }: Automaton): Buffer {
  const words = new Uint8Array(Buffer.from(JSON.stringify(keywords)));
  return packTables({ shift, firstHit } satisfies Header, { classOf, table, depth, endsAt, ends, words });
}

/** Its tables as views into the buffer; the keywords, which few runs ask for, are parsed when they are. */
export function unpackAutomaton(packed: Buffer): Automaton {
  const { header, tables } = unpackTables<Header, Tables & { words: Uint8Array }>(packed);
  const { words, ...rest } = tables;
  let keywords: readonly string[] | undefined;
  return {
    ...header,
    ...rest,
    get keywords() {
      keywords ??= JSON.parse(Buffer.from(words).toString()) as string[];
      return keywords;
    },
  };
}
