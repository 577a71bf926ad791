import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { temporaryFolder } from '../helpers/repo.ts';
import { ended, run, start } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

/**
 * A git that says where it is and then waits, when its arguments have these words for once more than `earlier` times: as
 * in a history without end.
 */
function waitingGit(words: string, earlier: number) {
  const folder = temporaryFolder();
  const path = process.env.PATH ?? '';
  const [started, stopped] = [join(folder, 'started'), join(folder, 'stopped')];
  const script = [
    '#!/bin/sh',
    `case "$*" in *'${words}'*)`,
    `  echo >>${folder}/count`,
    `  [ $(wc -l <${folder}/count) -le ${earlier} ] || {`,
    `  trap 'touch ${stopped}; exit 143' TERM`,
    `  touch ${started}`,
    '  while :; do sleep 0.05; done; };;',
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

const phases: [phase: string, words: string, earlier: number][] = [
  ['lists the commits', 'rev-list', 0],
  ['compares them', 'diff-tree', 0],
  ['asks for sizes', '%(objectsize)', 0],
  ['reads contents', 'cat-file --batch --buffer', 0],
  ['reads messages', 'cat-file --batch --buffer', 1],
  ['looks for what no ref leads to', '--batch-all-objects', 0],
];

describe.skipIf(process.platform === 'win32').each(phases)('while git %s', (_, words, earlier) => {
  it('an interrupt ends it, the report is partial and the exit code 130', async () => {
    const { env, started, stopped } = waitingGit(words, earlier);
    const child = start(['history', made().path, '--unreachable', '--jobs', '1', '--format', 'json'], { env });
    const result = ended(child);
    await appears(started);
    child.kill('SIGINT');
    const { code, stdout, stderr } = await result;
    expect([code, endOf(stdout), stderr]).toEqual([130, [true, [], ['interrupted']], 'keyturn: interrupted\n']);
    await appears(stopped);
  });

  it('the end of the time given ends it, the report is partial and the exit code 2', async () => {
    const { env, stopped } = waitingGit(words, earlier);
    const { code, stdout } = await run(
      ['history', made().path, '--unreachable', '--jobs', '1', '--format', 'json', '--timeout', '2'],
      { env },
    );
    expect([code, endOf(stdout)]).toEqual([2, [true, [], ['timeout']]]);
    await appears(stopped);
  });
});
