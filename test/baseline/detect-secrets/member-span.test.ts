import { describe, expect, it } from 'vitest';
import { memberSpan } from '../../../src/baseline/detect-secrets/member-span.ts';

describe('memberSpan', () => {
  it.each([
    ['{"a": 1, "b": [2, {"a": 3}] }', 'b', '[2, {"a": 3}]'],
    ['{"x": {"a": 3}, "a": "}\\",{" }', 'a', '"}\\",{"'],
    ['{\n "v": "a", "a"\n:\n5\n}', 'a', '5'],
    ['{"x": "a", "y": ["a"]}', 'a', undefined],
    ['{}', 'a', undefined],
  ])('of %s, key %s: %s', (text, key, value) => {
    const span = memberSpan(text, key);
    expect(span && text.slice(span.start, span.end)).toBe(value);
  });
});
