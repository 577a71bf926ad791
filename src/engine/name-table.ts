/** Keywords of `assignment` rules, as `normaliseName` leaves them, with the rules that they stand for. */
export type NameRules = readonly (readonly [keyword: string, rules: readonly number[]])[];

/**
 * The same, by their first four letters, as tables that need no setting up: there are thousands of keywords, and a run
 * looks up few names.
 */
export interface NameTable {
  /** A hash table with linear probing: a code of four letters and one, 0 where a slot is empty. */
  slots: Uint32Array;
  /** For each slot, the first of its keywords and the one after the last; longer ones come first. */
  firstOf: Uint16Array;
  endOf: Uint16Array;
  /** Keyword k is `words` from `wordAt[k]` to `wordAt[k + 1]`, its rules are `rules` from `rulesAt[k]` to `rulesAt[k + 1]`. */
  wordAt: Uint32Array;
  words: Uint8Array;
  rulesAt: Uint16Array;
  rules: Uint16Array;
}

/** With so many letters, nearly every place in a name is passed by with one look into the table. */
export const startLength = 4;

/** Makes the table of keywords, which come longer ones first and have four letters at least. */
export function buildNameTable(names: NameRules): NameTable {
  const groups = new Map<number, [string, readonly number[]][]>();
  for (const [keyword, rules] of names) {
    const code = codeOf(keyword.slice(0, startLength));
    groups.set(code, [...(groups.get(code) ?? []), [keyword, rules]]);
  }
  const size = 1 << Math.ceil(Math.log2(groups.size * 2 + 2));
  const [slots, firstOf, endOf] = [new Uint32Array(size), new Uint16Array(size), new Uint16Array(size)];
  const wordAt = [0];
  const rulesAt = [0];
  const words: string[] = [];
  const rules: number[] = [];
  for (const [code, group] of groups) {
    let slot = slotOf(code, size);
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1);
    slots[slot] = code + 1;
    firstOf[slot] = words.length;
    for (const [keyword, own] of group) {
      words.push(keyword);
      wordAt.push(wordAt.at(-1)! + keyword.length);
      rules.push(...own);
      rulesAt.push(rules.length);
    }
    endOf[slot] = words.length;
  }
  return {
    slots,
    firstOf,
    endOf,
    wordAt: Uint32Array.from(wordAt),
    words: new Uint8Array(Buffer.from(words.join(''), 'latin1')),
    rulesAt: Uint16Array.from(rulesAt),
    rules: Uint16Array.from(rules),
  };
}

/** The rules for a name, in the order of its letters; of the keywords at one place, the longest counts. */
export function findNameRules(table: NameTable, name: string): number[] {
  const found: number[] = [];
  let code = codeOf(name.slice(0, startLength - 1));
  for (let at = 0; at + startLength <= name.length; at++) {
    code = nextCode(code, name.charCodeAt(at + startLength - 1));
    const keyword = findKeyword(table, code, name, at);
    if (keyword < 0) continue;
    for (let i = table.rulesAt[keyword]!; i < table.rulesAt[keyword + 1]!; i++) found.push(table.rules[i]!);
  }
  return found;
}

/** The longest keyword that stands at a place in a name, -1 where none does. */
function findKeyword(
  { slots, firstOf, endOf, wordAt, words }: NameTable,
  code: number,
  name: string,
  at: number,
): number {
  let slot = slotOf(code, slots.length);
  while (slots[slot] !== code + 1) {
    if (slots[slot] === 0) return -1;
    slot = (slot + 1) & (slots.length - 1);
  }
  for (let keyword = firstOf[slot]!; keyword < endOf[slot]!; keyword++) {
    const start = wordAt[keyword]!;
    const length = wordAt[keyword + 1]! - start;
    let same = at + length <= name.length ? startLength : length + 1;
    while (same < length && name.charCodeAt(at + same) === words[start + same]) same++;
    if (same === length) return keyword;
  }
  return -1;
}

/** Knuth's multiplicative hash. */
function slotOf(code: number, size: number): number {
  return (Math.imul(code, 0x9e3779b1) >>> 16) & (size - 1);
}

/** Up to four letters, of 7 bits each, as a number. */
function codeOf(letters: string): number {
  let code = 0;
  for (let at = 0; at < letters.length; at++) code = nextCode(code, letters.charCodeAt(at));
  return code;
}

/** The code of four letters, one place on. */
function nextCode(code: number, letter: number): number {
  return ((code << 7) | letter) & 0xfffffff;
}
