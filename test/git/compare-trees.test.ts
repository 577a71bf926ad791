import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChangedFile, eachChangedFile } from '../../src/git/compare-trees.ts';
import { createObjectReader, type ObjectReader } from '../../src/git/objects.ts';
import { damageObject, deleteObjects, makeLoose, makePacked, partialClone } from '../helpers/damage.ts';
import { gitTestEnv, type Repo, repo, temporaryFolder } from '../helpers/repo.ts';

function readerOf(made: Pick<Repo, 'path'>, largeSize = 1 << 20): ObjectReader {
  const git = { tree: { root: made.path, gitDir: join(made.path, '.git') }, env: gitTestEnv() };
  const reader = createObjectReader(git, { largeSize });
  onTestFinished(() => reader.close());
  return reader;
}

type Problem = [id: string, problem: string, path: string];

async function compare(reader: ObjectReader, tree: string, parents: readonly string[]) {
  const problems: Problem[] = [];
  const files: ChangedFile[] = [];
  const onProblem = (id: string, problem: string, _message: string, path: string) => problems.push([id, problem, path]);
  await eachChangedFile(tree, parents, reader, (file) => files.push(file), onProblem);
  return { files: sorted(files), problems: problems.sort() };
}

function sorted(files: readonly ChangedFile[]): string[] {
  return files.map(({ path, blob, mode }) => `${mode.toString(8)} ${blob} ${path}`).sort();
}

/** What `git diff-tree` has for a commit. */
function byGit(made: Repo, commit: string): string[] {
  const args = ['diff-tree', '-r', '--root', '--raw', '-z', '-c', '--no-renames', '--no-abbrev', commit];
  const output = execFileSync('git', args, { cwd: made.path, env: gitTestEnv() }).toString('latin1');
  const [, ...parts] = output.split('\0');
  const files: ChangedFile[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const fields = parts[index]!.replace(/^:+/, '').split(' ');
    const parentCount = (fields.length - 3) / 2;
    const [mode, blob] = [fields[parentCount]!, fields[2 * parentCount + 1]!];
    const isGone = mode === '000000';
    files.push({ path: parts[index + 1]!, blob: isGone ? undefined : blob, mode: Number.parseInt(mode, 8) });
  }
  return sorted(files);
}

function treesOf(made: Repo, commit: string): [tree: string, parents: string[]] {
  const parents = made.git('rev-list', '--parents', '-1', commit).split(' ').slice(1);
  const [tree, ...rest] = [commit, ...parents].map((id) => made.git('rev-parse', `${id}^{tree}`));
  return [tree!, rest];
}

/** A history with most of what can happen to a path. */
function eventful(...initArgs: string[]): Repo {
  const made = repo(temporaryFolder(), ...initArgs);
  made.write('a', 'a');
  made.write('foo', 'a file');
  made.write('foo.txt', 'beside it');
  made.write('deep/er/and/deeper', 'x');
  made.write('deep/er/b', 'x');
  made.write('gone/for/good', 'x');
  made.write('gone/too', 'x');
  made.write(Buffer.from('caf\xe9', 'latin1'), 'x');
  made.write('new\nline', 'x');
  made.add();
  const root = made.commit('root');
  made.remove('foo');
  made.write('foo/inner', 'now a folder');
  made.write('deep/er/b', 'y');
  made.remove('gone');
  made.add();
  made.git('update-index', '--chmod=+x', 'a');
  made.git('update-index', '--add', '--cacheinfo', `160000,${root},module`);
  made.git('update-index', '--add', '--cacheinfo', `120000,${made.git('rev-parse', 'HEAD:a')},link`);
  made.commit('changes');
  made.remove('foo');
  made.write('foo', 'a file again');
  made.git('update-index', '--force-remove', 'link');
  made.git('add', 'foo');
  made.commit('more');
  const tips: string[] = [];
  for (const branch of ['x', 'y', 'z']) {
    made.git('checkout', '--quiet', '-f', '-b', branch, 'main');
    made.write('deep/shared', branch);
    made.write(`only/${branch}`, branch);
    if (branch !== 'z') made.git('rm', '--quiet', '--cached', 'deep/er/b');
    made.git('add', 'deep/shared', 'only');
    tips.push(made.commit(branch));
  }
  made.git('checkout', '--quiet', '-f', 'x');
  made.write('deep/shared', 'resolved');
  made.write('only/merge', 'of the merge alone');
  made.git('rm', '--quiet', '--cached', 'foo.txt');
  made.git('add', 'deep/shared', 'only');
  for (const parents of [tips.slice(0, 2), tips]) {
    const args = parents.flatMap((parent) => ['-p', parent]);
    made.git(
      'update-ref',
      `refs/heads/m${parents.length}`,
      made.git('commit-tree', made.git('write-tree'), ...args, '-m', 'm'),
    );
  }
  made.commit('empty\n');
  return made;
}

describe('eachChangedFile', () => {
  it.each(['sha1', 'sha256'])('says of each commit what git says (%s)', async (format) => {
    const made = eventful(`--object-format=${format}`);
    const reader = readerOf(made);
    const small = readerOf(made, 10);
    for (const commit of made.git('rev-list', '--all').split('\n')) {
      const expected = { files: byGit(made, commit), problems: [] };
      expect(await compare(reader, ...treesOf(made, commit))).toEqual(expected);
      expect(await compare(small, ...treesOf(made, commit))).toEqual(expected);
    }
  });

  it.each(['missing', 'damaged'])("leaves out a commit's folder that is %s, and tells it", async (problem) => {
    for (const store of [makeLoose, makePacked]) {
      const made = eventful();
      store(made);
      const [root, paths] = [made.git('rev-list', '--max-parents=0', 'main'), ['', 'deep/', 'deep/er/']];
      const known = byGit(made, root);
      const [tree] = treesOf(made, root);
      for (const path of paths.reverse()) {
        const id = made.git('rev-parse', `${root}:${path}`);
        if (problem === 'missing') deleteObjects(made, id);
        else damageObject(made, id);
        expect(await compare(readerOf(made), tree, [])).toEqual({
          files: known.filter((file) => !file.split(' ').slice(2).join(' ').startsWith(path)),
          problems: [[id, problem, path]],
        });
      }
    }
  });

  it("takes a parent's folder that cannot be read for empty", async () => {
    const made = eventful();
    makeLoose(made);
    const [tree, parents] = treesOf(made, 'main~1');
    const reader = readerOf(made);
    const before = await compare(reader, tree, parents);
    const lost = made.git('rev-parse', 'main~2:deep/er');
    damageObject(made, lost, 'short');
    const folder = made.git('rev-parse', 'main~1:deep/er/and');
    const more = `100644 ${made.git('rev-parse', `${folder}:deeper`)} deep/er/and/deeper`;
    expect(await compare(readerOf(made), tree, parents)).toEqual({
      files: [...before.files, more].sort(),
      problems: [],
    });
    deleteObjects(made, parents[0]!);
    expect(await compare(readerOf(made), tree, parents)).toEqual(await compare(readerOf(made), tree, []));
  });

  it('does not read what did not change', async () => {
    const made = eventful();
    makeLoose(made);
    const [tree, parents] = treesOf(made, 'main');
    const expected = byGit(made, 'main');
    deleteObjects(made, made.git('rev-parse', 'main:deep'));
    expect(await compare(readerOf(made), tree, parents)).toEqual({ files: expected, problems: [] });
    expect(await compare(readerOf(made), 'f'.repeat(40), ['f'.repeat(40)])).toEqual({ files: [], problems: [] });
  });

  it('tells each missing folder of a partial clone', async () => {
    const source = eventful();
    const made = partialClone(source, 'tree:1');
    const [tree] = treesOf(source, 'main');
    const { files, problems } = await compare(readerOf(made), tree, []);
    expect(problems).toEqual([[source.git('rev-parse', 'main:deep'), 'missing', 'deep/']]);
    const known = (await compare(readerOf(source), tree, [])).files;
    expect(files).toEqual(known.filter((file) => !file.includes(' deep/')));
  });
});

describe('hostile trees', () => {
  /** Writes a tree object without a check. */
  function writeTree(made: Repo, ...entries: [mode: string, name: string, id: string][]): string {
    const bytes = entries.map(([mode, name, id]) =>
      Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    );
    return writeObject(made, Buffer.concat(bytes));
  }

  function writeObject(made: Repo, bytes: Buffer): string {
    return made.git('hash-object', '-w', '-t', 'tree', '--literally', made.write('tree', bytes));
  }

  it('reads a tree up to where it breaks', async () => {
    const made = repo();
    const blob = made.git('hash-object', '-w', made.write('file', 'x'));
    const start = Buffer.concat([Buffer.from('100644 a\0'), Buffer.from(blob, 'hex')]);
    for (const end of ['100644 b', '100644 b\0short', 'junk', '100644b\0', ' \0']) {
      const tree = writeObject(made, Buffer.concat([start, Buffer.from(end)]));
      expect(await compare(readerOf(made), tree, [])).toEqual({
        files: [`100644 ${blob} a`],
        problems: [[tree, 'damaged', '']],
      });
    }
  });

  it('tells where a tree names a blob as its folder', async () => {
    const made = repo();
    const blob = made.git('hash-object', '-w', made.write('file', 'x'));
    const tree = writeTree(made, ['40000', 'a', blob], ['100644', '../b', blob]);
    expect(await compare(readerOf(made), tree, [])).toEqual({
      files: [`100644 ${blob} ../b`],
      problems: [[blob, 'damaged', 'a/']],
    });
  });

  it('reads a folder of 1,000,000 files without keeping them', async () => {
    const made = repo();
    const blob = made.git('hash-object', '-w', made.write('file', 'x'));
    const id = Buffer.from(blob, 'hex');
    const part = (index: number) => Buffer.concat([Buffer.from(`100644 f${`${index}`.padStart(7, '0')}\0`), id]);
    const bytes = Buffer.concat(Array.from({ length: 1_000_000 }, (_, index) => part(index)));
    const [tree, parent] = [writeObject(made, bytes), writeObject(made, bytes.subarray(0, 999_990 * part(0).length))];
    let count = 0;
    const counted = async (parents: string[]) => {
      count = 0;
      await eachChangedFile(tree, parents, readerOf(made), () => count++, expect.unreachable);
      return count;
    };
    expect(await counted([])).toBe(1_000_000);
    expect(await counted([parent])).toBe(10);
  });
});
