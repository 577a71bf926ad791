import { expect, it } from 'vitest';
import { isStrong } from '../../src/baseline/strength.ts';
import { expandSample } from '../../src/rules/sample.ts';

it.each([
  ['a GitHub token', 'ghp_<<base62:36>>', 0.95],
  ['40 hexadecimal digits', '<<hex:40>>', 0.95],
  ['64 hexadecimal digits', '<<hex:64>>', 1],
  ['40 characters of base64', '<<base64:40>>', 0.9],
  ['a Slack token', 'xoxb-<<digit:12>>-<<digit:13>>-<<base62:24>>', 0.9],
  ['a private key', '<<pem:RSA PRIVATE KEY>>', 1],
])('takes %s for strong', (_title, template, share) => {
  const count = Array.from({ length: 200 }, (_, seed) => isStrong(expandSample(template, { seed }))).filter(
    Boolean,
  ).length;
  expect(count / 200).toBeGreaterThanOrEqual(share);
});

const words = ['correct', 'horse', 'battery', 'staple', 'again', 'and', 'more'];

it.each([
  ['nothing', ''],
  ['a short password', expandSample('<<password:12>>', { seed: 1 })],
  ['many words', words.join('-')],
  ['many words with capitals and numbers', words.map((word) => `${word[0]!.toUpperCase()}${word.slice(1)}99`).join('')],
  [
    'words with digits for letters',
    words.join('').replaceAll('o', '0').replaceAll('e', '3').replaceAll('a', '4').replaceAll('t', '7'),
  ],
  ['one word many times', 'hunter2'.repeat(8)],
  ['the alphabet with numbers', 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4'],
  ['rows of the keyboard', '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik'],
  ['a long number', '3141592653589793238462643383279502884197'],
  ['digits in order', '0123456789abcdef'.repeat(3)],
  ['a database address', `postgres://admin:${'hunter2'}@prod-db-01.internal.example.com:5432/customers_2024`],
  ['words in base64', Buffer.from(words.join(' ')).toString('base64')],
  ['words in hexadecimal digits', Buffer.from(words.join(' ')).toString('hex')],
])('takes %s for weak', (_title, secret) => {
  expect(isStrong(secret)).toBe(false);
});
