import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { githubPat } from '../helpers/secrets.ts';
import { inTemporary, ours, type Setting } from './cases.ts';
import { toMb } from './history.ts';
import { cleanEnv } from './measure.ts';
import { measureTree } from './tree-memory.ts';

interface Extreme {
  name: string;
  /** How many secrets are in it. */
  secrets: number;
  /** For `git fast-import`; may put objects into the repository before. */
  stream(folder: string): Generator<string | Buffer>;
}

const million = 1_000_000;
const person = 'Ada Example <ada@example.com>';
const textLine = 'A line of text that says nothing of note at all, sixty-four long\n';

const extremes: readonly Extreme[] = [
  {
    name: '1,000,000 commits that change nothing, a secret in the middle',
    secrets: 1,
    *stream() {
      for (let index = 0; index < million; index++) {
        const files = index === million / 2 ? inline('app.env', tokenLine()) : '';
        yield `${commit(index)}${files}\n`;
      }
    },
  },
  {
    name: 'a tree of 1,000,000 entries, in three commits',
    secrets: 3,
    *stream(folder) {
      const run = (args: string[], input: string) =>
        execFileSync('git', args, { cwd: folder, env: cleanEnv(), input }).toString().trim();
      const blob = run(['hash-object', '-w', '--stdin'], 'none\n');
      // Fast-import takes the square of their number for the entries of one folder.
      const entries = Array.from({ length: million }, (_, index) => `100644 blob ${blob}\tfile${index}.txt\n`);
      const tree = run(['mktree'], entries.join(''));
      yield `${commit(0)}${inline('a.env', tokenLine())}M 040000 ${tree} all\n\n`;
      yield `${commit(1)}${inline('all/file500000.txt', tokenLine())}\n`;
      yield `${commit(2)}${inline('all/new.env', tokenLine())}\n`;
    },
  },
  {
    name: 'a blob of 2 GiB, a secret at its start, in its middle and at its end',
    secrets: 3,
    *stream() {
      const block = Buffer.from(textLine.repeat(1 << 14));
      const half = Array.from({ length: 2 ** 30 / block.length + 1 }, () => block);
      const parts = [tokenLine(), ...half, tokenLine(), ...half, tokenLine()].map((part) => Buffer.from(part));
      const size = parts.reduce((sum, { length }) => sum + length, 0);
      yield `${commit(0)}M 100644 inline large.txt\ndata ${size}\n`;
      yield* parts;
      yield `\n${commit(1)}D large.txt\n\n`;
    },
  },
  {
    name: '20,000 versions of a file of 200 secrets',
    secrets: 200,
    *stream() {
      const secrets = Array.from({ length: 200 }, () => tokenLine()).join('');
      for (let index = 0; index < 20_000; index++) {
        yield `${commit(index)}${inline('app.env', `${secrets}VERSION=${index}\n`)}\n`;
      }
    },
  },
  {
    name: '20,000 branches on 100,000 commits, a secret a branch on the first thousand',
    secrets: 1000,
    *stream() {
      for (let index = 0; index < 100_000; index++) yield `${commit(index, 'main', index + 1)}\n`;
      for (let index = 0; index < 20_000; index++) {
        const files = index < 1000 ? inline(`b${index}.env`, tokenLine()) : '';
        yield `${commit(100_000 + index, `b${index}`)}from :${1 + index * 5}\n${files}\n`;
      }
    },
  },
];

/** Repositories that are made to exhaust: each must be read whole, in bounded memory. */
export async function benchHistoryExtremes({ builds, print }: Setting): Promise<void> {
  print('## History, extremes\n');
  print(
    '| repository | seconds | secrets | exit | own memory, peak MB | largest process | with what is mapped |\n|---|---|---|---|---|---|---|',
  );
  for (const { name, secrets, stream } of extremes) {
    await inTemporary(async (temporary) => {
      const folder = join(temporary, 'repo');
      await importStream(folder, stream(folder));
      const output = join(temporary, 'report.json');
      const flags = ['--format', 'json', '--output', output, '--no-progress'];
      const sample = await measureTree(ours(builds[0]!, ['history', folder, ...flags], temporary));
      const found = sample.isStopped ? 0 : findingsIn(output);
      const seconds = `${(sample.wallMs / 1000).toFixed(1)}${sample.isStopped ? ' (stopped)' : ''}`;
      const memory = [sample.ownKb, sample.largestKb, sample.residentKb].map(toMb);
      const cells = [name, seconds, `${found} of ${secrets}`, sample.exitCode, ...memory];
      print(`| ${cells.join(' | ')} |`);
    });
  }
  print('');
}

function findingsIn(report: string): number {
  return (JSON.parse(readFileSync(report, 'utf8')) as { findings: unknown[] }).findings.length;
}

async function importStream(folder: string, stream: Iterable<string | Buffer>): Promise<void> {
  mkdirSync(folder);
  await git(folder, ['init', '--quiet', '--bare', '--initial-branch=main'], []);
  // Compressing well would take longer than all the rest.
  await git(folder, ['-c', 'core.compression=1', 'fast-import', '--quiet', '--date-format=raw'], inPieces(stream));
}

/** Small texts joined: a stream costs much for each of its pieces. */
function* inPieces(stream: Iterable<string | Buffer>): Generator<string | Buffer> {
  let text = '';
  for (const each of stream) {
    if (typeof each === 'string') text += each;
    else {
      yield text;
      yield each;
      text = '';
    }
    if (text.length > 1 << 16) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function git(folder: string, args: readonly string[], input: Iterable<string | Buffer>): Promise<void> {
  const child = spawn('git', args, { cwd: folder, env: cleanEnv(), stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  await pipeline(Readable.from(input), child.stdin);
  const code = await ended;
  if (code !== 0) throw new Error(`git ${args.join(' ')} ended with ${code}`);
}

function commit(index: number, branch = 'main', mark?: number): string {
  const marked = mark === undefined ? '' : `mark :${mark}\n`;
  return `commit refs/heads/${branch}\n${marked}committer ${person} ${1_700_000_000 + index} +0000\ndata 2\nx\n\n`;
}

function inline(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
}

let made = 0;

/** A line with another secret each time. */
function tokenLine(): string {
  return `GITHUB_TOKEN=${githubPat(++made)}\n`;
}
