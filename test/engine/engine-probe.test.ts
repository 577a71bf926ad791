import { describe, expect, it } from 'vitest';
import { expandSample } from '../../src/rules/sample.ts';
import { builtInEngine, fragmentOf } from '../helpers/engine.ts';

const engine = builtInEngine();
const pem = expandSample('<<pem:RSA PRIVATE KEY>>', { seed: 1 });
const marker = (word: string) => `-----${word} RSA PRIVATE KEY-----`;

describe('a probe', () => {
  it.each([
    ['a secret', `key = "${expandSample('ghp_<<alnum:36>>', { seed: 1 })}"`, { isCandidate: true, isOpen: false }],
    ['nothing', 'const answer = 42;\n', { isCandidate: false, isOpen: false }],
    ['the first lines of a key', `${marker('BEGIN')}\nMIIB\n`, { isCandidate: false, isOpen: true }],
    ['a whole key', pem, { isCandidate: true, isOpen: true }],
    [
      'one half of a two-part credential',
      `aws_secret_access_key = ${expandSample('<<base64:40>>', { seed: 3 })}\n`,
      { isCandidate: true, isOpen: false },
    ],
    [
      'an assignment inside a long text that is itself a value',
      `secret = \`\n${'words and more words\n'.repeat(15)}deploy_key: ${expandSample('<<alnum:32>>', { seed: 4 })}\n\``,
      { isCandidate: true, isOpen: false },
    ],
  ])('tells of %s', (_what, text, expected) => {
    expect(engine.probe(fragmentOf(text, 'config.txt'))).toEqual(expected);
  });

  it('leaves later scans as they are', () => {
    engine.probe(fragmentOf(`${marker('BEGIN')}\nMIIB\n`));
    expect(engine.scan(fragmentOf('const answer = 42;\n'))).toEqual([]);
  });
});
