import { expect, it } from 'vitest';
import { readIgnoreFile } from '../../src/config/read-ignore.ts';

const commit = 'a1'.repeat(20);

it('reads both forms of fingerprint, with comments, backslashes and Windows line ends', () => {
  const text = [
    '\uFEFF# why',
    '',
    'src/a.ts:aws-key:12',
    'src/a.ts:gcp-api-key:13',
    `${commit.toUpperCase()}:dir\\b.ts:aws-key:3`,
    '  ./c d.ts:x:1  ',
    'a:b.ts:my rule:7',
  ].join('\r\n');
  const origin = (line: number) => ({ path: '.gitleaksignore', line });
  const { entries, notices } = readIgnoreFile(text, '.gitleaksignore');
  expect(notices).toEqual([]);
  expect(entries).toEqual([
    { path: 'src/a.ts', ruleId: 'aws-key', line: 12, origin: origin(3) },
    {
      path: 'src/a.ts',
      ruleId: 'gcp-api-key',
      ruleIds: ['gcp-api-key', 'google-api-key'],
      line: 13,
      origin: origin(4),
    },
    { path: 'dir/b.ts', ruleId: 'aws-key', line: 3, commit, origin: origin(5) },
    { path: 'c d.ts', ruleId: 'x', line: 1, origin: origin(6) },
    { path: 'a:b.ts', ruleId: 'my rule', line: 7, origin: origin(7) },
  ]);
});

it.each(['src/a.ts', 'src/a.ts:rule', 'src/a.ts:rule:x', ':rule:1', 'a.ts:rule:1:'])(
  'notes the line %j and goes on, as gitleaks does',
  (line) => {
    const shape = 'FILE:RULE:LINE or COMMIT:FILE:RULE:LINE';
    const { entries, notices } = readIgnoreFile(`# x\n${line}\na.ts:rule:1`, '.gitleaksignore');
    expect(notices).toEqual([`.gitleaksignore:2: ignores nothing: it must be ${shape}, got ${JSON.stringify(line)}`]);
    expect(entries.map(({ path }) => path)).toEqual(['a.ts']);
  },
);

it('notes a few such lines, and the number of the rest', () => {
  const { notices } = readIgnoreFile('x\n'.repeat(9), 'i');
  expect([notices.length, notices.at(-1)]).toEqual([6, 'i: 4 more such lines']);
});
