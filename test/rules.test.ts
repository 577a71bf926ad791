import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRuleScanner } from '../src/commands/rule-scanner.ts';
import { readPackFolder } from '../src/rules/read-pack.ts';
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

type Rule = (typeof rules)[number];
