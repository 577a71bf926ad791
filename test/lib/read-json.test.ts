import { expect, it } from 'vitest';
import { readJson } from '../../src/lib/read-json.ts';

it('gives the value, and where each part of it stands', () => {
  const text = '{\n  "a": [1, {"b\\n": "x"}],\n  "c": null\n}\n';
  const { value, placeOf } = readJson(text, 'f.json', 'bad');
  expect(value).toEqual({ a: [1, { 'b\n': 'x' }], c: null });
  expect(placeOf([])).toBe('f.json:1:1');
  expect(placeOf(['a', 1])).toBe('f.json:2:12');
  expect(placeOf(['a', 1, 'b\n'])).toBe('f.json:2:20');
  expect(placeOf(['c'])).toBe('f.json:3:8');
  expect(placeOf(['missing', 3])).toBe('f.json:1:1');
});

it.each([
  ['', 'f:1:1: is no JSON: it ends too early'],
  ['{', 'f:1:2: is no JSON: it ends too early'],
  ['{"a" 1}', 'f:1:6: is no JSON: a colon is expected here'],
  ['{"a": 1,}', 'f:1:9: is no JSON: a key in quotes is expected here'],
  ['[1\n 2]', 'f:2:2: is no JSON: a comma or ] is expected here'],
  ['["a\n"]', 'f:1:4: is no JSON: a text in quotes is not closed here'],
  ['["\\x"]', 'f:1:3: is no JSON: this escape is unknown'],
  ['[01]', 'f:1:2: is no JSON: a value is expected here'],
  ['[1] 2', 'f:1:5: is no JSON: something follows its end'],
  ['{a: 1}', 'f:1:2: is no JSON: a key in quotes is expected here'],
  ['[tru]', 'f:1:2: is no JSON: a value is expected here'],
])('says where %j goes wrong', (text, message) => {
  expect(() => readJson(text, 'f', 'bad')).toThrow(message);
});

it('says so of each text that JSON.parse refuses, and where', () => {
  const whole = '{"a": [1.5e3, "x\\u00e9", true, {"b": {}}, -0], "c": ""}';
  for (let at = 0; at < whole.length; at++) {
    for (const text of [
      whole.slice(0, at),
      whole.slice(0, at) + whole.slice(at + 1),
      `${whole.slice(0, at)}}${whole.slice(at)}`,
    ]) {
      let isRight = true;
      try {
        JSON.parse(text);
      } catch {
        isRight = false;
      }
      if (isRight) expect(readJson(text, 'f', 'bad').value).toEqual(JSON.parse(text));
      else expect(() => readJson(text, 'f', 'bad'), text).toThrow(/^f:1:\d+: is no JSON: /);
    }
  }
});

it('does not run out of stack', () => {
  expect(() => readJson('['.repeat(1_000_000), 'f', 'bad')).toThrow(/nested/);
});
