import { describe, expect, it } from 'vitest';
import { createCommitMemory, type Looks } from '../../src/history/commit-memory.ts';

const id = (digit: string) => digit.repeat(40);

const looks: Looks = [
  undefined,
  {},
  { isCandidate: true },
  { bytes: 0 },
  { bytes: 12 },
  { bytes: 9_000_000, isCandidate: true, isOpen: true },
  { bytes: 130, isPointer: true },
];

/** With everything said that is left out above. */
const told = looks.map((look) => look && { isCandidate: false, isOpen: false, isPointer: false, ...look });

describe('a memory of commits', () => {
  it('knows what it was told, also after it was written and read', () => {
    const memory = createCommitMemory(40);
    memory.setLooks(id('a'), 7, looks);
    memory.setTexts(id('a'), 'hit');
    memory.setTexts(id('b'), 'clean');
    memory.setLooks(id('c'), 8, []);
    expect(memory.isChanged).toBe(true);
    const other = createCommitMemory(40);
    other.read(memory.write());
    expect(memory.isChanged).toBe(false);
    expect(other.isChanged).toBe(false);
    for (const each of [memory, other]) {
      expect(each.count).toBe(3);
      expect(each.looksOf(id('a'), 7)).toEqual(told);
      expect(each.looksOf(id('c'), 8)).toEqual([]);
      expect(['a', 'b', 'c', 'd'].map((digit) => each.textsOf(id(digit)))).toEqual([
        'hit',
        'clean',
        'unread',
        'unread',
      ]);
    }
  });

  it('does not know the looks at other changes', () => {
    const memory = createCommitMemory(40);
    memory.setLooks(id('a'), 7, looks);
    expect(memory.looksOf(id('a'), 6)).toBeUndefined();
    expect(memory.looksOf(id('b'), 7)).toBeUndefined();
  });

  it('takes the last it was told, and of another memory only what it lacks', () => {
    const memory = createCommitMemory(40);
    memory.setLooks(id('a'), 1, [{ bytes: 1 }]);
    memory.setLooks(id('a'), 2, [{ bytes: 2 }]);
    const other = createCommitMemory(40);
    other.setLooks(id('a'), 3, [{ bytes: 3 }]);
    other.setLooks(id('b'), 4, [{ bytes: 4 }]);
    other.setTexts(id('a'), 'clean');
    memory.read(other.write());
    expect(memory.looksOf(id('a'), 2)).toMatchObject([{ bytes: 2 }]);
    expect(memory.looksOf(id('b'), 4)).toMatchObject([{ bytes: 4 }]);
    expect(memory.textsOf(id('a'))).toBe('clean');
  });

  it('refuses whatever was cut off, has something behind it, or says what cannot be', () => {
    const memory = createCommitMemory(40);
    memory.setLooks(id('a'), 7, looks);
    memory.setTexts(id('b'), 'clean');
    const bytes = Buffer.from(memory.write());
    for (let length = 0; length < bytes.length; length++) {
      expect(() => createCommitMemory(40).read(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => createCommitMemory(40).read(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow(RangeError);
    expect(() =>
      createCommitMemory(40).read(Buffer.concat([Buffer.of(1), Buffer.alloc(20), Buffer.of(255)])),
    ).toThrow();
  });

  it('does not know looks that are none', () => {
    const memory = createCommitMemory(40);
    // One commit, with looks of two bytes: the check 7, and many changes that are not there.
    memory.read(Buffer.concat([Buffer.of(1), Buffer.alloc(20), Buffer.of(1, 2, 7, 99)]));
    expect(memory.looksOf(id('0'), 7)).toBeUndefined();
  });
});
