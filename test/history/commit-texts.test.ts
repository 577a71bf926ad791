import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanCommitTexts, scanTagTexts } from '../../src/history/commit-texts.ts';
import { gitTestEnv, type Repo, repo } from '../helpers/repo.ts';

const env = gitTestEnv();

function gitOf(made: Repo) {
  return { tree: { root: made.path, gitDir: join(made.path, '.git') }, env };
}

/** Everything that was told of texts with the word `find-me`, in order of index and kind. */
async function scan(scanTexts: typeof scanCommitTexts, made: Repo, ids: readonly string[], word = 'find-me') {
  const found: [index: number, kind: string, text: string][] = [];
  const problems: [id: string, problem: string, message: string][] = [];
  let probes = 0;
  await scanTexts({ count: ids.length, idOf: (index) => ids[index]! }, gitOf(made), {
    probe(bytes) {
      probes++;
      return bytes.includes(word);
    },
    found: (kind, index, bytes) => found.push([index, kind, bytes.toString()]),
    onProblem: (...problem) => problems.push(problem),
  });
  found.sort((a, b) => a[0] - b[0] || a[1].localeCompare(b[1]));
  return { found, problems, probes };
}

function list(made: Repo): string[] {
  return made.git('rev-list', '--reverse', '--all').split('\n');
}

/** Writes an object as it is, valid or not; gives its id. */
function writeObject(made: Repo, type: string, content: string | Buffer): string {
  const id = execFileSync('git', ['hash-object', '-w', '--literally', '--stdin', '-t', type], {
    cwd: made.path,
    env,
    input: content,
  });
  return id.toString().trim();
}

const tree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const person = 'A <a@example.com> 1700000000 +0000';
const head = `tree ${tree}\nauthor ${person}\ncommitter ${person}\n`;

it('finds messages, authors and committers, each as what it is', async () => {
  const made = repo();
  made.commit('nothing');
  made.commit('a subject\n\nand find-me below');
  made.git('-c', 'user.name=x', 'commit', '--quiet', '--allow-empty', '-m', 'x', '--author=find-me <b@example.com>');
  made.git('commit', '--quiet', '--allow-empty', '-m', 'y', '--author=B <find-me@example.com>');
  const { found, probes } = await scan(scanCommitTexts, made, list(made));
  expect(found).toEqual([
    [1, 'message', 'a subject\n\nand find-me below\n'],
    [2, 'author', 'find-me <b@example.com>'],
    [3, 'author', 'B <find-me@example.com>'],
  ]);
  expect(probes).toBe(3 + 4 + 3);
});

it('tells an author of each commit, though judged once', async () => {
  const made = repo();
  for (const time of [1, 2, 3]) {
    const who = time === 2 ? 'B <b@example.com>' : 'find-me <b@example.com>';
    const content = `tree ${tree}\nauthor ${who} ${time} -0100\ncommitter find-me <c@example.com> ${time} +0200\n\nx\n`;
    made.git('update-ref', `refs/heads/b${time}`, writeObject(made, 'commit', content));
  }
  const { found } = await scan(scanCommitTexts, made, list(made));
  expect(found.map(([index, kind]) => [index, kind])).toEqual(
    expect.arrayContaining([0, 1, 2].map((index) => [index, 'committer'])),
  );
  expect(found.filter(([, kind]) => kind === 'author').map(([, , text]) => text)).toEqual([
    'find-me <b@example.com>',
    'find-me <b@example.com>',
  ]);
});

it.each([
  ['a header of its own', `${head}x-token find-me\n\nmessage\n`, 'message'],
  [
    'a signature',
    `${head}gpgsig -----BEGIN PGP SIGNATURE-----\n \n find-me\n -----END PGP SIGNATURE-----\n\nx`,
    'message',
  ],
  ['a merged tag', `${head}mergetag object ${tree}\n type commit\n tag v1\n \n find-me\n\nx`, 'message'],
  ['what stands behind a NUL', `${head}\nsubject\0find-me`, 'message'],
  ['a message in UTF-16', `${head}\n${[...'find-me'].join('\0')}\0`, 'message'],
  ['a message in an encoding that hides it', `${head}encoding utf-16le\n\n${[...'find-me'].join('\0')}\0`, 'message'],
  ['a line in place of the tree', 'tree find-me\nauthor A <a> 1 +0000\n\nx', 'message'],
  ['a line in place of a parent', `tree ${tree}\nparent find-me\nauthor ${person}\n\nx`, 'message'],
  [
    'a second author',
    `tree ${tree}\nauthor ${person}\nauthor find-me <a> 1 +0000\ncommitter ${person}\n\nx`,
    'message',
  ],
  ['a date that is none', `tree ${tree}\nauthor A <a> find-me\ncommitter ${person}\n\nx`, 'author'],
  ['a zone that is none', `tree ${tree}\nauthor ${person}\ncommitter A <a> 1700000000 +find-me\n\nx`, 'committer'],
  ['an author without an end', `tree ${tree}\nauthor find-me`, 'message'],
  ['no header at all', 'find-me', 'message'],
])('hides nothing in commits such as nobody makes: %s', async (_title, content, kind) => {
  const made = repo();
  const ids = [writeObject(made, 'commit', content), writeObject(made, 'commit', `${head}\nnothing`)];
  const { found, problems } = await scan(scanCommitTexts, made, ids);
  expect([...new Set(found.map(([index, told]) => `${index} ${told}`))]).toEqual([`0 ${kind}`]);
  expect(problems).toEqual([]);
});

it('reads messages as their encoding says', async () => {
  const made = repo();
  const message = Buffer.concat([Buffer.from(`${head}encoding koi8-r\n\n`), Buffer.from([0xf0, 0xc1])]);
  const { found } = await scan(scanCommitTexts, made, [writeObject(made, 'commit', message)], 'Па');
  expect(found).toEqual([[0, 'message', 'Па']]);
  const plain = writeObject(made, 'commit', `${head}encoding utf-16le\n\nfind-me in spite of it`);
  expect((await scan(scanCommitTexts, made, [plain])).found).toHaveLength(1);
});

it('reads commits larger than any buffer', async () => {
  const made = repo();
  const ids = [
    writeObject(made, 'commit', `${head}\n${'long text\n'.repeat(100_000)}find-me`),
    writeObject(made, 'commit', `${head}\nfind-me`),
    writeObject(made, 'commit', Buffer.concat([Buffer.from(`${head}\n`), Buffer.alloc(65 << 20, 'x')])),
    writeObject(made, 'commit', `${head}\nfind-me too`),
  ];
  const { found, problems } = await scan(scanCommitTexts, made, ids);
  expect(found.map(([index, , text]) => [index, text.length])).toEqual([
    [0, 1_000_007],
    [1, 7],
    [3, 11],
  ]);
  expect(problems).toEqual([[ids[2], 'too-large', `the object has ${(65 << 20) + head.length + 1} bytes`]]);
});

it('goes on behind commits that are missing or damaged', async () => {
  const made = repo();
  const ids = [1, 2, 3, 4, 5, 6].map((number) => writeObject(made, 'commit', `${head}\nfind-me ${number}`));
  const pathOf = (id: string) => join(made.path, '.git/objects', id.slice(0, 2), id.slice(2));
  for (const id of ids) chmodSync(pathOf(id), 0o644);
  rmSync(pathOf(ids[0]!));
  writeFileSync(pathOf(ids[2]!), 'no zlib data');
  const deflated = execFileSync('cat', [pathOf(ids[4]!)]);
  writeFileSync(pathOf(ids[4]!), deflated.subarray(0, deflated.length - 12));
  const { found, problems } = await scan(scanCommitTexts, made, ids);
  expect(found.map(([index]) => index)).toEqual([1, 3, 5]);
  expect(problems.map(([id, problem]) => [ids.indexOf(id), problem]).sort()).toEqual([
    [0, 'missing'],
    [2, 'damaged'],
    [4, 'damaged'],
  ]);
  expect(problems.filter(([, , message]) => message.includes(made.path) || message.includes('.git/'))).toEqual([]);
});

it('finds what stands in annotated tags, tags of tags among them', async () => {
  const made = repo();
  made.commit();
  const tag = (object: string, type: string, rest: string) =>
    writeObject(made, 'tag', `object ${object}\ntype ${type}\n${rest}`);
  const inner = tag(made.git('rev-parse', 'HEAD'), 'commit', `tag inner\ntagger ${person}\n\nfind-me\n`);
  const ids = [
    tag(inner, 'tag', `tag outer\ntagger ${person}\n\nnothing\n`),
    tag(tree, 'tree', `tag find-me\ntagger ${person}\n\nx\n`),
    tag(tree, 'tree', 'tag x\ntagger find-me <a> 1 +0000\n\nx\n'),
    tag(tree, 'find-me', 'tag x\n\nx\n'),
    made.git('rev-parse', 'HEAD'),
    'f'.repeat(40),
  ];
  const { found, problems } = await scan(scanTagTexts, made, ids);
  expect(found.map(([index, kind, text]) => [index, kind, text.split('\n')[0]])).toEqual([
    [0, 'tag', 'tag inner'],
    [1, 'tag', 'tag find-me'],
    [2, 'tag', 'tag x'],
    [3, 'tag', `object ${tree}`],
  ]);
  expect(problems).toEqual([['f'.repeat(40), 'missing', 'the object is not in the repository']]);
});

it('works in a repository with SHA-256 objects', async () => {
  const made = repo(undefined, '--object-format=sha256');
  made.commit('first');
  made.commit('find-me');
  expect((await scan(scanCommitTexts, made, list(made))).found).toEqual([[1, 'message', 'find-me\n']]);
});

it('leaves out signatures, which hold anything by chance, and nothing that is put beside them', async () => {
  const made = repo();
  const armour = (kind: string, line: string) =>
    `-----BEGIN ${kind}-----\n\n${'QUJD'.repeat(16)}\n${line}\n=abcd\n-----END ${kind}-----`;
  const header = (name: string, text: string) => `${name} ${text.replaceAll('\n', '\n ')}\n`;
  const signed = (text: string) => writeObject(made, 'commit', `${head}${text}\nsubject\n`);
  const commits = [
    signed(header('gpgsig', armour('PGP SIGNATURE', 'AAAAfindmeAAAA'))),
    signed(header('gpgsig-sha256', armour('SSH SIGNATURE', 'AAAAfindmeAAAA'))),
    signed(header('gpgsig', armour('PGP SIGNATURE', 'Comment: findme'))),
    signed(header('gpgsig', armour('PGP SIGNATURE', 'AAAA')) + header('other', 'findme')),
    signed(header('gpgsig', 'findme')),
    writeObject(made, 'commit', `${head}${header('gpgsig', armour('PGP SIGNATURE', 'AAAA'))}\nthe findme\n`),
  ];
  const { found } = await scan(scanCommitTexts, made, commits, 'findme');
  expect(found.map(([index]) => index)).toEqual([2, 3, 4, 5]);
  expect(found.at(-1)?.[2]).toBe('the findme\n');

  const tag = (message: string) => {
    return writeObject(made, 'tag', `object ${commits[0]}\ntype commit\ntag v1\ntagger ${person}\n\n${message}\n`);
  };
  const sign = armour('PGP SIGNATURE', 'AAAAfindmeAAAA');
  const tags = [tag(`one\n${sign}`), tag(`findme\n${sign}`), tag(`one\n${sign}\nfindme`)];
  expect((await scan(scanTagTexts, made, tags, 'findme')).found.map(([index]) => index)).toEqual([1, 2]);
});
