import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { hookNames } from '../../src/hooks/hook-names.ts';
import { type Chained, hookScript, programOf, whoseScript } from '../../src/hooks/script.ts';

const runner = { node: "/opt/it's/node", program: '/srv/a\nb/$(c) "d".cjs', local: 'web/node_modules/.bin/keyturn' };
const cases = hookNames.flatMap((name) =>
  (['no', 'yes', 'unless-run-by-framework'] satisfies Chained[]).map((chained) => [name, chained] as const),
);

it.each(cases)('writes a %s, chained: %s, that every POSIX shell can read and that we know again', (name, chained) => {
  const script = hookScript(name, runner, chained);
  for (const shell of ['sh', 'bash']) execFileSync(shell, ['-n'], { input: script });
  expect(whoseScript(script)).toBe('ours');
  expect(whoseScript(script.replace('exit 1', 'exit 0'))).toBe('changed');
  expect(programOf(script)).toEqual({ node: runner.node, program: runner.program });
});

it('takes a hook of somebody else for none of ours', () => {
  expect(whoseScript('#!/bin/sh\nnpm test\n')).toBe('other');
  expect(programOf('#!/bin/sh\nnpm test\n')).toBeUndefined();
});
