import { expect, it } from 'vitest';
import { type EngineState, rulesForName } from '../../src/engine/engine.ts';
import { buildNameTable, type NameRules } from '../../src/engine/name-table.ts';

const long: NameRules = [
  ['datadogapp', [1]],
  ['datadog', [2]],
  ['okta', [3, 4]],
];
const shortNames: NameRules = [['dog', [5]]];

it.each([
  ['DATADOG_KEY', [2, 5]],
  ['my-datadog-app.key', [1, 5]],
  ['datadog', [2, 5]],
  ['x_okta', [3, 4]],
  ['OktaOkta', [3, 4, 3, 4]],
  ['dog', [5]],
  ['do', []],
  ['', []],
  ['okt', []],
])('finds the rules for %j: at each place those of the longest keyword', (name, rules) => {
  const plan = { names: buildNameTable(long), shortNames } as EngineState['plan'];
  const state = { plan, byName: new Map() };
  expect(rulesForName(state, name)).toEqual(rules);
  expect(rulesForName(state, name)).toEqual(rules);
});
