import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readIndex } from '../../src/git/read-index.ts';
import { repo } from '../helpers/repo.ts';

const first = Buffer.from([0x62, 0xfe, 0x2e, 0x74]);
const second = Buffer.from([0x62, 0xff, 0x2e, 0x74]);

it.each([
  [2, 2],
  // Git writes version 3 only where an entry needs its further flags.
  [2, 3],
  [4, 4],
])('reads names of every kind where version %i is asked for and %i written', (asked, written) => {
  const made = repo();
  for (const name of [first, second, 'a/deep/file', 'a/deep/file2', 'a/é', 'run.sh']) made.write(name, 'x');
  made.git('config', 'index.version', String(asked));
  made.add();
  made.git('update-index', '--index-version', String(asked), '--chmod=+x', 'run.sh');
  if (written === 3) made.git('update-index', '--skip-worktree', 'a/deep/file');
  expect(readFileSync(join(made.path, '.git/index')).readUInt32BE(4)).toBe(written);
  expect(readIndex(join(made.path, '.git'))).toEqual([
    { path: 'a/deep/file', mode: 0o100644 },
    { path: 'a/deep/file2', mode: 0o100644 },
    { path: 'a/é', mode: 0o100644 },
    { path: 'b\ufffd.t', rawPath: first, mode: 0o100644 },
    { path: 'b\ufffd.t', rawPath: second, mode: 0o100644 },
    { path: 'run.sh', mode: 0o100755 },
  ]);
});
