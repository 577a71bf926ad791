import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fakeSecret } from '../helpers/secrets.ts';

const root = join(import.meta.dirname, '../..');

/** Four lines: a secret that is found, one that is not, a value that is reported and no secret, an id to be ignored. */
function snippet(path: string): string {
  const texts = [
    fakeSecret('api_token = "<<hex:40>>"'),
    'password = open("x").read()',
    fakeSecret('client_secret = "<<alnum:32>>"'),
    fakeSecret('access_token = "<<alnum:32>>"'),
  ];
  const labels = [
    { start: 1, end: 1, category: 'Token', truth: 'secret' },
    { start: 2, end: 2, category: 'Password', truth: 'secret' },
    { start: 3, end: 3, category: 'Secret', truth: 'not-secret' },
    { start: 4, end: 4, category: 'Token', truth: 'ignore' },
  ];
  return JSON.stringify({ path, text: texts.join('\n'), labels });
}

function evaluate(labels: string, ...more: string[]): string[] {
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  const args = [tsx, join(root, 'src/build/eval.ts'), '--labels', labels, ...more];
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).split('\n');
}

it('measures a folder of labelled snippets, in halves by repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-eval-'));
  writeFileSync(join(folder, 'one.jsonl'), `${snippet('a/src/main.py')}\n`);
  writeFileSync(join(folder, 'two.jsonl'), `${snippet('b/src/main.py')}\n`);
  writeFileSync(join(folder, 'notes.txt'), 'not JSON');
  const scores = 'recall 0.500  precision 0.500  F1 0.500';
  const row = (title: string, text: string) => `${title.padEnd(28)} ${text}`;
  const calibration = row('high', 'by finding 1 of 2 real (50.0 %)       by line 1 of 2 real (50.0 %)');
  const what = 'of what is reported, how much is a labelled secret';
  expect(evaluate(folder, '--misses', 'tune').slice(0, 11)).toEqual([
    row('tune', `${scores}  found 1, missed 1, false 1`),
    row('held', `${scores}  found 1, missed 1, false 1`),
    row('both', `${scores}  found 2, missed 2, false 2`),
    row('missed, but named as a part', '0'),
    '',
    `calibration (tune): ${what}`,
    calibration,
    '',
    `calibration (held): ${what}`,
    calibration,
    '',
  ]);
});

it('lists what is missed and what is false in one half', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-eval-')), 'labels.jsonl');
  writeFileSync(file, `${snippet('a/src/main.py')}\n${snippet('b/src/main.py')}\n`);
  const listed = evaluate(file, '--misses', 'held').filter((line) => /^(?:missed|false) \S+:/.test(line));
  expect(listed.map((line) => line.slice(0, line.indexOf(']') + 1))).toEqual([
    'missed b/src/main.py:2 [Password]',
    'false b/src/main.py:3 [generic-secret high]',
  ]);
});
