import { describe, expect, it } from 'vitest';
import { createLocator } from '../../src/findings/locate.ts';
import { pieceSize, readPieces, readPiecesAsync, seam } from '../../src/sources/read-pieces.ts';

/** Stands for a secret: where it starts, it must be whole in the one piece whose own part holds it. */
const mark = '@@the-mark@@';

interface Told {
  bytes: number | undefined;
  fragments: number;
  /** Line and column of the marks, each from the piece that owns it. */
  marks: [line: number, column: number][];
}

function sinkInto(told: Told) {
  return {
    fragment({ bytes, firstLine, firstColumn, ownStart, ownEnd }: import('../../src/model/fragment.ts').Fragment) {
      told.fragments++;
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const locate = createLocator(bytes, firstLine, firstColumn);
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        if (at < ownStart || at >= ownEnd) continue;
        const { line, column } = locate(at);
        told.marks.push([line, column]);
      }
    },
    skip() {},
    error() {},
    expect() {},
    fileDone() {},
  };
}

function read(content: Buffer, most = content.length): Told {
  const told: Told = { bytes: 0, fragments: 0, marks: [] };
  let at = 0;
  told.bytes = readPieces(
    'a',
    Buffer.alloc(pieceSize),
    (target, offset, limit) => {
      const count = content.copy(target, offset, at, Math.min(content.length, at + Math.min(limit, most)));
      at += count;
      return count;
    },
    sinkInto(told),
  );
  return told;
}

function withMark(content: Buffer, at: number): Buffer {
  content.write(mark, at);
  return content;
}

describe('content longer than a piece', () => {
  const step = pieceSize - seam;
  const offsets = [-seam, -seam / 2, 0, seam / 2].flatMap((at) =>
    [-14, -13, -12, -11, -6, -1, 0, 1, 6].map((shift) => pieceSize + at + shift),
  );
  const total = pieceSize + 4 * seam;

  it.each([
    ['of one line', Buffer.alloc(total, 'x'), (at: number) => [1, at + 1]],
    ['of many lines', Buffer.from('1234567\n'.repeat(total / 8)), (at: number) => [(at >> 3) + 1, (at & 7) + 1]],
    [
      'of lines that end in CRLF',
      Buffer.from('123456\r\n'.repeat(total / 8)),
      (at: number) => [(at >> 3) + 1, (at & 7) + 1],
    ],
  ])('%s: a secret is found once, at its place, wherever it stands', (_, base, place) => {
    const found = offsets.map((at) => read(withMark(Buffer.from(base), at)).marks);
    expect(found).toEqual(offsets.map((at) => [place(at)]));
  });

  it('counts columns in UTF-16 code units across the seam', () => {
    const base = Buffer.from('\u{1f511}é€a'.repeat(Math.ceil(total / 10)));
    const at = (pieceSize / 10 + 1000) | 0;
    const found = [at, at + 5000, at + 12000].map((unit) => read(withMark(Buffer.from(base), unit * 10)).marks);
    expect(found).toEqual([at, at + 5000, at + 12000].map((unit) => [[1, unit * 5 + 1]]));
  });

  it.each([
    [pieceSize - 1, 1],
    [pieceSize, 2],
    [pieceSize + 1, 2],
    [pieceSize + step - 1, 2],
    [pieceSize + step, 3],
  ])('of %i bytes comes in %i pieces, with a secret at its very end', (length, pieces) => {
    const content = withMark(Buffer.alloc(length, 'x'), length - mark.length);
    expect(read(content)).toEqual({ bytes: length, fragments: pieces, marks: [[1, length - mark.length + 1]] });
  });
});

describe('any content', () => {
  it('may come in bits of any size', () => {
    const content = withMark(Buffer.alloc(300, 'x\n'), 200);
    expect([1, 7, 299].map((most) => read(content, most))).toEqual(
      Array(3).fill({ bytes: 300, fragments: 1, marks: [[101, 1]] }),
    );
  });

  it('may be waited for', async () => {
    const told: Told = { bytes: 0, fragments: 0, marks: [] };
    const chunks = [Buffer.from('ab\n@@the'), Buffer.from('-mark@@\n')];
    told.bytes = await readPiecesAsync(
      'a',
      Buffer.alloc(1000),
      async ({ target, offset }) => chunks.shift()?.copy(target, offset) ?? 0,
      sinkInto(told),
    );
    expect(told).toEqual({ bytes: 16, fragments: 1, marks: [[2, 1]] });
  });

  it('may be empty', () => {
    expect(read(Buffer.alloc(0))).toEqual({ bytes: 0, fragments: 1, marks: [] });
  });

  it('is left out where it is binary', () => {
    expect(read(Buffer.from(`a\0b ${mark}`))).toEqual({ bytes: undefined, fragments: 0, marks: [] });
  });

  it('counts as text where the first NUL stands late, as for git', () => {
    expect(read(Buffer.concat([Buffer.alloc(8000, 'x'), Buffer.from(`\0${mark}`)])).marks).toEqual([[1, 8002]]);
  });
});

describe('UTF-16', () => {
  const encodings: [string, (text: string) => Buffer][] = [
    ['little endian with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['big endian with a mark', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['little endian without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['big endian without a mark', (text) => Buffer.from(text, 'utf16le').swap16()],
  ];

  it.each(encodings)('%s is read as text', (_, encode) => {
    expect(read(encode(`one\r\ntwo ${mark}\r\n`)).marks).toEqual([[2, 5]]);
    expect(read(encode(`one\r\ntwo ${mark}\r\n`), 3).marks).toEqual([[2, 5]]);
  });

  it.each(encodings)('%s is read across the seams, characters of two units whole', (_, encode) => {
    const unit = 'abcdef\u{1f511}';
    const before = unit.repeat(pieceSize / 10 - 3);
    const told = read(encode(`${before}${mark}${unit.repeat(40_000)}`));
    expect([told.marks, told.fragments]).toEqual([[[1, before.length + 1]], 2]);
  });

  it('that ends in half a character keeps what is before it', () => {
    const content = Buffer.concat([Buffer.from(`\ufeff${mark}`, 'utf16le'), Buffer.from([65])]);
    expect(read(content).marks).toEqual([[1, 1]]);
  });
});
