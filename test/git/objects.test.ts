import { chmodSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createObjectReader, type ObjectReader } from '../../src/git/objects.ts';
import type { GitOptions } from '../../src/git/spawn.ts';
import {
  type DamagePlace,
  damageObject,
  deleteObjects,
  listBases,
  listIds,
  makeLoose,
  makePacked,
  partialClone,
} from '../helpers/damage.ts';
import { gitTestEnv, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

const noObject = '1'.repeat(40);

/** Three commits of files that are alike, so that deltas are made, and a tag. */
function history(...initArgs: string[]): Repo {
  const made = repo(temporaryFolder(), ...initArgs);
  const lines = Array.from({ length: 300 }, (_, index) => `line ${index * 7919}`);
  for (const round of [1, 2, 3]) {
    made.write('folder/file.txt', [...lines, `round ${round}`].join('\n'));
    made.write(`new-${round}`, `${round}\n`);
    made.add();
    made.commit(`round ${round}`);
  }
  made.git('tag', '--annotate', '--message=done', 'v1');
  return made;
}

function optionsOf(made: Pick<Repo, 'path'>, env: NodeJS.ProcessEnv = gitTestEnv()): GitOptions {
  return { tree: { root: made.path, gitDir: join(made.path, '.git') }, env };
}

function readerOf(made: Pick<Repo, 'path'>, largeSize = 1 << 20, env?: NodeJS.ProcessEnv): ObjectReader {
  const reader = createObjectReader(optionsOf(made, env), { largeSize });
  onTestFinished(() => reader.close());
  return reader;
}

/** What the reader says of each, as short words: the type, or the problem. */
async function statesOf(reader: ObjectReader, ids: readonly string[]): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  await Promise.all(
    ids.map(async (id) => {
      const answer = await reader.read(id);
      states[id] = answer.problem ?? answer.type;
    }),
  );
  return states;
}

/** The same from git, asked for each object alone. */
function statesByGit(made: Repo, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    ids.map((id) => {
      try {
        const type = made.git('cat-file', '-t', id);
        made.git('cat-file', type, id);
        return [id, type];
      } catch {
        return [id, 'damaged'];
      }
    }),
  );
}

describe('a sound repository', () => {
  it.each(['sha1', 'sha256'])('gives every object as git has it (%s)', async (format) => {
    const made = history(`--object-format=${format}`);
    const reader = readerOf(made);
    for (const id of listIds(made)) {
      const type = made.git('cat-file', '-t', id);
      const answer = await reader.read(id);
      expect(answer).toEqual({ id, type, size: expect.any(Number), content: expect.any(Buffer) });
      if (answer.problem || type === 'tree') continue;
      expect(answer.content?.toString().replace(/\n$/, '')).toBe(made.git('cat-file', type, id));
    }
  });

  it('answers thousands of requests in the order asked', async () => {
    const made = history();
    const ids = listIds(made);
    const asked = Array.from({ length: 5000 }, (_, index) => ids[(index * 7) % ids.length]!);
    asked.splice(2500, 0, noObject);
    const seen: string[] = [];
    const reader = readerOf(made);
    await Promise.all(asked.map(async (id) => seen.push((await reader.read(id)).id)));
    expect(seen).toEqual(asked);
  });

  it('says of a large object only its size, and reads it in pieces', async () => {
    const made = repo();
    const sizes = [0, 100, 101, 70_000, 3_000_000, 40_000_000];
    const ids = sizes.map((size) => made.git('hash-object', '-w', made.write(`f${size}`, Buffer.alloc(size, 'abc\n'))));
    const reader = readerOf(made, 100);
    const answers = await Promise.all(ids.map((id) => reader.read(id)));
    expect(answers.map((answer) => (answer.problem ? [] : [answer.size, answer.content?.length]))).toEqual(
      sizes.map((size) => [size, size > 100 ? undefined : size]),
    );
    for (const [index, id] of ids.entries()) {
      let length = 0;
      for await (const piece of reader.stream(id)) length += piece.length;
      expect(length).toBe(sizes[index]);
    }
  });

  it('works with a git that knows no --batch-command', async () => {
    const made = history();
    const folder = temporaryFolder();
    const script = `#!/bin/sh\ncase "$*" in *--batch-command*) exit 129;; esac\nPATH=\${PATH#*:} exec git "$@"\n`;
    writeFileSync(join(folder, 'git'), script);
    chmodSync(join(folder, 'git'), 0o755);
    const env = { ...gitTestEnv(), PATH: `${folder}${delimiter}${process.env.PATH}` };
    const ids = listIds(made);
    const damaged = made.git('rev-parse', 'HEAD:new-2');
    makeLoose(made);
    damageObject(made, damaged, 'short');
    const states = await statesOf(readerOf(made, 1 << 20, env), [...ids, noObject]);
    expect(states).toEqual({ ...statesByGit(made, ids), [noObject]: 'missing' });
  });
});

describe('paths', () => {
  const odd = [
    'plain',
    'a b',
    'tail~1',
    'x^{tree}',
    'y-gabcdef',
    '.dot',
    'line\nbreak',
    'return\r',
    'caf\xe9',
    'a:b',
    '{c}',
  ];

  it.each(odd)('reads a file named %j', async (name) => {
    const made = repo();
    made.write(Buffer.from(name, 'latin1'), `content of ${JSON.stringify(name)}`);
    made.write(`folder/inner`, 'inner');
    made.add();
    made.commit();
    made.git('tag', '--annotate', '--message=t', 'v1');
    for (const revision of ['HEAD', 'HEAD^{tree}', 'v1']) {
      const answer = await readerOf(made).read(`${made.git('rev-parse', revision)}:${name}`);
      expect(answer.problem ?? answer.content?.toString()).toBe(`content of ${JSON.stringify(name)}`);
    }
  });

  it('tells what is no path, no blob and no name', async () => {
    const made = history();
    const head = made.git('rev-parse', 'HEAD');
    const reader = readerOf(made);
    const names = ['HEAD', `${head}:none`, `${head}:new-1/x`, `${noObject}:a`, `${head}:./new-1`, `${head} x`, ''];
    for (const name of names) {
      expect(await reader.read(name)).toEqual({ id: name, problem: 'missing', message: expect.any(String) });
    }
    expect(await reader.read(`${head}:folder`)).toMatchObject({ type: 'tree' });
    expect(await reader.read(`${head}:`)).toMatchObject({ type: 'tree' });
  });

  it('tells a damaged file from a missing one', async () => {
    const made = history();
    makeLoose(made);
    const head = made.git('rev-parse', 'HEAD');
    damageObject(made, made.git('rev-parse', 'HEAD:new-1'), 'empty');
    deleteObjects(made, made.git('rev-parse', 'HEAD:new-2'));
    const reader = readerOf(made);
    const asked = ['new-1', 'new-2', 'new-3'].map((path) => reader.read(`${head}:${path}`));
    expect((await Promise.all(asked)).map((answer) => answer.problem)).toEqual(['damaged', 'missing', undefined]);
  });
});

describe('a repository in a bad state', () => {
  const places: DamagePlace[] = ['start', 'middle', 'end', 'type', 'empty', 'short'];

  it.each(places)('gives all but the loose objects that are damaged at: %s', async (place) => {
    const made = history();
    makeLoose(made);
    const ids = listIds(made);
    const victims = ids.filter((_, index) => index % 3 === 0);
    for (const id of victims) damageObject(made, id, place);
    const states = await statesOf(readerOf(made), ids);
    expect(states).toEqual(statesByGit(made, ids));
    expect(Object.keys(states).filter((id) => states[id] === 'damaged')).toEqual(victims);
  });

  it.each(places.slice(0, 4))('gives all but the packed objects that are damaged at: %s', async (place) => {
    const made = history();
    makePacked(made);
    const ids = listIds(made);
    const victims = ids.filter((_, index) => index % 3 === 0);
    for (const id of victims) damageObject(made, id, place);
    const states = await statesOf(readerOf(made), ids);
    expect(Object.keys(states).filter((id) => states[id] === 'damaged')).toEqual(victims);
    expect(states).toEqual(statesByGit(made, ids));
  });

  it('gives what git can read of objects that are stored against a damaged one', async () => {
    const made = history();
    makePacked(made, { deltas: true });
    const ids = listIds(made);
    const bases = listBases(made);
    expect(bases.length).toBeGreaterThan(0);
    for (const base of bases) damageObject(made, base, 'middle');
    const states = await statesOf(readerOf(made), ids);
    expect(states).toEqual(statesByGit(made, ids));
    expect(Object.values(states).filter((state) => state === 'damaged').length).toBeGreaterThan(bases.length);
    expect(Object.values(states)).toContain('commit');
  });

  it.each([
    ['loose', makeLoose],
    ['packed', makePacked],
  ])('tells missing objects from damaged ones (%s)', async (_how, store) => {
    const made = history();
    store(made);
    const ids = listIds(made);
    const [gone, broken] = [ids.filter((_, index) => index % 5 === 0), ids.filter((_, index) => index % 5 === 1)];
    deleteObjects(made, ...gone);
    for (const id of broken) damageObject(made, id, 'start');
    const states = await statesOf(readerOf(made), ids);
    expect(Object.keys(states).filter((id) => states[id] === 'missing')).toEqual(gone);
    expect(Object.keys(states).filter((id) => states[id] === 'damaged')).toEqual(broken);
  });

  it("tells git's reason without the paths of this machine", async () => {
    const made = history();
    makeLoose(made);
    const [loose, empty] = [made.git('rev-parse', 'HEAD:new-1'), made.git('rev-parse', 'HEAD:new-2')];
    damageObject(made, loose, 'short');
    damageObject(made, empty, 'empty');
    const reader = readerOf(made);
    expect(await reader.read(empty)).toEqual({
      id: empty,
      problem: 'damaged',
      message: `object file objects/${empty.slice(0, 2)}/${empty.slice(2)} is empty`,
    });
    const answer = await reader.read(loose);
    expect(answer).toMatchObject({ problem: 'damaged', message: expect.not.stringContaining(made.path) });
    expect(await reader.read(noObject)).toMatchObject({ problem: 'missing' });
  });

  it('does not take a pack that was cut for the objects missing', async () => {
    const made = history();
    makePacked(made);
    const ids = listIds(made);
    const folder = join(made.path, '.git/objects/pack');
    for (const name of readdirSync(folder)) {
      if (!name.endsWith('.pack')) continue;
      chmodSync(join(folder, name), 0o644);
      truncateSync(join(folder, name), 100);
    }
    const states = await statesOf(readerOf(made), ids);
    expect(new Set(Object.values(states))).toEqual(new Set(['damaged']));
  });

  it.each(['blob:none', 'tree:0'])('answers missing for what a partial clone left out (%s)', async (filter) => {
    const source = history();
    const ids = listIds(source);
    const made = partialClone(source, filter);
    const present = new Set(listIds(made));
    const reader = readerOf(made);
    const states = await statesOf(reader, [...ids, noObject]);
    expect(Object.keys(states).filter((id) => states[id] === 'missing')).toEqual(
      [...ids, noObject].filter((id) => !present.has(id)),
    );
    expect(Object.values(states)).not.toContain('damaged');
    expect(await reader.read(`${made.git('rev-parse', 'HEAD')}:folder/file.txt`)).toMatchObject({ problem: 'missing' });
  });

  it('finds out which object makes git crash, though git loses what it has not yet written', async () => {
    const made = history();
    const ids = listIds(made);
    const [first, second] = [ids[3]!, ids[9]!];
    const script = `#!/bin/sh
PATH=\${PATH#*:}
case "$*" in *--batch-command*) ;; *) exec git "$@";; esac
while IFS= read -r line; do
  case "$line" in
    *${first}*|*${second}*) kill -9 $$;;
    flush) printf '%b' "$asked" | git "$@"; asked=;;
    *) asked="$asked$line\\n";;
  esac
done
`;
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'git'), script);
    chmodSync(join(folder, 'git'), 0o755);
    const env = { ...gitTestEnv(), PATH: `${folder}${delimiter}${process.env.PATH}` };
    const states = await statesOf(readerOf(made, 1 << 20, env), ids);
    expect(states).toEqual({ ...statesByGit(made, ids), [first]: 'damaged', [second]: 'damaged' });
  });

  it('throws where an object that is read in pieces is damaged or missing', async () => {
    const made = repo();
    const bytes = Buffer.from(Array.from({ length: 400_000 }, (_, index) => (index * index * 31) >> 3));
    const id = made.git('hash-object', '-w', made.write('large', bytes));
    damageObject(made, id, 'middle');
    const drain = async (name: string) => {
      for await (const _ of readerOf(made).stream(name));
    };
    await expect(drain(id)).rejects.toMatchObject({ name: 'ObjectError', problem: 'damaged', id });
    await expect(drain(noObject)).rejects.toMatchObject({ name: 'ObjectError', problem: 'missing', id: noObject });
  });

  it('rejects if there is no repository or no git, and when closed', async () => {
    const outside = readerOf({ path: temporaryFolder() });
    await expect(outside.read(noObject)).rejects.toMatchObject({ name: 'UserError', code: 'git-failed' });
    await expect(outside.read(noObject)).rejects.toMatchObject({ name: 'UserError', code: 'git-failed' });
    const made = history();
    const withoutGit = readerOf(made, 1, { PATH: temporaryFolder() });
    await expect(withoutGit.read(noObject)).rejects.toMatchObject({ name: 'UserError', code: 'git-missing' });
    const reader = readerOf(made);
    const asked = reader.read(made.git('rev-parse', 'HEAD'));
    reader.close();
    await expect(asked).rejects.toThrow('closed');
    await expect(reader.read(noObject)).rejects.toThrow('closed');
  });
});
