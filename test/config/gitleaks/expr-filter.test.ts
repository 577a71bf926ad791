import { expect, it } from 'vitest';
import { readExprFilter } from '../../../src/config/gitleaks/expr-filter.ts';

const allow = {
  condition: 'or',
  commits: [],
  paths: [],
  regexTarget: 'secret',
  regexes: [],
  stopWords: [],
  targetRules: [],
  at: 'x',
};

it.each([
  ['', { entropy: 0, allowlists: [], isWhole: true }],
  ['entropy(finding["secret"]) <= 3.8', { entropy: 3.8, allowlists: [], isWhole: true }],
  ['\nfilter.entropy(finding.secret) < 3\n', { entropy: 3 - 1e-9, allowlists: [], isWhole: true }],
  [
    '(matchesAny(finding["line"], [`a\\d`, "b\\"c",]) || containsAny(finding["secret"], ["abc", "NO"]))',
    {
      entropy: 0,
      allowlists: [
        { ...allow, regexTarget: 'line', regexes: ['a\\d', 'b"c'] },
        { ...allow, stopWords: ['abc'] },
      ],
      isWhole: true,
    },
  ],
  [
    'matchesAny(get(attributes, "path", ""), [`\\.lock$`])',
    { entropy: 0, allowlists: [{ ...allow, paths: ['\\.lock$'] }], isWhole: true },
  ],
  [
    'entropy(finding["secret"]) <= 3 || failsTokenEfficiency(finding["secret"])',
    { entropy: 3, allowlists: [], isWhole: false },
  ],
  [
    'entropy(finding["secret"]) <= 3 && containsAny(finding["secret"], ["x"])',
    { entropy: 0, allowlists: [], isWhole: false },
  ],
  ['!(entropy(finding["secret"]) <= 3)', { entropy: 0, allowlists: [], isWhole: false }],
  ['not containsAny(finding["secret"], ["x"])', { entropy: 0, allowlists: [], isWhole: false }],
  ['let r = http.get("https://x"); r.status == 200', { entropy: 0, allowlists: [], isWhole: false }],
  ['entropy(finding["match"]) <= 3', { entropy: 0, allowlists: [], isWhole: false }],
  ['containsAny(finding["secret"], ["x"]', { entropy: 0, allowlists: [], isWhole: false }],
  ['matchesAny(finding["secret"], ["x", finding["line"]])', { entropy: 0, allowlists: [], isWhole: false }],
  ['entropy(finding["secret"]) <= 3 <= 4', { entropy: 0, allowlists: [], isWhole: false }],
])('reads of the filter %j only what is data', (source, expected) => {
  expect(readExprFilter(source, 'x')).toEqual(expected);
});
