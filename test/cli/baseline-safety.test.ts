import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineName, baselineText, ends, entriesOf } from '../helpers/baseline.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { program, run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

const line = (seed: number) => `const token = '${githubPat(seed)}';\n`;

/** A repository with a committed baseline of one entry, and one more secret that it does not know. */
async function waiting(): Promise<Repo> {
  const made = repo();
  made.write('one.ts', line(1));
  await ends(0, made.path, 'baseline', 'create');
  made.add();
  made.commit();
  made.write('two.ts', line(2));
  return made;
}

function filesOf(cwd: string): string[] {
  return readdirSync(cwd).filter((name) => name.startsWith(baselineName));
}

/** Ends the process with SIGKILL before its n-th call that changes a file, or after it. */
const killer = `
const fs = require('node:fs');
let left = Number(process.env.KILL_AT);
for (const name of ['openSync', 'writeFileSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync', 'linkSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    const changes = name !== 'openSync' || args[1] === 'wx';
    if (changes && left-- === 0) {
      if (process.env.KILL_AFTER) real(...args);
      process.kill(process.pid, 'SIGKILL');
    }
    return real(...args);
  };
}
`;

describe('a kill in the middle of an update', () => {
  it.each([
    ['before', {}],
    ['after', { KILL_AFTER: '1' }],
  ])(
    '%s each step leaves the old file or the new one, and the next update goes through',
    async (_title, extra) => {
      const script = join(temporaryFolder(), 'killer.cjs');
      writeFileSync(script, killer);
      const made = await waiting();
      const before = baselineText(made.path);
      let steps = 0;
      for (; ; steps++) {
        made.git('checkout', '--quiet', 'HEAD', baselineName);
        const env = { NODE_OPTIONS: `--require ${script}`, KILL_AT: String(steps), KEYTURN_NO_CACHE: '1', ...extra };
        const { signal, code, stderr } = await run(['baseline', 'update'], { cwd: made.path, env });
        if (signal === null) {
          expect([code, stderr]).toEqual([0, '']);
          break;
        }
        if (baselineText(made.path) !== before) expect(entriesOf(made.path)).toHaveLength(2);
        await ends(0, made.path, 'baseline', 'update', '--force');
        expect(entriesOf(made.path), `killed at step ${steps}`).toEqual(['one.ts github-pat', 'two.ts github-pat']);
        expect(filesOf(made.path), `killed at step ${steps}`).toEqual([baselineName]);
      }
      expect(steps).toBeGreaterThan(8);
    },
    300_000,
  );
});

it('nothing is lost where several updates run at once', async () => {
  const made = await waiting();
  for (const seed of [3, 4, 5, 6]) made.write(`part-${seed}/x.ts`, line(seed));
  const updates = [3, 4, 5, 6].map((seed) => ends(0, made.path, 'baseline', 'update', '--force', `part-${seed}`));
  await Promise.all(updates);
  expect(entriesOf(made.path)).toEqual([
    'one.ts github-pat',
    ...[3, 4, 5, 6].map((seed) => `part-${seed}/x.ts github-pat`),
  ]);
  expect(filesOf(made.path)).toEqual([baselineName]);
});

it('of two that create at once one does', async () => {
  const made = repo();
  made.write('one.ts', line(1));
  const results = await Promise.all([1, 2].map(() => run(['baseline', 'create'], { cwd: made.path })));
  expect(results.map(({ code }) => code).sort()).toEqual([0, 2]);
  expect(entriesOf(made.path)).toEqual(['one.ts github-pat']);
});

/** Runs the program on a small disk where the system lets us mount one, else with a limit on the size of files. */
function runOnFullDisk(cwd: string, args: string[]) {
  const full = 'mount -t tmpfs -o size=12k tmpfs "$1" && cp "$2" "$1/.secrets.baseline" && cd "$3" && shift 3';
  const disk = temporaryFolder();
  const target = join(disk, baselineName);
  const command = [process.execPath, program, ...args, '--output', target];
  const env = { PATH: process.env.PATH, HOME: disk, KEYTURN_NO_CACHE: '1' };
  const look = 'status=$?; cat "$disk/.secrets.baseline"; ls -A "$disk" >&2; exit $status';
  const shell = `disk=$1; ${full} && { "$@"; ${look}; }`;
  const rest = ['sh', disk, join(cwd, baselineName), cwd, ...command];
  const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', disk]).status === 0;
  if (canMount) return spawnSync('unshare', ['-rm', 'sh', '-c', shell, ...rest], { env, encoding: 'utf8' });
  const limited = `disk=$1; cp "$2" "$1/.secrets.baseline"; cd "$3"; shift 3; ulimit -f 8; "$@"; ${look}`;
  return spawnSync('bash', ['-c', limited, ...rest], { env, encoding: 'utf8' });
}

it('a full disk leaves the old file and says so', async () => {
  const made = repo();
  for (let seed = 1; seed <= 60; seed++) made.write(`a-long-folder-name/file-${seed}.ts`, line(seed));
  writeFileSync(join(made.path, '.gitignore'), `${baselineName}\n`);
  await ends(0, made.path, 'baseline', 'create', '.gitignore');
  const { status, stdout, stderr } = runOnFullDisk(made.path, ['baseline', 'update', '--baseline', baselineName]);
  expect(stderr).toMatch(
    /^keyturn: \S+ cannot be written: (?:no space left on the disk|the file would be larger than allowed); nothing was changed\n\.secrets\.baseline\n$/,
  );
  expect([status, stdout]).toEqual([2, baselineText(made.path)]);
});

it('a read-only file is left as it is', async () => {
  const made = await waiting();
  const before = baselineText(made.path);
  chmodSync(join(made.path, baselineName), 0o444);
  expect((await ends(2, made.path, 'baseline', 'update')).stderr).toBe(
    'keyturn: .secrets.baseline: is read-only: nothing was written; chmod u+w lets it be\n',
  );
  expect(baselineText(made.path)).toBe(before);
});

it('an update keeps the mode of the file, and a link inside of the repository', async () => {
  const made = await waiting();
  made.git('mv', baselineName, 'real.json');
  symlinkSync('real.json', join(made.path, baselineName));
  chmodSync(join(made.path, 'real.json'), 0o640);
  await ends(0, made.path, 'baseline', 'update');
  expect([entriesOf(made.path, 'real.json'), statSync(join(made.path, 'real.json')).mode & 0o777]).toEqual([
    ['one.ts github-pat', 'two.ts github-pat'],
    0o640,
  ]);
  expect(readFileSync(join(made.path, baselineName), 'utf8')).toBe(baselineText(made.path, 'real.json'));
  expect(filesOf(made.path)).toEqual([baselineName]);
});

it('an interrupt changes nothing', async () => {
  const made = await waiting();
  const before = baselineText(made.path);
  const script = join(temporaryFolder(), 'interrupt.cjs');
  // As by Ctrl-C while files are being read.
  writeFileSync(
    script,
    `const fs = require('node:fs'); const real = fs.openSync;
    fs.openSync = (path, ...rest) => {
      if (String(path).endsWith('two.ts')) process.kill(process.pid, 'SIGINT');
      return real(path, ...rest);
    };`,
  );
  const env = { NODE_OPTIONS: `--require ${script}`, KEYTURN_NO_CACHE: '1' };
  const { code } = await run(['baseline', 'update'], { cwd: made.path, env });
  expect([code, baselineText(made.path), filesOf(made.path)]).toEqual([130, before, [baselineName]]);
});
