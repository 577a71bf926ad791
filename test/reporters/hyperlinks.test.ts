import { expect, it } from 'vitest';
import { canHyperlink } from '../../src/reporters/hyperlinks.ts';

it('prints no links to what is no terminal', async () => {
  expect(await canHyperlink({ isTTY: false })).toBe(false);
});
