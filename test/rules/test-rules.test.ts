import { expect, it } from 'vitest';
import { fillRule } from '../../src/rules/fill-rule.ts';
import { neutralPath, testRules } from '../../src/rules/test-rules.ts';

const rule = (id: string, more: object = {}) => fillRule({ id, description: id, pattern: 'a', ...more }, 'Acme');

/** Finds `RULE-ID=` with 4 characters or more after it, and nothing in `.md`. */
const scanText = (text: string, path: string) =>
  path.endsWith('.md') ? [] : [...text.matchAll(/([a-z-]+)=\w{4,}/g)].map(([, ruleId = '']) => ({ ruleId }));

it('is content with rules that do what their examples say', () => {
  const rules = [
    rule('one', {
      keywords: ['one='],
      examples: ['one=<<hex:8>>'],
      counterExamples: ['one=<<hex:2>>', 'two=<<hex:8>>'],
    }),
    rule('two', { path: 'x$', examples: [{ text: 'two=<<hex:8>>', path: 'a.x' }] }),
  ];
  expect(testRules(rules, scanText)).toEqual([
    { ruleId: 'one', isSlow: false, isUntested: false, failures: [] },
    { ruleId: 'two', isSlow: false, isUntested: false, failures: [] },
  ]);
});

it('says which example failed, how and with which seed', () => {
  const rules = [
    rule('one', {
      examples: ['one=<<hex:8>>', 'one=<<hex:2>>', { text: 'one=<<hex:8>>', path: 'a.md' }, 'one=<<nonsense:4>>'],
      counterExamples: ['one=<<hex:1>>', 'one=<<hex:8>>'],
    }),
    rule('two'),
  ];
  const failure = (list: string, index: number, template: string, problem: string) => ({
    list,
    index,
    template,
    problem,
    seed: 1,
  });
  expect(testRules(rules, scanText)).toEqual([
    {
      ruleId: 'one',
      isSlow: true,
      isUntested: false,
      failures: [
        failure('examples', 1, 'one=<<hex:2>>', 'missed'),
        failure('examples', 2, 'one=<<hex:8>>', 'missed'),
        {
          ...failure('examples', 3, 'one=<<nonsense:4>>', 'bad-template'),
          message: expect.stringContaining('"nonsense"'),
        },
        failure('counterExamples', 1, 'one=<<hex:8>>', 'reported'),
      ],
    },
    { ruleId: 'two', isSlow: true, isUntested: true, failures: [] },
  ]);
});

it('tries each example with every seed, where it stands or else in a file that means nothing', () => {
  const seen: string[] = [];
  const rules = [rule('one', { examples: ['<<hex:8>>', { text: 'x', path: 'a.env' }] })];
  testRules(
    rules,
    (text, path) => {
      seen.push(`${path} ${text.length}`);
      return [{ ruleId: 'one' }];
    },
    { seeds: 2 },
  );
  expect(seen).toEqual([`${neutralPath} 8`, `${neutralPath} 8`, 'a.env 1', 'a.env 1']);
});
