import { expect, it } from 'vitest';
import { hideRoot } from '../../src/reporters/hide-root.ts';

it.each([
  ['a file under it', "permission denied, open '/home/me/shop/a/b'", "permission denied, open 'a/b'"],
  ['the folder itself', "scandir '/home/me/shop'", "scandir '.'"],
  ['a neighbour with a like name', "open '/home/me/shop2/x'", "open '/home/me/shop2/x'"],
])('takes the scanned folder out of a message about %s', (_what, message, expected) => {
  expect(hideRoot({ root: '/home/me/shop' }, message)).toBe(expected);
});

it('leaves messages alone when the root is the whole file system', () => {
  expect(hideRoot({ root: '/' }, "open '/etc/x'")).toBe("open '/etc/x'");
});
