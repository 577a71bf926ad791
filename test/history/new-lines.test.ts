import { describe, expect, it } from 'vitest';
import { NewLines } from '../../src/history/new-lines.ts';

/** What is told of each text, one after the other. Each stands in the middle of other bytes. */
function tellAll(texts: readonly string[]): string[][] {
  const lines = new NewLines();
  return texts.map((text) => {
    const bytes = Buffer.from(`head${text}\ntail\n`);
    const found: string[] = [];
    lines.tell(bytes, 4, bytes.length - 6, (start, end) => found.push(bytes.toString('utf8', start, end)));
    lines.keep(bytes, 4, bytes.length - 6);
    return found;
  });
}

const manyLines = (count: number, name = 'line') => Array.from({ length: count }, (_, at) => `${name} number ${at}\n`);

describe('of a text that follows another', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing where they are equal', 'a\nb\n', 'a\nb\n', []],
    ['nothing of an empty one', 'a\nb\n', '', []],
    ['all where there was nothing', '', 'a\nb', ['a\nb']],
    ['a line at the end', 'a\nb\n', 'a\nb\nc\n', ['c\n']],
    ['a line at the start, and the next', 'a\nb\n', 'x\na\nb\n', ['x\na\n']],
    ['a line in the middle, and the next', 'a\nb\nc\n', 'a\nx\nb\nc\n', ['x\nb\n']],
    ['a line with a longer start', 'a\nb\nc\n', 'a\nxb\nc\n', ['xb\nc\n']],
    ['a line with a shorter start', 'a\nxb\nc\n', 'a\nb\nc\n', ['b\nc\n']],
    ['a line with a longer end', 'a\nb\nc\n', 'a\nbx\nc\n', ['bx\nc\n']],
    ['the last line, which has lost its newline', 'a\nb\n', 'a\nb', ['b']],
    ['the last line, which has got a newline', 'a\nb', 'a\nb\n', ['b\n']],
    ['the last line, which was cut', 'a\nbc', 'a\nb', ['b']],
    ['the line behind those that are gone', 'a\nb\nc\nd\ne\n', 'a\nd\ne\n', ['d\n']],
    ['nothing where the last lines are gone', 'a\nb\nc\n', 'a\nb\n', []],
  ])('tells %s', (_, old, text, expected) => {
    expect(tellAll([old, text])[1]).toEqual(expected);
  });

  it('tells the changes apart where they are far from each other', () => {
    const old = manyLines(3000);
    const text = [...old];
    text.splice(10, 0, 'new at the start\n');
    text.splice(1000, 20, 'new in place of others\n');
    text[2900] = 'changed\n';
    expect(tellAll([old.join(''), text.join('')])[1]).toEqual([
      `new at the start\n${old[10]}`,
      `new in place of others\n${old[1019]}`,
      `changed\n${old[2919]}`,
    ]);
  });

  it('tells nothing that stood in any text before', () => {
    const [one, other] = [manyLines(500, 'one').join(''), manyLines(500, 'another').join('')];
    const told = tellAll([one, other, one, `${other}more\n`, other]);
    expect(told.map(({ length }) => length)).toEqual([1, 1, 0, 1, 0]);
    expect(told[3]).toEqual(['more\n']);
  });
});

it('knows no line of the texts before, once they are forgotten', () => {
  const text = Buffer.from(manyLines(100).join(''));
  const found: number[] = [];
  const lines = new NewLines();
  for (let round = 0; round < 2; round++) {
    lines.tell(text, 0, text.length, (start, end) => found.push(start, end));
    lines.keep(text, 0, text.length);
    lines.clear();
  }
  expect(found).toEqual([0, text.length, 0, text.length]);
});

it('leaves out of random texts only lines that stood behind the same line before', () => {
  let state = 1;
  const random = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const some = () => `${'abc'.charAt(random(3)).repeat(random(12))}${random(3)}\n`;
  for (let round = 0; round < 100; round++) {
    let current = Array.from({ length: random(100) }, some);
    const texts = [current.join('')];
    for (let version = random(8); version >= 0; version--) {
      current = [...current];
      for (let edit = random(4); edit >= 0; edit--) {
        current.splice(random(current.length + 1), random(30), ...Array.from({ length: random(30) }, some));
      }
      texts.push(`${current.join('')}${random(3) === 0 ? 'no newline' : ''}`);
    }
    const told = tellAll(texts);
    const known = new Set<string>();
    for (const [at, text] of texts.entries()) {
      expect(unknownLeft(text, told[at]!, known)).toEqual([]);
      for (const pair of pairsOf(text)) known.add(pair);
    }
  }
});

/** Each line with the line before it. */
function pairsOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/).filter(Boolean);
  return lines.map((line, at) => `${lines[at - 1] ?? ''}|${line}`);
}

/** New pairs whose second line is in none of the stretches, as often as it would have to be. */
function unknownLeft(text: string, told: readonly string[], known: ReadonlySet<string>): string[] {
  const toldLines = told.flatMap((each) => each.split(/(?<=\n)/).filter(Boolean));
  const wanted = pairsOf(text).filter((pair) => !known.has(pair));
  const distinct = [...new Set(wanted)].map((pair) => pair.slice(pair.indexOf('|') + 1));
  for (const line of toldLines) {
    const at = distinct.indexOf(line);
    if (at >= 0) distinct.splice(at, 1);
  }
  return distinct;
}
