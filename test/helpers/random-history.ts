import { createRandom } from '../../src/rules/sample-random.ts';
import type { Step } from './fast-import.ts';
import { githubPat } from './secrets.ts';

type Tree = ReadonlyMap<string, readonly number[]>;

interface Commit {
  name: string;
  parents: number[];
  /** By path the secrets in it, one a line. */
  tree: Tree;
}

const paths = ['a.env', 'b.env', 'conf/c.env', 'conf/d.env', 'deep/er/e.env'];
const secretCount = 6;

/**
 * A history drawn by lot: branches, merges of two and three, files that come, go, move and come back; with the findings
 * that it must give in the notation of `expectFindings`, read off the tree of every single commit.
 */
export function randomHistory(seed: number, count: number): { steps: Step[]; findings: string[] } {
  const random = createRandom(seed);
  const commits: Commit[] = [];
  const steps: Step[] = [];
  for (let index = 0; index < count; index++) {
    const parents = drawParents(index);
    const first = commits[parents[0] ?? -1]?.tree ?? new Map();
    const tree = drawTree(parents, first);
    const name = `c${index}`;
    commits.push({ name, parents, tree });
    const files = [...tree].map(([path, secrets]) => [path, contentOf(secrets)] as const);
    steps.push({ commit: name, from: parents.map((parent) => `c${parent}`), isAfresh: true, files });
  }
  const inner = new Set(commits.flatMap(({ parents }) => parents));
  const tips = [...commits.keys()].reverse().filter((index) => !inner.has(index));
  const refs = [...tips, random.below(count)].map((tip, index) => [index === 0 ? 'main' : `tip${index}`, tip] as const);
  steps.push(...refs.map(([ref, tip]) => ({ ref, of: `c${tip}` })));
  return { steps, findings: expected(commits, refs) };

  function drawParents(index: number): number[] {
    const wanted = index === 0 || random.below(40) === 0 ? 0 : [1, 1, 1, 1, 2, 2, 3][random.below(7)]!;
    const near = Math.min(index, 12);
    return [...new Set(Array.from({ length: wanted }, () => index - 1 - random.below(near)))];
  }

  function drawTree(parents: readonly number[], first: Tree): Tree {
    const tree = new Map(first);
    for (const parent of parents.slice(1)) {
      for (const path of paths) {
        if (random.below(2) === 0) continue;
        const theirs = commits[parent]!.tree.get(path);
        if (theirs) tree.set(path, theirs);
        else tree.delete(path);
      }
    }
    for (let change = random.below(3); change > 0; change--) {
      const path = paths[random.below(paths.length)]!;
      const draw = random.below(8);
      const moved = tree.get(path);
      if (draw === 0) tree.delete(path);
      else if (draw === 1 && moved) {
        tree.delete(path);
        tree.set(paths[random.below(paths.length)]!, moved);
      } else
        tree.set(
          path,
          Array.from({ length: random.below(3) }, () => 1 + random.below(secretCount)),
        );
    }
    return tree;
  }
}

function contentOf(secrets: readonly number[]): string {
  return `MODE=on\n${secrets.map((secret) => `GITHUB_TOKEN=${githubPat(secret)}\n`).join('')}`;
}

/** The lines on which a secret stands; the first one of each file says something else. */
function linesOf(secrets: readonly number[], wanted: number): number[] {
  return [...secrets.keys()].filter((index) => secrets[index] === wanted).map((index) => index + 2);
}

/** Stated the plain way: every commit is asked about every path and secret. */
function expected(commits: readonly Commit[], refs: readonly (readonly [string, number])[]): string[] {
  const head = refs[0]![1];
  const reached = refs.map(([ref, tip]) => [ref, ancestors(commits, tip)] as const);
  const findings: string[] = [];
  for (let secret = 1; secret <= secretCount; secret++) {
    const places = paths
      .map((path) => ({ path, held: holders(({ tree }) => tree.get(path)?.includes(secret) ?? false) }))
      .filter(({ held }) => held.length > 0)
      .sort((a, b) => a.held[0]! - b.held[0]! || (a.path < b.path ? -1 : 1))
      .flatMap(({ path, held }) =>
        linesOf(commits[held[0]!]!.tree.get(path)!, secret).map((line) => ({ path, line, held })),
      )
      .map(({ path, line, held }) => ({ where: `${path}:${line}`, held }));
    if (places.length === 0) continue;
    const all = holders(({ tree }) => [...tree.values()].some((secrets) => secrets.includes(secret)));
    const names = reached.filter(([, commit]) => all.some((index) => commit.has(index))).map(([ref]) => ref);
    const shown = names.sort().slice(0, 20).join(' ') + (names.length > 20 ? ` of ${names.length}` : '');
    const lines = [`github-pat | ${places[0]!.where} | ${lifeOf(all)} | ${shown}`];
    if (places.length > 1) lines.push(...places.map(({ where, held }) => `${where} | ${lifeOf(held)}`));
    findings.push(lines.join('\n  '));
  }
  return findings;

  function holders(holds: (commit: Commit) => boolean): number[] {
    return [...commits.keys()].filter((index) => holds(commits[index]!));
  }

  function lifeOf(held: readonly number[]): string {
    return `c${held[0]}..c${held.at(-1)} x${held.length} | ${held.includes(head) ? 'head' : 'gone'}`;
  }
}

function ancestors(commits: readonly Commit[], tip: number): Set<number> {
  const reached = new Set([tip]);
  for (const each of reached) for (const parent of commits[each]!.parents) reached.add(parent);
  return reached;
}
