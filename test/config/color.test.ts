import { expect, it } from 'vitest';
import { wantsColor } from '../../src/config/color.ts';

it.each([
  ['a terminal', undefined, {}, true, false, true],
  ['a pipe', undefined, {}, false, false, false],
  ['a file', undefined, {}, true, true, false],
  ['a terminal with NO_COLOR', undefined, { NO_COLOR: '1' }, true, false, false],
  ['a terminal with an empty NO_COLOR', undefined, { NO_COLOR: '' }, true, false, true],
  ['a dumb terminal', undefined, { TERM: 'dumb' }, true, false, false],
  ['a pipe with FORCE_COLOR', undefined, { FORCE_COLOR: '1' }, false, false, true],
  ['a pipe with an empty FORCE_COLOR', undefined, { FORCE_COLOR: '' }, false, false, false],
  ['a terminal with FORCE_COLOR=0', undefined, { FORCE_COLOR: '0' }, true, false, false],
  ['a pipe with both', undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, false, false, true],
  ['a pipe with --color', true, { NO_COLOR: '1' }, false, false, true],
  ['a terminal with --no-color', false, { FORCE_COLOR: '1' }, true, false, false],
])('decides on colour for %s', (_, flag, env, isTty, hasOutput, expected) => {
  expect(wantsColor(flag, { env, isTty, hasOutput })).toBe(expected);
});
