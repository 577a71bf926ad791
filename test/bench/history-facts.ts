import { lines, type PlainFinding, readObjects, stream } from '../helpers/plain-history.ts';
import type { CheckedFinding, CheckedPlace } from './history-check.ts';

interface Commit {
  id: string;
  time: number;
  parents: string[];
}

/** Paths whose every commit is asked for; more would take very long. */
const mostPaths = 200;

/**
 * What is told of commits, checked the plain way: the content of a path in every single commit. A commit holds a secret
 * where that content is known to, or has its bytes.
 */
export async function checkFacts(
  folder: string,
  plain: readonly PlainFinding[],
  read: readonly CheckedFinding[],
): Promise<string[]> {
  const commits = await listCommits(folder);
  const inHead = (await text(folder, ['rev-parse', '--quiet', '--verify', 'HEAD^{commit}'])).trim();
  const places = read.flatMap((finding) =>
    finding.places
      .filter(({ kind, path }) => (kind === 'file' || kind === 'note') && !/[\n\ufffd]/.test(path))
      .map((place) => ({ finding, place })),
  );
  const byPath = new Map<string, typeof places>();
  for (const each of places) byPath.set(each.place.path, [...(byPath.get(each.place.path) ?? []), each]);
  const wrong: string[] = [];
  for (const [path, group] of [...byPath].slice(0, mostPaths)) {
    const blobs = await blobsAt(folder, commits, path);
    for (const { finding, place } of group) {
      const known = plain.filter((each) => each.path === path && each.secret === finding.redacted);
      const holding = await blobsWith(folder, blobs, finding.redacted, new Set(known.map(({ blob }) => blob)));
      const holders = commits.filter((_, index) => holding.has(blobs[index] ?? ''));
      wrong.push(...compare(finding, place, holders, inHead));
    }
  }
  return wrong;
}

function compare({ ruleId }: CheckedFinding, place: CheckedPlace, holders: readonly Commit[], head: string): string[] {
  const ids = new Set(holders.map(({ id }) => id));
  const time = new Map(holders.map((each) => [each.id, each.time]));
  const times = holders.map((each) => each.time);
  const roots = holders.filter(({ parents }) => !parents.some((parent) => ids.has(parent)));
  const facts: [name: string, got: unknown, want: unknown][] = [
    ['commits', place.commitCount, holders.length],
    ['in HEAD', place.inHead, ids.has(head)],
    ['time of the last commit', time.get(place.lastCommit), Math.max(...times)],
    ['time of the first commit', time.get(place.commit), Math.min(...roots.map((each) => each.time))],
  ];
  return facts
    .filter(([, got, want]) => got !== want)
    .map(([name, got, want]) => `${ruleId} in ${place.path}: ${name} ${got}, should be ${want}`);
}

async function listCommits(folder: string): Promise<Commit[]> {
  const output = await text(folder, ['rev-list', '--all', '--parents', '--timestamp']);
  return lines(Buffer.from(output)).map((line) => {
    const [time = '', id = '', ...parents] = line.split(' ');
    return { id, time: Number(time), parents };
  });
}

/** The blob at a path of each commit; undefined where there is none. */
async function blobsAt(folder: string, commits: readonly Commit[], path: string): Promise<(string | undefined)[]> {
  const names = commits.map(({ id }) => `${id}:${path}\n`).join('');
  const output = await text(folder, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], names);
  return output
    .trimEnd()
    .split('\n')
    .map((line) => (line.endsWith(' blob') ? line.split(' ')[0] : undefined));
}

/** Those that are known to hold the secret, and those that have its bytes. */
async function blobsWith(
  folder: string,
  blobs: readonly (string | undefined)[],
  secret: string,
  known: ReadonlySet<string>,
): Promise<Set<string>> {
  const holding = new Set(known);
  const unknown = [...new Set(blobs)].filter((blob) => blob !== undefined && !known.has(blob)) as string[];
  await readObjects(folder, unknown, (blob, content) => {
    if (content.includes(secret)) holding.add(blob);
  });
  return holding;
}

async function text(folder: string, args: readonly string[], input = ''): Promise<string> {
  const chunks: Buffer[] = [];
  await stream(folder, args, Buffer.from(input), (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks).toString();
}
