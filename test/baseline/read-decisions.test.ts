import { expect, it } from 'vitest';
import { readDecisions } from '../../src/baseline/read-decisions.ts';

it.each([
  ['nothing', '\n ', 'd: holds no decisions'],
  ['broken JSON', '[{"id": "a",]', 'd:1:13: is no JSON: a key in quotes is expected here'],
  ['a broken line', '{"id": "a", "decision": "real"}\n{"id"\n', 'd:2: is no JSON; each line must be an object'],
  ['a list of texts', '["a"]', 'd:1:2: a decision must be an object, got "a"'],
  ['a key that is unknown', '[{"id": "a", "verdict": "real"}]', 'the key "verdict" is unknown; known are id, decision'],
  ['a table without names', 'a,real\n', 'd:1: the first line must name the columns, id,decision,reason,until,by'],
  ['too many cells', 'id,decision\na,real,because\n', 'd:2: has 3 cells, and there are 2 columns'],
  ['an open quote', 'id,decision\n"a,real\n', 'd:2: a quote is not closed'],
  ['no id', '[\n{"decision": "real"}]', 'd:2:1: "id" is missing; keyturn baseline report lists them'],
  [
    'a decision that is none',
    'id,decision\na,\n',
    'd:2: "decision" must be one of undecided, real, false-alarm, test, got ""',
  ],
  [
    'a reason that is a number',
    '[{"id": "a", "decision": "test", "reason": 3}]',
    '"reason" must be a text of at most 4096',
  ],
  [
    'a day that is none',
    'id,decision,until\na,test,2027-02-30\n',
    '"until" must be a date as in 2027-01-31, got "2027-02-30"',
  ],
  ['one entry twice', 'id,decision\na,test\na,real\n', 'd:3: a is decided on before, in d:2'],
  ['a report without entries', '{"baseline": "x"}', '"entries" must be a list'],
])('refuses %s', (_title, text, message) => {
  expect(() => readDecisions(text, 'd')).toThrow(message);
});

it('takes null and empty cells for what is not given', () => {
  const wanted = [{ id: 'a', decision: 'test' }];
  const plain = (text: string) => readDecisions(text, 'd').map(({ place: _place, ...rest }) => rest);
  expect(plain('[{"id": "a", "decision": "test", "reason": null, "until": ""}]')).toEqual(wanted);
  expect(plain('\ufeffdecision,id,reason\ntest, a ,\n')).toEqual(wanted);
});
