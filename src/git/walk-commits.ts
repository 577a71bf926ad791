import type { ObjectAnswer, ObjectProblem, ObjectReader, UnreadableObject } from './objects.ts';
import { parseCommit, parseTag } from './parse-commit.ts';
import { readLarge } from './read-whole.ts';

export interface WalkedCommit {
  /** Full id. */
  id: string;
  /** Full ids of those that can be read, also of excluded ones. */
  parents: string[];
  /** Committer date, seconds since 1970. */
  time: number;
}

export interface WalkOptions {
  /** Told once for each commit or tag that cannot be read, with the commits whose parent it is; none for a tip. */
  onProblem(id: string, problem: ObjectProblem, message: string, children: readonly string[]): void;
  /** Commits at which a shallow clone ends: they count as having no parents. */
  shallow?: ReadonlySet<string>;
  /** Commits that are left out with all that leads to them. */
  excluded?: readonly string[];
  /** Of merges only the first parent is followed. */
  firstParent?: boolean;
  /** Where it aborts, no commits but those found by then are told. */
  signal?: AbortSignal;
}

/** How many commits are asked for at once. */
const maxOpen = 2000;

/**
 * The commits that lead to the tips (commits, or tags of some), parents first, for histories that git itself cannot
 * list since a commit is missing or damaged; those are left out as parents. Rejects as `ObjectReader.read` does.
 */
export async function walkCommits(
  tips: readonly string[],
  reader: ObjectReader,
  options: WalkOptions,
): Promise<WalkedCommit[]> {
  const { excluded = [] } = options;
  const walk = new Walk([...tips, ...excluded], reader, options);
  await walk.run();
  const children = new Map<string, string[]>([...walk.problems.keys()].map((id) => [id, []]));
  if (children.size > 0) {
    for (const { id, parents } of walk.commits.values()) for (const parent of parents) children.get(parent)?.push(id);
  }
  for (const [id, { problem, message }] of walk.problems) {
    options.onProblem(id, problem, message, children.get(id) ?? []);
  }
  const hidden = new Set(excluded.length > 0 ? sortParentsFirst(excluded, walk.tagged, walk.commits) : []);
  const sorted = sortParentsFirst(tips, walk.tagged, walk.commits);
  return hidden.size > 0 ? sorted.filter((commit) => !hidden.has(commit)) : sorted;
}

class Walk {
  readonly commits = new Map<string, WalkedCommit>();
  readonly problems = new Map<string, UnreadableObject>();
  /** What tips that are tags stand for. */
  readonly tagged = new Map<string, string>();
  readonly #reader: ObjectReader;
  readonly #options: WalkOptions;
  readonly #known: Set<string>;
  readonly #mayBeTag: Set<string>;
  readonly #waiting: string[];

  constructor(tips: readonly string[], reader: ObjectReader, options: WalkOptions) {
    this.#reader = reader;
    this.#options = options;
    this.#known = new Set(tips);
    this.#mayBeTag = new Set(tips);
    this.#waiting = [...this.#known];
  }

  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      let open = 0;
      let next = 0;
      const goOn = () => {
        while (open < maxOpen && next < this.#waiting.length && !this.#options.signal?.aborted) {
          open++;
          this.#visit(this.#waiting[next++]!).then(() => {
            open--;
            goOn();
          }, reject);
        }
        if (open === 0) resolve();
      };
      goOn();
    });
  }

  async #visit(id: string): Promise<void> {
    let answer: ObjectAnswer = await this.#reader.read(id);
    if (!answer.problem && !answer.content && answer.type !== 'blob') {
      answer = await readLarge(this.#reader, id, answer.type, answer.size);
    }
    if (answer.problem) this.problems.set(id, answer);
    else if (answer.type === 'commit') this.#addCommit(id, answer.content);
    else if (!this.#mayBeTag.has(id)) this.#tellDamaged(id, `it is a ${answer.type}, not a commit`);
    // A tag may also name a file or folder, which has no history.
    else if (answer.type === 'tag') this.#addTag(id, answer.content);
  }

  #addCommit(id: string, content: Buffer | undefined): void {
    const commit = content && parseCommit(content);
    if (!commit?.tree) {
      this.#tellDamaged(id, 'it is a commit without a tree');
      return;
    }
    const { shallow, firstParent } = this.#options;
    const named = firstParent ? commit.parents.slice(0, 1) : commit.parents;
    const parents = shallow?.has(id) ? [] : [...new Set(named)];
    this.commits.set(id, { id, parents, time: commit.committer?.time ?? 0 });
    for (const parent of parents) this.#find(parent);
  }

  #addTag(id: string, content: Buffer | undefined): void {
    const object = content && parseTag(content).object;
    if (!object) {
      this.#tellDamaged(id, 'it is a tag of nothing');
      return;
    }
    this.tagged.set(id, object);
    this.#mayBeTag.add(object);
    this.#find(object);
  }

  #find(id: string): void {
    if (this.#known.has(id)) return;
    this.#known.add(id);
    this.#waiting.push(id);
  }

  #tellDamaged(id: string, message: string): void {
    this.problems.set(id, { id, problem: 'damaged', message });
  }
}

/** Depth first, with a stack of our own. Objects whose bytes are not those of their ids can make a ring: it is cut. */
function sortParentsFirst(
  tips: readonly string[],
  tagged: ReadonlyMap<string, string>,
  commits: ReadonlyMap<string, WalkedCommit>,
): WalkedCommit[] {
  const sorted: WalkedCommit[] = [];
  const seen = new Set<string>();
  const isPlaced = new Set<string>();
  for (const tip of tips) {
    const stack: { commit: WalkedCommit; next: number }[] = [];
    enter(resolveTag(tip, tagged), stack);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const parent = top.commit.parents[top.next++];
      if (parent !== undefined) {
        enter(parent, stack);
        continue;
      }
      stack.pop();
      const { commit } = top;
      commit.parents = commit.parents.filter((id) => isPlaced.has(id));
      isPlaced.add(commit.id);
      sorted.push(commit);
    }
  }
  return sorted;

  function enter(id: string, stack: { commit: WalkedCommit; next: number }[]): void {
    const commit = commits.get(id);
    if (!commit || seen.has(id)) return;
    seen.add(id);
    stack.push({ commit, next: 0 });
  }
}

function resolveTag(tip: string, tagged: ReadonlyMap<string, string>): string {
  const passed = new Set<string>();
  let id = tip;
  for (let next = tagged.get(id); next && !passed.has(next); next = tagged.get(id)) {
    passed.add(next);
    id = next;
  }
  return id;
}
