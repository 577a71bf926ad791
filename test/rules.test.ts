import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRuleScanner } from '../src/commands/rule-scanner.ts';
import { compilePattern } from '../src/engine/regex/index.ts';
import { readPackFolder } from '../src/rules/read-pack.ts';
import { expandSample } from '../src/rules/sample.ts';
import { testRules } from '../src/rules/test-rules.ts';

const rules = await readPackFolder(join(import.meta.dirname, '../rules'));

it('finds every example and no counter-example, whatever the made-up secrets are', () => {
  const results = testRules(rules, createRuleScanner({ builtIn: rules, added: [] }), { seeds: 40 });
  expect(results.filter(({ failures }) => failures.length > 0)).toEqual([]);
  expect(results.filter(({ isSlow }) => isSlow)).toEqual([]);
});

it.each([
  ['two examples', ({ examples }: Rule) => examples.length >= 2],
  ['two counter-examples', ({ counterExamples }: Rule) => counterExamples.length >= 2],
  ['a reference', ({ references }: Rule) => references.length >= 1],
  ['advice on how to turn the key', ({ rotation }: Rule) => rotation !== undefined],
  ['keywords of three characters or more', ({ keywords }: Rule) => keywords.every((keyword) => keyword.length >= 3)],
])('has %s in every rule', (_, holds) => {
  expect(rules.filter((rule) => !holds(rule)).map(({ id }) => id)).toEqual([]);
});

it('links to pages over https only', () => {
  const links = rules.flatMap(({ references, rotation }) => [...references, ...(rotation?.url ? [rotation.url] : [])]);
  expect(links.filter((link) => !/^https:\/\/[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?$/.test(link))).toEqual([]);
});

/** Patterns of long matches: one whose starts chain, or that backtracks without bound, takes hours on these texts. */
describe('on texts made to be slow', () => {
  const scan = createRuleScanner({ builtIn: rules, added: [] });
  const size = 1 << 17;
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length));
  const sample = ({ examples, checksum }: Rule) =>
    expandSample(examples[0]!.text, { seed: 1, ...(checksum !== undefined && { checksum }) });
  const long = rules.filter(
    ({ pattern, scope }) =>
      scope === 'text' && compilePattern(pattern ?? '', { dialect: 'js', trusted: true }).maxLength > 400,
  );

  it.each<[string, (rule: Rule) => string]>([
    ["a rule's keyword over and over", ({ keywords }) => fill(`${keywords[0]} `)],
    ['its keyword in an unbroken chain', ({ keywords }) => fill(`${keywords[0]}=`)],
    ['an example without its end, over and over', (rule) => fill(sample(rule).slice(0, -2))],
    ['an example without its end, then one long run', (rule) => sample(rule).slice(0, -2) + fill('a9B')],
    ['an example without its end, then blanks', (rule) => sample(rule).slice(0, -2) + fill(' ')],
  ])('ends with %s', (_, write) => {
    for (const rule of long) scan(write(rule), rule.examples[0]?.path ?? 'src/settings.txt');
  });
});

type Rule = (typeof rules)[number];
