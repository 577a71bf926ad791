import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SkipReason } from '../../src/model/report.ts';
import { createPathFilter } from '../../src/sources/path-filter.ts';
import { createFileScanner } from '../../src/sources/scan-file.ts';
import { createTreeSource } from '../../src/sources/tree.ts';
import { repo, temporaryFolder } from '../helpers/repo.ts';

interface Read {
  root: string;
  files: string[];
  skipped: [string, SkipReason][];
  errors: [string, string | undefined][];
}

interface Settings {
  paths?: string[];
  gitignore?: boolean;
  trackedOnly?: boolean;
  maxFileSize?: number;
  include?: string[];
  exclude?: string[];
}

/** Lists and reads a tree; files by name, with their text where it is not their name. */
async function readTree(cwd: string, settings: Settings = {}): Promise<Omit<Read, 'root'> & { root: string }> {
  const { include = [], exclude = [], ...rest } = settings;
  const maxFileSize = settings.maxFileSize ?? Number.POSITIVE_INFINITY;
  const isIncluded = await createPathFilter(include, exclude);
  const defaults = { cwd, paths: ['.'], gitignore: true, trackedOnly: false };
  const source = createTreeSource({ ...defaults, ...rest, maxFileSize, isIncluded });
  const read: Read = { root: source.root, files: [], skipped: [], errors: [] };
  const sink = {
    fragment: ({ path, bytes }: { path: string; bytes: Uint8Array }) => {
      const text = Buffer.from(bytes).toString();
      read.files.push(path === text ? path : `${path}: ${text}`);
    },
    skip: (path: string, reason: SkipReason) => read.skipped.push([path, reason]),
    error: ({ code, path }: { code: string; path?: string }) => read.errors.push([code, path]),
    fileDone() {},
    expect() {},
  };
  const scanner = createFileScanner({ maxFileSize });
  for await (const files of source.list(sink)) for (const file of files) await scanner.scan(file, sink);
  read.files.sort();
  read.skipped.sort();
  read.errors.sort();
  return read;
}

/** Files whose content is their name. */
function fill(root: string, ...names: string[]): string {
  for (const name of names) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), name);
  }
  return root;
}

const nothing = { skipped: [], errors: [] };

describe('in a git work tree', () => {
  it('reads what is tracked and what is untracked but not ignored', async () => {
    const made = repo();
    fill(made.path, 'tracked', 'sub/tracked', 'tracked.log');
    made.add();
    made.commit();
    fill(made.path, 'new', 'sub/new', 'new.log', 'build/out');
    made.write('.gitignore', '.gitignore\n*.log\nbuild/\n');
    const { root, ...read } = await readTree(made.path);
    expect(root).toBe(made.path);
    expect(read).toEqual({ files: ['new', 'sub/new', 'sub/tracked', 'tracked', 'tracked.log'], ...nothing });
    expect((await readTree(made.path, { trackedOnly: true })).files).toEqual(['sub/tracked', 'tracked', 'tracked.log']);
    expect((await readTree(made.path, { gitignore: false })).files.filter((name) => !name.startsWith('.'))).toEqual([
      'build/out',
      'new',
      'new.log',
      'sub/new',
      'sub/tracked',
      'tracked',
      'tracked.log',
    ]);
  });

  it('reads a folder of it, a single file, and an ignored file that is named', async () => {
    const made = repo();
    fill(made.path, 'a', 'sub/b', 'sub/deep/c', 'out.log');
    made.write('.gitignore', '*.log\n');
    made.add();
    expect(await readTree(made.path, { paths: ['sub'] })).toEqual({
      root: made.path,
      files: ['sub/b', 'sub/deep/c'],
      ...nothing,
    });
    expect((await readTree(join(made.path, 'sub'), { paths: ['deep', '../a', 'deep/c'] })).files).toEqual([
      'a',
      'sub/deep/c',
    ]);
    expect((await readTree(made.path, { paths: ['out.log'] })).files).toEqual(['out.log']);
  });

  it('says which tracked files are gone', async () => {
    const made = repo();
    fill(made.path, 'a', 'gone', 'dir/gone');
    made.add();
    rmSync(join(made.path, 'gone'));
    rmSync(join(made.path, 'dir'), { recursive: true });
    expect(await readTree(made.path)).toMatchObject({
      files: ['a'],
      skipped: [
        ['dir/gone', 'deleted'],
        ['gone', 'deleted'],
      ],
      errors: [],
    });
  });

  it('follows no link, in or out, nor a folder that became one', async () => {
    const made = repo();
    const outside = fill(temporaryFolder(), 'dir/secret');
    fill(made.path, 'a', 'dir/secret');
    symlinkSync('a', join(made.path, 'in'));
    symlinkSync(join(outside, 'dir/secret'), join(made.path, 'out'));
    symlinkSync('.', join(made.path, 'loop'));
    symlinkSync('nowhere', join(made.path, 'broken'));
    made.add();
    symlinkSync('a', join(made.path, 'new'));
    renameSync(join(made.path, 'dir'), join(made.path, 'was'));
    symlinkSync(join(outside, 'dir'), join(made.path, 'dir'));
    const { files, skipped, errors } = await readTree(made.path);
    expect({ files, errors }).toEqual({ files: ['a', 'was/secret: dir/secret'], errors: [] });
    expect(new Map(skipped)).toEqual(
      new Map(['broken', 'dir', 'dir/secret', 'in', 'loop', 'new', 'out'].map((path) => [path, 'symlink'])),
    );
  });

  it('leaves submodules to themselves and reads repositories that merely lie in it', async () => {
    const inner = repo();
    fill(inner.path, 'inner');
    inner.add();
    inner.commit();
    const made = repo();
    made.git('submodule', '--quiet', 'add', inner.path, 'module');
    made.git('clone', '--quiet', inner.path, 'nested');
    fill(made.path, 'nested/ignored', 'nested/new');
    writeFileSync(join(made.path, 'nested/.git/info/exclude'), 'ignored\n');
    const { files, skipped, errors } = await readTree(made.path);
    expect({ files: files.filter((file) => !file.startsWith('.gitmodules')), skipped, errors }).toEqual({
      files: ['nested/inner: inner', 'nested/new'],
      skipped: [['module', 'submodule']],
      errors: [],
    });
  });

  it.runIf(process.platform === 'linux')('reads files whatever bytes their names have', async () => {
    const made = repo();
    const names = [
      'new\nline',
      'quo"te',
      "apo's",
      'back\\slash',
      'tab\t',
      ' space ',
      '-dash',
      ':(glob)',
      'ü',
      '\u{1f511}',
    ];
    fill(made.path, ...names);
    const raw = [Buffer.from([0x66, 0xff]), Buffer.from([0x66, 0xfe])];
    made.write(raw[0]!, 'one');
    made.add();
    made.write(raw[1]!, 'two');
    expect((await readTree(made.path)).files).toEqual([...names, 'f\ufffd: one', 'f\ufffd: two'].sort());
  });
});

describe('outside of git', () => {
  it('reads everything but what is in .git folders', async () => {
    const root = fill(temporaryFolder(), 'a', '.hidden', 'sub/.env', 'node_modules/x', 'sub/.git/config', '.gitignore');
    expect(await readTree(root)).toEqual({
      root,
      files: ['.gitignore', '.hidden', 'a', 'node_modules/x', 'sub/.env'],
      ...nothing,
    });
  });

  it('names files relative to the folder, or to what several have in common', async () => {
    const root = fill(temporaryFolder(), 'one/a', 'two/b', 'c');
    expect(await readTree(root, { paths: ['one'] })).toMatchObject({ root: join(root, 'one'), files: ['a: one/a'] });
    expect(await readTree(root, { paths: ['one/a'] })).toMatchObject({ root: join(root, 'one'), files: ['a: one/a'] });
    expect(await readTree(root, { paths: ['one', join(root, 'two')] })).toMatchObject({
      root,
      files: ['one/a', 'two/b'],
    });
  });

  it('reads repositories side by side, each with its own ignored files', async () => {
    const root = temporaryFolder();
    for (const name of ['one', 'two']) {
      const made = repo(join(root, name));
      made.write('.gitignore', `.gitignore\n${name}\n`);
      fill(made.path, 'one', 'two');
    }
    expect(await readTree(root, { paths: ['one', 'two'] })).toEqual({
      root,
      files: ['one/two: two', 'two/one: one'],
      ...nothing,
    });
  });

  it('says of links and special files that it left them out', async () => {
    const root = fill(temporaryFolder(), 'a', 'dir/b');
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const server = createServer();
    await new Promise<void>((ready) => server.listen(join(root, 'socket'), ready));
    onTestFinished(() => void server.close());
    symlinkSync('..', join(root, 'dir/loop'));
    symlinkSync('a', join(root, 'link'));
    expect(await readTree(root)).toEqual({
      root,
      files: ['a', 'dir/b'],
      skipped: [
        ['dir/loop', 'symlink'],
        ['link', 'symlink'],
        ['pipe', 'special-file'],
        ['socket', 'special-file'],
      ],
      errors: [],
    });
  });

  it('follows a link that is named, to a file or a folder', async () => {
    const root = fill(temporaryFolder(), 'dir/a');
    symlinkSync('dir/a', join(root, 'file'));
    symlinkSync('dir', join(root, 'folder'));
    expect((await readTree(root, { paths: ['file'] })).files).toEqual(['a: dir/a']);
    expect((await readTree(root, { paths: ['folder'] })).files).toEqual(['a: dir/a']);
  });

  it('says what does not exist, and reads the rest', async () => {
    const root = fill(temporaryFolder(), 'a');
    symlinkSync('self', join(root, 'self'));
    expect(await readTree(root, { paths: ['gone', 'a', 'self', 'a/b'] })).toMatchObject({
      files: ['a'],
      errors: [
        ['ELOOP', 'self'],
        ['ENOENT', 'gone'],
        ['ENOTDIR', 'a/b'],
      ],
    });
  });

  it.runIf(process.platform === 'linux')('reads files and folders whose names are no UTF-8', async () => {
    const root = Buffer.from(`${fill(temporaryFolder(), 'a')}/`);
    mkdirSync(Buffer.concat([root, Buffer.from([0x64, 0xe9])]));
    writeFileSync(Buffer.concat([root, Buffer.from([0x64, 0xe9, 0x2f, 0xff])]), 'inner');
    writeFileSync(Buffer.concat([root, Buffer.from([0x66, 0xe9])]), 'outer');
    expect(await readTree(root.toString().slice(0, -1))).toMatchObject({
      files: ['a', 'd\ufffd/\ufffd: inner', 'f\ufffd: outer'],
      skipped: [],
      errors: [],
    });
  });

  it('says which folders and files cannot be read', async () => {
    const root = fill(temporaryFolder(), 'a', 'file', 'dir/b');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'file'), 0);
    chmodSync(join(root, 'dir'), 0);
    onTestFinished(() => chmodSync(join(root, 'dir'), 0o700));
    giveUpRoot();
    expect(await readTree(root)).toMatchObject({
      files: ['a'],
      errors: [
        ['EACCES', 'dir'],
        ['EACCES', 'file'],
      ],
    });
  });
});

/** Root may read everything: until the test is finished the process acts as a user who may not. */
function giveUpRoot(): void {
  if (process.getuid?.() !== 0) return;
  process.seteuid!(65534);
  onTestFinished(() => process.seteuid!(0));
}

describe('which files are wanted', () => {
  const names = ['a.ts', 'a.md', 'src/b.ts', 'src/deep/c.ts', 'vendor/d.ts', '.env'];

  it.each<[Settings, string[]]>([
    [{ include: ['*.ts'] }, ['a.ts', 'src/b.ts', 'src/deep/c.ts', 'vendor/d.ts']],
    [{ include: ['/*.ts'] }, ['a.ts']],
    [{ include: ['src'] }, ['src/b.ts', 'src/deep/c.ts']],
    [{ include: ['src/*.ts', '.env'] }, ['.env', 'src/b.ts']],
    [{ exclude: ['vendor/', '*.md'] }, ['.env', 'a.ts', 'src/b.ts', 'src/deep/c.ts']],
    [{ include: ['src'], exclude: ['deep'] }, ['src/b.ts']],
    [{ include: ['./src/**'] }, ['src/b.ts', 'src/deep/c.ts']],
  ])('follows %j', async (settings, expected) => {
    const { files, skipped } = await readTree(fill(temporaryFolder(), ...names), settings);
    expect(files).toEqual(expected);
    expect(skipped).toEqual(
      names
        .filter((name) => !expected.includes(name))
        .sort()
        .map((name) => [name, 'excluded']),
    );
  });

  it('never leaves out a file that is named', async () => {
    const root = fill(temporaryFolder(), ...names);
    expect((await readTree(root, { paths: ['a.md'], exclude: ['*.md'] })).files).toEqual(['a.md']);
  });

  it('leaves out what is too large or binary, by the byte', async () => {
    const root = fill(temporaryFolder(), '12345', '123456');
    writeFileSync(join(root, 'bin'), 'a\0');
    expect(await readTree(root, { maxFileSize: 5 })).toMatchObject({
      files: ['12345'],
      skipped: [
        ['123456', 'too-large'],
        ['bin', 'binary'],
      ],
    });
  });
});

it.runIf(existsSync('/dev/null'))('refuses a device that is named', async () => {
  const { skipped, errors } = await readTree('/', { paths: ['/dev/null'] });
  expect([skipped, errors]).toEqual([[], [['special-file', '/dev/null']]]);
});
