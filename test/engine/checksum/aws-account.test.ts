import { expect, it } from 'vitest';
import { awsAccount, readAccount } from '../../../src/engine/checksum/aws-account.ts';

// Key ids and accounts from public write-ups of the format.
it.each([
  [['ASIA', 'Y34FZKBOKMUTVV7A'], '609629065308'],
  [['ASIA', 'QNZGKIQY56JQ7WML'], '029608264753'],
])('reads the account from %s', (parts, account) => {
  expect(readAccount(parts.join(''))).toBe(account);
  expect(awsAccount.describe?.(parts.join(''))).toEqual([`AWS account ${account}`]);
  expect(awsAccount.check(parts.join(''))).toBe('unknown');
});

it.each([
  ['an old id, which holds no account', ['AKIA', 'IOSFODNN7EXAMPLE'], 'unknown'],
  ['a character that base32 lacks', ['AKIA', 'Y34FZKBOKMUTVV01'], 'invalid'],
  ['a prefix that AWS does not give', ['AKIB', 'Y34FZKBOKMUTVV7A'], 'unknown'],
  ['lower case', ['akia', 'y34fzkbokmutvv7a'], 'unknown'],
] as const)('reads none from %s', (_, parts, verdict) => {
  expect(readAccount(parts.join(''))).toBeUndefined();
  expect(awsAccount.check(parts.join(''))).toBe(verdict);
});
