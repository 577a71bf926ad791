import { describe, expect, it } from 'vitest';
import { listRules } from '../../src/lib/list-rules.ts';
import { UserError } from '../../src/lib/user-error.ts';
import type { RuleSelection } from '../../src/model/options.ts';
import type { CompiledRule } from '../../src/model/rule.ts';
import { compileAllow, compileRule } from '../../src/rules/compile.ts';
import { fillRule } from '../../src/rules/fill-rule.ts';
import { selectRules } from '../../src/rules/select.ts';

const rule = (id: string, provider = 'Ours'): CompiledRule =>
  compileRule(fillRule({ id, description: id, pattern: `${id}[0-9]`, keywords: [id] }, provider), { dialect: 'js' });

const builtIn = ['aws-id', 'aws-key', 'jwt'].map((id) => rule(id));
const everything: RuleSelection = {
  useDefault: true,
  only: [],
  skip: [],
  added: [],
  addedDetails: [],
  overrides: {},
  allowlists: [],
};

/** `id` of each rule that takes part, the user's marked. */
function enabled(selection: Partial<RuleSelection>): string[] {
  const { rules, builtInCount, isEnabled = () => true } = selectRules(builtIn, { ...everything, ...selection });
  return listRules(rules).flatMap((each, index) =>
    isEnabled(each) ? [index < builtInCount ? each.id : `own ${each.id}`] : [],
  );
}

describe('the rules of a run', () => {
  it.each<[string, Partial<RuleSelection>, string[]]>([
    ['are ours', {}, ['aws-id', 'aws-key', 'jwt']],
    ['are those that are named', { only: ['jwt'] }, ['jwt']],
    ['are those that a glob names', { only: ['aws-*'] }, ['aws-id', 'aws-key']],
    ['are all but those left out', { skip: ['aws-*'] }, ['jwt']],
    ['are never those left out', { only: ['aws-*'], skip: ['*-id'] }, ['aws-key']],
    ['are those of the user, too', { added: [rule('own')] }, ['aws-id', 'aws-key', 'jwt', 'own own']],
    ['are those of the user alone', { added: [rule('own')], useDefault: false }, ['own own']],
    ["are the user's in place of ours", { added: [rule('jwt')] }, ['aws-id', 'aws-key', 'own jwt']],
    ["are the user's where named", { added: [rule('own')], only: ['own'] }, ['own own']],
  ])('%s', (_, selection, expected) => {
    expect(enabled(selection)).toEqual(expected);
  });

  it("may be changed, ours and the user's", () => {
    const allow = compileAllow({ path: ['x'] }, { dialect: 'js', where: 'test' });
    const overrides = { jwt: { severity: 'low', allow: [allow] }, own: { confidence: 'certain', entropy: 3 } } as const;
    const { rules } = selectRules(builtIn, { ...everything, added: [rule('own')], overrides });
    expect(listRules(rules)).toEqual([
      ...builtIn.slice(0, 2),
      { ...builtIn[2], severity: 'low', allow: [allow] },
      { ...rule('own'), confidence: 'certain', entropy: 3 },
    ]);
  });

  it.each([
    ['jtw', 'did you mean "jwt"?'],
    ['zz-*', '`keyturn rules list` shows them'],
  ])('cannot be %s, which does not exist', (only, hint) => {
    expect(() => enabled({ only: [only] })).toThrow(
      new UserError('unknown-rule', `--rule ${only}: no rule has this id; ${hint}`),
    );
  });
});

describe('companions of the rules that are named', () => {
  const pair = ['id', 'secret', 'token'].map((id) => rule(id));
  const withCompanions = (companions: CompiledRule['companions']) => [{ ...pair[0]!, companions }, pair[1]!, pair[2]!];
  const chosen = (companions: CompiledRule['companions'], selection: Partial<RuleSelection>) => {
    const { rules, isEnabled } = selectRules(withCompanions(companions), { ...everything, ...selection });
    return listRules(rules).flatMap((each) => (isEnabled!(each) ? [[each.id, each.isPart]] : []));
  };
  const required = [{ rule: 'secret', within: 3, required: true }];

  it('run as parts where they are required', () => {
    expect(chosen(required, { only: ['id'] })).toEqual([
      ['id', false],
      ['secret', true],
    ]);
  });

  it('do not run where they are not required, or were left out', () => {
    expect(chosen([{ ...required[0]!, required: false }], { only: ['id'] })).toEqual([['id', false]]);
    expect(chosen(required, { only: ['id'], skip: ['secret'] })).toEqual([['id', false]]);
    expect(chosen(required, { skip: ['secret'] })).toEqual([
      ['id', false],
      ['token', false],
    ]);
  });
});
