import { createHmac as nodeHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createHmac } from '../../src/lib/hmac.ts';

const expected = (key: Uint8Array, text: string) => nodeHmac('sha256', key).update(text).digest('hex').slice(0, 32);

describe('createHmac', () => {
  it.each([0, 1, 20, 32, 63, 64, 65, 200])('agrees with Node for keys of %i bytes', (length) => {
    const key = Uint8Array.from({ length }, (_, i) => 255 - i * 7);
    const hmac = createHmac(key);
    // Twice, as one call must not show in the next.
    for (const round of [1, 2]) {
      for (let size = 0; size < 130; size++) {
        const text = String.fromCharCode(...Array.from({ length: size }, (_, i) => (i * 31 + size * round) & 0x7f));
        expect(hmac(text)).toBe(expected(key, text));
      }
    }
  });

  it.each(['\u0080', 'pässword', '密码', '\u{1f511}', `${'a'.repeat(54)}é`, '\ud800'])(
    'agrees with Node for %j, which is not ASCII',
    (text) => {
      const key = Buffer.from('key');
      expect(createHmac(key)(text)).toBe(expected(key, text));
      expect(createHmac(key)('after it')).toBe(expected(key, 'after it'));
    },
  );

  it('is the one of RFC 4231, test case 2', () => {
    const hmac = createHmac(Buffer.from('Jefe'));
    expect(hmac('what do ya want for nothing?')).toBe(
      Buffer.from('W9zBRr9gdU5qBCQmCJV1xw==', 'base64').toString('hex'),
    );
  });
});
