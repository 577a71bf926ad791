import { describe, expect, it } from 'vitest';
import { builtInEngine, engineOf, fragmentOf } from '../../helpers/engine.ts';
import { describeMarks, describeMatches } from '../../helpers/marked.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const engine = builtInEngine();

describe('the settings beside a secret', () => {
  it.each([
    [
      'are those of its own section',
      'app.ini',
      '[mail]\nuser = ‹user|mailer›\npassword = «generic-password|<<alnum:16>>»\n\n[db]\nuser = ‹user|shop›\npassword = «generic-password|<<alnum:16>>»\n',
    ],
    [
      'are those of its own object',
      'app.json',
      '{ "a": { "password": "«generic-password|<<alnum:16>>»", "user": "‹user|mailer›" }, "b": { "password": "«generic-password|<<alnum:16>>»", "user": "‹user|shop›" } }',
    ],
    [
      'have names that go with its name',
      '.env',
      'MAIL_USER=mailer\nDB_USER=‹user|shop›\nSMTP_HOST=mx.corp.internal\nDB_PASSWORD=«generic-password|<<alnum:16>>»\nDB_HOST=‹host|db.corp.internal›\n',
    ],
    [
      'end where another value of its name stands',
      '.env',
      'USER=‹user|mailer›\nPASSWORD=«generic-password|<<alnum:16>>»\nPASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
    [
      'are no references',
      'app.yml',
      'db:\n  user: $<<cut>>{DB_USER}\n  host: {{ db_host }}\n  password: «generic-password|<<alnum:16>>»\n',
    ],
    [
      'are literals where the file is code',
      'app.js',
      'connect({ host: settings.host, user: "‹user|shop›", password: "«generic-password|<<alnum:16>>»" });\n',
    ],
    [
      'make the id of a key that looked like a key a part of it',
      'store.ini',
      'access_key = ‹id|<<ALNUM:20>>›\nsecret_key = «generic-secret|<<base64:40>>»\n',
    ],
    [
      'leave another secret what it is',
      '.env',
      'APP_TOKEN=«generic-token|<<alnum:40>>»\nAPP_USER=‹user|bot›\nAPP_PASSWORD=«generic-password|<<alnum:16>>»\n',
    ],
  ])('%s', (_, path, template) => {
    const [found, expected] = [describeMatches(engine, template, path), describeMarks(template)];
    expect([...new Set(found)]).toEqual(expected);
  });
});

it('takes the pieces that a rule names by groups', () => {
  const rule = {
    id: 'login',
    keywords: ['login '],
    pattern: 'login (?<user>\\w+)/(?<secret>\\w+) on (?<host>[\\w.]+)',
  };
  const [match] = engineOf([rule]).scan(fragmentOf('login app/abcd on db.test'));
  expect(match!.parts).toEqual([
    { name: 'user', ruleId: 'login', start: 6, end: 9, secret: 'app', isPublic: true },
    { name: 'host', ruleId: 'login', start: 18, end: 25, secret: 'db.test', isPublic: true },
  ]);
});

it('leaves lists of thousands of secrets without', () => {
  const lines = Array.from({ length: 2100 }, (_, i) => `user = app\npassword = ${fakeSecret('<<alnum:16>>', i)}`);
  const matches = engine.scan(fragmentOf(lines.join('\n'), 'dump.ini'));
  expect([matches.length > 2000, matches.filter(({ parts }) => parts.length > 0)]).toEqual([true, []]);
});
