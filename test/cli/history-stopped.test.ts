import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { ended, run, start } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

/** A git that says where it is and then waits, when its arguments have these words: as in a history without end. */
function waitingGit(words: string) {
  const folder = temporaryFolder();
  const path = process.env.PATH ?? '';
  const [started, stopped] = [join(folder, 'started'), join(folder, 'stopped')];
  const script = [
    '#!/bin/sh',
    `case "$*" in *'${words}'*)`,
    `  trap 'touch ${stopped}; exit 143' TERM`,
    `  touch ${started}`,
    '  while :; do sleep 0.05; done;;',
    'esac',
    `PATH='${path}' exec git "$@"`,
  ];
  writeFileSync(join(folder, 'git'), `${script.join('\n')}\n`, { mode: 0o755 });
  return { env: { PATH: `${folder}${delimiter}${path}` }, started, stopped };
}

async function appears(file: string): Promise<void> {
  while (!existsSync(file)) await setTimeout(20);
}

const made = (): HistoryRepo =>
  history([
    { commit: 'a', files: { 'a.env': `GITHUB_TOKEN=${githubPat(1)}\n` } },
    { commit: 'b', files: { 'b.env': `GITHUB_TOKEN=${githubPat(2)}\n` } },
  ]);

/** What a report says of how it ended. */
function endOf(stdout: string) {
  const { history: scope, errors } = JSON.parse(stdout);
  return [scope.isPartial, scope.notes, errors.map(({ code }: { code: string }) => code)];
}

const phases: [phase: string, words: string][] = [
  ['lists the commits', 'rev-list'],
  ['compares them', 'diff-tree'],
  ['asks for sizes', '%(objectsize)'],
  ['reads contents', 'cat-file --batch --buffer'],
  ['looks for what no ref leads to', '--batch-all-objects'],
];

describe.skipIf(process.platform === 'win32').each(phases)('while git %s', (_, words) => {
  it('an interrupt ends it, the report is partial and the exit code 130', async () => {
    const { env, started, stopped } = waitingGit(words);
    const child = start(['history', made().path, '--unreachable', '--jobs', '1', '--format', 'json'], { env });
    const result = ended(child);
    await appears(started);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await result;
    expect([code, endOf(stdout), stderr]).toEqual([130, [true, [], ['interrupted']], 'keyturn: interrupted\n']);
    await appears(stopped);
  });

  it('the end of the time given ends it, the report is partial and the exit code 2', async () => {
    const { env, stopped } = waitingGit(words);
    const { code, stdout } = await run(
      ['history', made().path, '--unreachable', '--jobs', '1', '--format', 'json', '--timeout', '2'],
      { env },
    );
    expect([code, endOf(stdout)]).toEqual([2, [true, [], ['timeout']]]);
    await appears(stopped);
  });
});
