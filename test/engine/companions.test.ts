import { describe, expect, it } from 'vitest';
import type { Companion } from '../../src/model/rule.ts';
import { engineOf, fragmentOf, type TestRule } from '../helpers/engine.ts';

const id: TestRule = { id: 'id', keywords: ['id='], pattern: 'id=(?<secret>[a-z]{4})', severity: 'low' };
const secret: TestRule = { id: 'secret', keywords: ['sec='], pattern: 'sec=(?<secret>[a-z]{4})', severity: 'high' };

/** `rule secret (part secret, ...)` of each match. */
function found(rules: readonly TestRule[], text: string): string[] {
  return engineOf(rules)
    .scan(fragmentOf(text))
    .map((match) => {
      const parts = match.parts.map((part) => `${part.ruleId} ${part.secret}`);
      return `${match.rule.id} ${match.secret}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
    });
}

function withCompanion(changes: Partial<Companion> = {}, rule = secret): TestRule {
  return { ...rule, companions: [{ rule: 'id', within: 2, required: true, ...changes }] };
}

describe('a rule with a required companion', () => {
  const rules = [id, withCompanion()];

  it.each<[string, string, string[]]>([
    ['on the same line', 'id=aaaa sec=bbbb', ['secret bbbb (id aaaa)']],
    ['after it', 'sec=bbbb\nid=aaaa', ['secret bbbb (id aaaa)']],
    ['at the greatest distance', 'id=aaaa\n\nsec=bbbb', ['secret bbbb (id aaaa)']],
    ['too far away', 'id=aaaa\n\n\nsec=bbbb', ['id aaaa']],
    ['missing', 'sec=bbbb', []],
    ['nearest of two', 'id=aaaa\n\nsec=bbbb\nid=cccc', ['id aaaa', 'secret bbbb (id cccc)']],
  ])('is one finding with a companion %s', (_, text, expected) => {
    expect(found(rules, text)).toEqual(expected);
  });

  it('takes each companion once', () => {
    const text = 'id=aaaa\nsec=bbbb\nid=cccc\nsec=dddd\n';
    expect(found(rules, text)).toEqual(['secret bbbb (id aaaa)', 'secret dddd (id cccc)']);
  });

  it('may ask for near columns', () => {
    const near = [id, withCompanion({ withinColumns: 4 })];
    expect(found(near, '    id=aaaa\n        sec=bbbb')).toEqual(['id aaaa']);
    expect(found(near, '    id=aaaa\n     sec=bbbb')).toEqual(['secret bbbb (id aaaa)']);
  });

  it('points at its most severe member', () => {
    const leading = [{ ...id, companions: [{ rule: 'secret', within: 2 }] }, secret];
    const [match] = engineOf(leading).scan(fragmentOf('id=aaaa\nsec=bbbb'));
    expect(match).toMatchObject({ start: 12, end: 16, parts: [{ start: 3, end: 7 }] });
    expect(match!.reasons).toContain('stands with id');
  });
});

describe('an optional companion', () => {
  it('is a part where it stands nearby, and is not missed', () => {
    const rules = [id, withCompanion({ required: false })];
    expect(found(rules, 'sec=bbbb')).toEqual(['secret bbbb']);
    expect(found(rules, 'sec=bbbb id=aaaa')).toEqual(['secret bbbb (id aaaa)']);
  });

  it('beside a required one does not stand for it', () => {
    const other: TestRule = { ...id, id: 'other', keywords: ['oth='], pattern: 'oth=(?<secret>[a-z]{4})' };
    const both: TestRule = {
      ...secret,
      companions: [
        { rule: 'id', within: 2 },
        { rule: 'other', within: 2, required: false },
      ],
    };
    expect(found([id, other, both], 'oth=cccc sec=bbbb')).toEqual(['other cccc']);
    expect(found([id, other, both], 'oth=cccc sec=bbbb id=aaaa')).toEqual(['secret bbbb (id aaaa, other cccc)']);
  });
});

it('reports a part only with the rest', () => {
  const rules = [{ ...id, isPart: true }, withCompanion({ required: false })];
  expect(found(rules, 'id=aaaa')).toEqual([]);
  expect(found(rules, 'id=aaaa sec=bbbb')).toEqual(['secret bbbb (id aaaa)']);
});

it('joins what is encoded with what is not', () => {
  const encoded = Buffer.from('and the rest is sec=bbbb, you know').toString('base64');
  expect(found([id, withCompanion()], `id=aaaa\ndata: ${encoded}`)).toEqual(['secret bbbb (id aaaa)']);
});

it.each<[string, string]>([
  ['lines', '\n'],
  ['places of one line', ' '],
])('pairs very many halves on %s', (_, gap) => {
  const text = `id=aaaa${gap}`.repeat(100_000) + `sec=bbbb${gap}`.repeat(100_000);
  const rules = [id, withCompanion({ within: 1_000_000 })];
  expect(found(rules, text).length).toBe(100_000);
});
