import { describe, expect, it } from 'vitest';
import { findNameEnd, mayJoin } from '../../../src/engine/assignment/may-join.ts';
import { readJoint } from '../../../src/engine/assignment/read-joint.ts';
import type { Syntax } from '../../../src/engine/assignment/syntax.ts';

const syntaxes: readonly Syntax[] = ['code', 'shell', 'yaml', 'settings', 'json', 'markup', 'prose', 'unknown'];

/** What may stand before a name and behind it; put together at random they make every kind of joint, and none. */
const before = [
  '',
  '{',
  '<name>',
  ' -',
  ' ',
  '\n',
  '"',
  "'",
  '--',
  '<',
  '<x:',
  '("',
  'ENV ',
  'a.',
  '\\"',
  'x'.repeat(120),
  '- name: ',
  'strcmp(',
  'define(',
  'set :',
  ', ',
];
const pieces = [
  ...[
    '=',
    '==',
    '=~',
    '=>',
    ':',
    '::',
    ':=',
    '!',
    '!=',
    '?=',
    '?:',
    '??=',
    '||=',
    '|',
    '+=',
    '<-',
    '<>',
    '<:>',
    '->',
    '-',
  ],
  ...['(', '("', "( '", ',', ', "', '>', ']', ')', '*', '\\', '"', "'", '`', '.', 'eq ', 'e', 'by ', 'BY PASSWORD '],
  ...[
    ' ',
    '\t',
    '\n',
    '\r\n',
    ' '.repeat(199),
    ' '.repeat(201),
    '\xa0',
    'value',
    'value=',
    'Value: ',
    'content="',
    'default',
  ],
  ...[
    'String = ',
    '&str = ',
    "&'a str = ",
    'Vec<u8> = ',
    '_T  =',
    'int[] = ',
    'T? = ',
    'word',
    'to',
    'a1'.repeat(17),
    'x',
  ],
  ...[
    '[]',
    '[16] = "',
    '{',
    '{"',
    ' { "',
    '&',
    '&quot;',
    '&#34;: &#34;a',
    ').toBe("',
    '.type("',
    'As String = ',
    'is ',
    'is: "',
  ],
  ...[
    '.value = "',
    '))',
    '.perform(typeText("',
    'lazy { "',
    '@"',
    'android:value="',
    'serializeAs="String"><value>a',
    '<<"',
  ],
  ...['setPassword] = ', '[] = {', ' | `abcd1` |\n', '- value', 'Default: x', 'endif") '],
  ...['</name><value>a', '</key>', 'with: ', ':with => "', ', _ := ', ',err=', 'by word;'],
];

/** Numbers that look random and are the same in every run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('the look at the bytes behind a name', () => {
  it.each(syntaxes)('never refuses what joins a name to a value, in %s', (syntax) => {
    const next = random(syntaxes.indexOf(syntax));
    let joined = 0;
    for (let round = 0; round < 20_000; round++) {
      const start = before[next(before.length)]!;
      const behind = Array.from({ length: 1 + next(4) }, () => pieces[next(pieces.length)]!).join('');
      const text = `${start}password${behind}`;
      const bytes = Buffer.from(text, 'latin1');
      const nameEnd = findNameEnd(bytes, start.length + 'password'.length);
      const joint = readJoint(text, start.length, nameEnd, syntax);
      if (joint === undefined) continue;
      joined++;
      expect([text, mayJoin(bytes, start.length, nameEnd, { syntax })]).toEqual([text, true]);
    }
    expect(joined).toBeGreaterThan(1000);
  });

  it.each([
    ['code', 'the password of a user'],
    ['code', 'if password and name'],
    ['code', 'password(user)'],
    ['code', 'password.length'],
    ['code', 'password'],
    ['code', 'validates_password_of(x)'],
    ['code', 'password::Hash'],
    ['code', 'foo(password, name)'],
    ['prose', 'a password that nobody knows'],
    ['yaml', 'the password here'],
  ] as const)('refuses at once, in %s: %s', (syntax, text) => {
    const bytes = Buffer.from(text);
    const start = text.indexOf('password');
    expect(mayJoin(bytes, start, findNameEnd(bytes, start + 8), { syntax })).toBe(false);
  });
});

it('ends a name before the full stop or dash behind it, and after a hundred characters', () => {
  const end = (text: string) => findNameEnd(Buffer.from(text), 3);
  expect([
    end('key'),
    end('key_id = 1'),
    end('key.'),
    end('key--x'),
    end('key- x'),
    end(`key${'x'.repeat(300)}`),
  ]).toEqual([3, 6, 3, 6, 3, 103]);
});
