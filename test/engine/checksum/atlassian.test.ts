import { expect, it } from 'vitest';
import { atlassian } from '../../../src/engine/checksum/atlassian.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const token = fakeSecret('ATATT3xFfGF0<<base64url:172>>=<<sum>>', 1, 'atlassian');

it.each([
  ['escaped for a properties file', (text: string) => text.replace('=', '\\=')],
  ['escaped for a URL', (text: string) => text.replace('=', '%3D')],
])('accepts a token %s', (_, change) => {
  expect(atlassian.check(change(token))).toBe('valid');
});
