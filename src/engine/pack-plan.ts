import { packTables, unpackTables } from '../lib/pack-tables.ts';
import type { NameTable } from './name-table.ts';
import type { RulePlan, Trigger } from './rule-plan.ts';

type Header = Omit<RulePlan, 'triggers' | 'names'>;

/** The plan as one buffer. A trigger is written as its length, its flags, and its two lists with their lengths before them. */
export function packPlan({ triggers, names, ...header }: RulePlan): Buffer {
  const numbers = triggers.flatMap(({ length, sticky, window, isName, isEscape, isUrl }) => [
    length,
    Number(isName) | (Number(isEscape) << 1) | (Number(isUrl) << 2),
    sticky.length,
    ...sticky,
    window.length,
    ...window,
  ]);
  return packTables(header satisfies Header, { triggers: Uint16Array.from(numbers), ...names });
}

/** The plan that was packed; its tables are views into the buffer. */
export function unpackPlan(packed: Buffer): RulePlan {
  const { header, tables } = unpackTables<Header, NameTable & { triggers: Uint16Array }>(packed);
  const { triggers, ...names } = tables;
  return { ...header, names, triggers: readTriggers(triggers) };
}

function readTriggers(numbers: Uint16Array): Trigger[] {
  const triggers: Trigger[] = [];
  let at = 0;
  const readList = () => {
    const list = new Array<number>(numbers[at++]!);
    for (let i = 0; i < list.length; i++) list[i] = numbers[at++]!;
    return list;
  };
  while (at < numbers.length) {
    const length = numbers[at++]!;
    const flags = numbers[at++]!;
    const sticky = readList();
    const window = readList();
    const [isName, isEscape, isUrl] = [(flags & 1) !== 0, (flags & 2) !== 0, (flags & 4) !== 0];
    triggers.push({ length, sticky, window, isName, isEscape, isUrl });
  }
  return triggers;
}
