import { expect, it } from 'vitest';
import { asComment } from '../../../src/reporters/terminal/comment.ts';

it.each([
  ['config/app.yaml', '# x'],
  ['.env', '# x'],
  ['.env.production', '# x'],
  ['deploy/Dockerfile', '# x'],
  ['src/App.TS', '// x'],
  ['schema.sql', '-- x'],
  ['setup.ini', '; x'],
  ['docs/index.html', '<!-- x -->'],
  ['theme.css', '/* x */'],
  ['package.json', undefined],
  ['(commit message)', undefined],
  ['LICENSE', undefined],
])('writes a comment for %s as %j', (path, expected) => {
  expect(asComment(path, 'x')).toBe(expected);
});
