import { expect, it } from 'vitest';
import { buildNameTable, findNameRules } from '../../src/engine/name-table.ts';
import { packPlan, unpackPlan } from '../../src/engine/pack-plan.ts';
import type { RulePlan } from '../../src/engine/rule-plan.ts';

const plan: RulePlan = {
  triggers: [
    { length: 3, sticky: [1, 700], window: [], isName: false, isEscape: false, isUrl: true },
    { length: 8, sticky: [], window: [2], isName: true, isEscape: true, isUrl: false },
  ],
  names: buildNameTable([['datadog', [4, 5]]]),
  shortNames: [['dog', [6]]],
  generic: { 'generic-password': 7 },
  paths: [8],
  always: [9],
};

it('gives back the plan that was packed', () => {
  expect(unpackPlan(packPlan(plan))).toEqual(plan);
});

it('reads a plan that begins at an odd place of its buffer', () => {
  const packed = packPlan(plan);
  const { names, triggers } = unpackPlan(Buffer.concat([Buffer.alloc(1), packed]).subarray(1));
  expect([findNameRules(names, 'mydatadogkey'), triggers]).toEqual([[4, 5], plan.triggers]);
});
