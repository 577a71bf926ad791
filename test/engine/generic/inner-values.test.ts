import { expect, it } from 'vitest';
import { builtInEngine, fragmentOf } from '../../helpers/engine.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const json = '{"user": "mona", "id": "<<lalnum:32>>"}';
const escaped = json.replaceAll('"', '\\"');

function found(template: string, path: string): string[] {
  const matches = builtInEngine().scan(fragmentOf(`${fakeSecret(template)}\n`, path));
  return matches.map(({ rule, confidence, secret }) => `${rule.id} ${confidence} ${secret.length}`);
}

it.each([
  ['JSON', 'a.json', `"apiToken": "${escaped}"`, ['generic-token high 32']],
  ['JavaScript', 'a.js', `headers = {"Apitoken":"${escaped}","Accept":"text/plain"}`, ['generic-token high 32']],
  ['Python', 'a.py', `API_TOKEN = '${json}'`, ['generic-token high 32']],
  ['.env', '.env', `API_TOKEN='${json}'`, ['generic-token high 32']],
  ['YAML', 'a.yml', `credentials: '${json}'`, ['generic-credential high 32']],
  ['a list', 'a.js', 'const token = "[\\"mona\\", \\"<<base62:32>>\\"]"', ['generic-token high 32']],
  [
    'two of them',
    'a.cs',
    'var token = "{\\"access\\":\\"<<base62:40>>\\",\\"refresh\\":\\"<<base62:36>>\\"}";',
    ['generic-token high 40', 'generic-token high 36'],
  ],
  ['words alone', 'a.js', 'const token = "{\\"kind\\": \\"some-long-lower-case-words-here\\"}"', []],
  ['a template', 'a.js', 'const token = "{\\"value\\": \\"{{ token_of_service_01A7x }}\\"}"', []],
])('finds the random values of a structure in a string: %s', (_, path, template, expected) => {
  expect(found(template, path)).toEqual(expected);
});
