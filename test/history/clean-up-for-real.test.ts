import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { filterRepoFolder } from '../helpers/filter-repo.ts';
import { gitTestEnv, openRepo, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { program, run } from '../helpers/run.ts';
import { fakeSecret, githubPat, grafanaToken, pemKey, slackBot, stripeLive } from '../helpers/secrets.ts';

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

/** A rule by which a file's name alone is the finding. */
const keyFileRule = `rules:
  - id: key-store
    description: Key store
    severity: high
    path: '\\.jks$'
`;

/** A repository with a secret in all that git filter-repo can change, and the bytes of each. */
function makeLeaky(path: string): { made: Repo; needles: Buffer[] } {
  const made = repo(path);
  const inUnix = githubPat(1);
  const inDos = githubPat(2);
  const inMessage = slackBot(1);
  const inTag = stripeLive(1);
  const inNote = grafanaToken(1);
  const inMerge = githubPat(3);
  const encoded = Buffer.from(`token = ${githubPat(4)}\n`).toString('base64');
  const besideLatin1 = Buffer.from(`\xe9\xff${fakeSecret('<<password:20>>')}\xe9`, 'latin1');
  const key = pemKey('RSA PRIVATE KEY', 1).trim();
  const dosKey = pemKey('EC PRIVATE KEY', 2).trim();
  made.write('readme.txt', 'kept\n');
  made.write('keyturn.yaml', keyFileRule);
  made.write('keys/my store.jks', 'no text of a secret\n');
  made.write('src/a.js', `const token = '${inUnix}';\nkept();\n`);
  made.write('win/a.env', `NAME=kept\r\nTOKEN=${inDos}\r\nLAST=kept\r\n`);
  made.write('keys/server.pem', `${key}\n`);
  made.write('win/server.pem', crlf(`# both ends\n${dosKey}\n`));
  made.write('config.yaml', `data: ${encoded}\n`);
  made.write('latin1.txt', Buffer.concat([Buffer.from('password = '), besideLatin1, Buffer.from('\nkept\n')]));
  made.add();
  made.commit('add everything');
  made.remove('src/a.js');
  made.remove('win');
  // The same key with the other line ends, and inside of another file.
  made.write('copy.txt', `first\n${dosKey}\nlast\n`);
  made.add();
  made.commit(`remove it again\n\nIt was used with ${inMessage} by mistake.`);
  made.git('tag', '--annotate', 'v1', '--message', `released with ${inTag}`);
  made.git('notes', 'add', '--message', `see ${inNote}`);
  made.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
  made.write('side.txt', 'side\n');
  made.add();
  made.commit('side');
  made.git('merge', '--quiet', '--no-commit', '--no-ff', '-s', 'ours', 'main');
  made.write('merged.txt', `token = ${inMerge}\n`);
  made.add();
  made.commit('merge');
  made.git('checkout', '--quiet', 'main');
  const texts = [inUnix, inDos, inMessage, inTag, inNote, inMerge, encoded, key, crlf(dosKey)];
  return { made, needles: [...texts.map((text) => Buffer.from(text)), besideLatin1] };
}

/** The commands of the steps that a report's clean-up names, BFG's left out. */
function printedCommands(report: string, url: string): string[] {
  const steps = report.slice(report.indexOf('To take them out of the history:')).split(/^ {2}\d\. /m);
  return steps.map((step) =>
    (step.match(/^ {7}.*$/gm) ?? [])
      .map((line) => line.slice(7))
      .filter((line) => !line.startsWith('bfg '))
      .join('\n')
      .replaceAll(/\bURL\b/g, url),
  );
}

/** Everything in a repository, reachable or not: every object's content, one after the other. */
function allContent({ path }: Repo): Buffer {
  const args = ['cat-file', '--batch', '--batch-all-objects', '--unordered'];
  return execFileSync('git', args, { cwd: path, env: gitTestEnv(), maxBuffer: 1 << 28 });
}

it('leads by its own commands to a history without a secret, all else kept', async () => {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'keyturn'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  const { made, needles } = makeLeaky(join(folder, 'work'));
  made.git('clone', '--quiet', '--mirror', `file://${made.path}`, join(folder, 'upstream.git'));
  const upstream = openRepo(join(folder, 'upstream.git'));
  expect(needles.filter((needle) => !allContent(upstream).includes(needle))).toEqual([]);

  const file = join(folder, 'the values.txt');
  const report = await run(['history', made.path, '--replace-text', file]);
  expect({ code: report.code, stderr: report.stderr }).toEqual({ code: 1, stderr: '' });
  const values = readFileSync(file, 'latin1').trimEnd().split('\n');
  expect(values.map((line) => /^(?:literal|regex):.*==>\*\*\*REMOVED\*\*\*$/.test(line))).toEqual(
    needles.map(() => true),
  );

  const commands = printedCommands(report.stdout, `file://${upstream.path}`);
  expect(commands.map((each) => each.split('\n')[0])).toEqual([
    '',
    '',
    '',
    `git clone --mirror file://${upstream.path} clean.git && cd clean.git`,
    `git push --force --mirror file://${upstream.path}`,
    '',
  ]);
  expect(commands[3]).toContain(`--replace-text '${file}'`);
  expect(commands[3]).toContain("--invert-paths --path 'keys/my store.jks'");
  const path = [bin, filterRepoFolder() ?? '', process.env.PATH ?? ''].filter((each) => each !== '').join(delimiter);
  const output = execFileSync('bash', ['-euc', `${commands[3]}\n${commands[4]}`], {
    cwd: folder,
    env: { ...gitTestEnv(), PATH: path },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(output).toMatch(/No secrets found in 5 commits/);

  const clean = allContent(openRepo(join(folder, 'clean.git')));
  const anew = openRepo(join(folder, 'anew'));
  upstream.git('clone', '--quiet', '--mirror', `file://${upstream.path}`, anew.path);
  for (const content of [clean, allContent(anew)]) {
    expect(needles.filter((needle) => content.includes(needle)).length).toBe(0);
    expect(content.includes(Buffer.from('PRIVATE'))).toBe(false);
  }
  const show = (name: string) => anew.git('show', name);
  expect([show('main~1:win/a.env'), show('main:copy.txt'), show('main~1:src/a.js')]).toEqual([
    'NAME=kept\r\nTOKEN=***REMOVED***\r\nLAST=kept\r',
    'first\n***REMOVED***\nlast',
    "const token = '***REMOVED***';\nkept();",
  ]);
  expect(show('main:keyturn.yaml')).toBe(keyFileRule.trim());
  expect(anew.git('log', '--all', '--format=', '--name-only').split('\n').sort()).not.toContain('keys/my store.jks');
  expect(anew.git('for-each-ref', '--format=%(refname)').split('\n')).toEqual(
    made.git('for-each-ref', '--format=%(refname)').split('\n'),
  );
});

it('is refused by the command where the values would be committed, before anything is read', async () => {
  const made = repo();
  const file = join(made.path, 'values.txt');
  expect(await run(['history', made.path, '--replace-text', file])).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr: `keyturn: --replace-text ${file}: stands inside the repository (${made.path}), where it would soon be committed; name one outside\n`,
  });
});
