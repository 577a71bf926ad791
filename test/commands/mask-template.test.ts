import { describe, expect, it } from 'vitest';
import { maskTemplate } from '../../src/commands/mask-template.ts';

describe('maskTemplate', () => {
  it.each([
    ['KEY=<<token>>ghp_<<base62:4>><<sum>>', 'KEY=ghp_**********'],
    ['a: <<hex:8-64>>', 'a: ********'],
    ['a: <<hex:64>>', `a: ${'*'.repeat(40)}`],
    ['<<uuid>>', '*'.repeat(40)],
    ['<<pem:RSA KEY>>', `-----BEGIN RSA KEY-----\n${'*'.repeat(40)}\n-----END RSA KEY-----`],
    ['<<b64text:user:word>>', '*'.repeat(40)],
    ['cat <<EOF', undefined],
    ['no template at all', undefined],
  ])('shows %j without anything random', (template, masked) => {
    expect(maskTemplate(template)).toBe(masked);
  });
});
