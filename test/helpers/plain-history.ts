import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { settleOptions } from '../../src/config/settle.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Confidence } from '../../src/model/level.ts';
import { createPipeline, createReportKey } from '../../src/pipeline.ts';
import { pieceSize, readPieces, scanWhole } from '../../src/sources/read-pieces.ts';
import { cleanEnv } from '../bench/measure.ts';

/** A secret as the plain way finds it. The value stays in memory. */
export interface PlainFinding {
  path: string;
  blob: string;
  ruleId: string;
  secret: string;
}

export interface PlainResult {
  findings: PlainFinding[];
  /** How many contents were scanned at how many paths. */
  pairs: number;
}

/** Called where files have no path of their own. */
export const messagePath = '(commit message)';

/**
 * The history without any short cut: every blob as a file at every path at which any commit has it, every message as
 * a text of its own. Shares with `keyturn history` the scan of one file, and nothing else.
 */
export async function scanPlainly(repo: string, minConfidence?: Confidence): Promise<PlainResult> {
  const folder = resolve(repo);
  const options = await settleOptions(
    { redact: 0, minConfidence },
    { cwd: folder, root: folder, env: {}, isTty: false },
  );
  const { sink, gathered } = createPipeline(options, createReportKey());
  const buffer = Buffer.allocUnsafeSlow(pieceSize);
  const result: PlainResult = { findings: [], pairs: 0 };
  const scan = (path: string, blob: string, content: Buffer) => {
    result.pairs++;
    const isSmall = content.length < pieceSize;
    const read = isSmall ? scanWhole(path, content, sink) : readPieces(path, buffer, readerOf(content), sink);
    if (read === undefined) sink.skip(path, 'binary');
    const found = gathered.findings.splice(0) as Finding[];
    result.findings.push(...found.map(({ ruleId, redacted }) => ({ path, blob, ruleId, secret: redacted })));
  };
  const paths = await listPaths(folder);
  await readObjects(folder, [...paths.keys()], (id, content) => {
    for (const path of paths.get(id)!) scan(path, id, content);
  });
  const commits = lines(await git(folder, ['rev-list', '--all']));
  await readObjects(folder, commits, (id, content) => {
    const end = content.indexOf('\n\n');
    if (end >= 0) scan(messagePath, id, content.subarray(end + 2));
  });
  return result;
}

/** By blob all its paths: what each commit changed against each of its parents. */
async function listPaths(folder: string): Promise<Map<string, Set<string>>> {
  const commits = await git(folder, ['rev-list', '--all']);
  const flags = ['-r', '-m', '--root', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-commit-id'];
  const paths = new Map<string, Set<string>>();
  let rest: Buffer = Buffer.alloc(0);
  await stream(folder, ['diff-tree', '--stdin', ...flags], commits, (chunk) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    for (;;) {
      const factsEnd = bytes.indexOf(0, at);
      const end = factsEnd < 0 ? -1 : bytes.indexOf(0, factsEnd + 1);
      if (end < 0) break;
      // :100644 100644 <old> <new> M
      const [, mode = '', , blob = ''] = bytes.toString('latin1', at, factsEnd).split(' ');
      const path = bytes.toString('utf8', factsEnd + 1, end);
      if (mode !== '160000' && /[^0]/.test(blob)) paths.set(blob, (paths.get(blob) ?? new Set()).add(path));
      at = end + 1;
    }
    rest = Buffer.from(bytes.subarray(at));
  });
  return paths;
}

/** The contents of objects, one after the other; missing ones are left out. */
export async function readObjects(
  folder: string,
  ids: string[],
  tell: (id: string, content: Buffer) => void,
): Promise<void> {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = 0;
  await stream(folder, ['cat-file', '--batch'], Buffer.from(ids.map((id) => `${id}\n`).join('')), (chunk) => {
    chunks.push(chunk);
    held += chunk.length;
    if (held < wanted) return;
    let bytes = Buffer.concat(chunks);
    wanted = 0;
    for (;;) {
      const lineEnd = bytes.indexOf(10);
      if (lineEnd < 0) break;
      const [id = '', type, size] = bytes.toString('latin1', 0, lineEnd).split(' ');
      // Of a partial clone; the report lists it.
      if (type === 'missing') {
        bytes = bytes.subarray(lineEnd + 1);
        continue;
      }
      const end = lineEnd + 1 + Number(size);
      if (!Number.isInteger(end)) throw new Error(`git cat-file: ${bytes.toString('latin1', 0, lineEnd)}`);
      wanted = end + 1;
      if (bytes.length < wanted) break;
      tell(id, bytes.subarray(lineEnd + 1, end));
      bytes = bytes.subarray(wanted);
      wanted = 0;
    }
    chunks = [bytes];
    held = bytes.length;
  });
}

function readerOf(content: Buffer) {
  let position = 0;
  return (target: Buffer, offset: number, limit: number): number => {
    const count = content.copy(target, offset, position, position + limit);
    position += count;
    return count;
  };
}

async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await stream(folder, args, Buffer.alloc(0), (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}

/** Runs git over a repository, all its output to `tell`; throws where git fails. */
export async function stream(
  folder: string,
  args: readonly string[],
  input: Buffer,
  tell: (chunk: Buffer) => void,
): Promise<void> {
  const child = spawn('git', ['-c', 'core.attributesFile=/dev/null', ...args], {
    cwd: folder,
    env: { ...cleanEnv(), GIT_NO_REPLACE_OBJECTS: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  for await (const chunk of child.stdout) tell(chunk as Buffer);
  const code = await ended;
  if (code !== 0) throw new Error(`git ${args[0]} ended with ${code}`);
}

export function lines(bytes: Buffer): string[] {
  return bytes.toString('latin1').split('\n').filter(Boolean);
}
