import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { UserError } from '../../src/lib/user-error.ts';

const read = (text: string) => readConfig(text, { name: 'keyturn.yaml', folder: '/nowhere', isTrusted: false });
const rule = (id: string, companion: string) =>
  `{ id: ${id}, description: x, pattern: 'a1b2c3', companions: [{ rule: ${companion}, within: 3 }] }`;

it.each<[string, string, string, string]>([
  [
    'disable',
    'disable: [jwt, jtw]',
    'bad-config',
    ':1:16: disable[1] must name a rule, got "jtw"; did you mean "jwt"?',
  ],
  [
    'disable as a glob',
    'disable: [zz-*]',
    'bad-config',
    ':1:11: disable[0] must name a rule, got "zz-*"; `keyturn rules list` shows them',
  ],
  [
    'override',
    'override:\n  github-pats: { severity: low }',
    'bad-config',
    ':2:3: override.github-pats must name a rule, got "github-pats"; did you mean "github-pat"?',
  ],
  [
    'an allowlist',
    'allowlists:\n  - paths: [a]\n    rules: [own, jwt]\n',
    'bad-config',
    ':3:13: allowlists[0].rules[0] must name a rule, got "own"; `keyturn rules list` shows them',
  ],
  ['a companion', `rules: [${rule('own', 'gone')}]`, 'bad-pack', ': companion "gone" of rule "own" is no known rule'],
  [
    'a companion among the built-in rules, which are left out',
    `extendDefault: false\nrules: [${rule('own', 'jwt')}]`,
    'bad-pack',
    ': companion "jwt" of rule "own" is no known rule',
  ],
])('refuses a rule that does not exist in %s', async (_, text, code, message) => {
  await expect(read(text)).rejects.toEqual(new UserError(code, `keyturn.yaml${message}`));
});

it('takes ids of built-in rules and of its own', async () => {
  const text = `
disable: [jwt, 'aws-*', other]
override: { own: { severity: low }, github-pat: { severity: low } }
allowlists: [{ paths: [a], rules: [own, github-pat] }]
rules: [${rule('own', 'other')}, ${rule('other', 'github-pat')}]
`;
  const { rules } = await read(text);
  expect(rules.added.map(({ id }) => id)).toEqual(['own', 'other']);
});
