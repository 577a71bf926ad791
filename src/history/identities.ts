import { TextBatch, type TextHooks } from './texts.ts';

type Role = 'author' | 'committer';

/** Characters of names that are held before they are judged. */
const maxHeld = 8 << 20;

/**
 * Authors and committers. Most people made many commits: each name with its address is judged once, and told for every
 * commit that bears it.
 */
export class Identities {
  private readonly hooks: TextHooks;
  private readonly numbers = new Map<string, number>();
  private readonly roles: Readonly<Record<Role, RoleTable>>;
  private held = 0;

  /** @param count commits */
  constructor(count: number, hooks: TextHooks) {
    this.hooks = hooks;
    this.roles = { author: createRoleTable(count), committer: createRoleTable(count) };
  }

  /** From the name on to the end of the line: `NAME <ADDRESS> SECONDS ZONE`. */
  add(role: Role, commit: number, bytes: Buffer, start: number, lineEnd: number): void {
    const name = bytes.toString('latin1', start, dateStart(bytes, start, lineEnd));
    let number = this.numbers.get(name);
    if (number === undefined) {
      if (this.held > maxHeld) this.flush();
      number = this.numbers.size;
      this.numbers.set(name, number);
      this.held += name.length;
    }
    const table = this.roles[role];
    table.ofCommit[commit] = number + 1;
    table.used[number] = true;
  }

  /** To be called at the end. */
  flush(): void {
    for (const role of ['author', 'committer'] as const) this.flushRole(role);
    this.numbers.clear();
    this.held = 0;
  }

  private flushRole(role: Role): void {
    const { hooks } = this;
    const { ofCommit, used } = this.roles[role];
    const found = new Map<number, Buffer[]>();
    const batch = new TextBatch(role, {
      probe: (bytes, path) => hooks.probe(bytes, path),
      found: (_kind, number, bytes) => found.set(number, [...(found.get(number) ?? []), bytes]),
    });
    for (const [name, number] of this.numbers) if (used[number]) batch.addName(number, name);
    batch.flush();
    if (found.size > 0) {
      ofCommit.forEach((number, commit) => {
        for (const bytes of found.get(number - 1) ?? []) hooks.found(role, commit, bytes);
      });
    }
    ofCommit.fill(0);
    used.length = 0;
  }
}

interface RoleTable {
  /** Number of the name plus one, by commit; 0: none. */
  ofCommit: Int32Array;
  /** By number of the name. */
  used: boolean[];
}

function createRoleTable(count: number): RoleTable {
  return { ofCommit: new Int32Array(count), used: [] };
}

/** Where ` SECONDS ZONE` begins at the end of the line; the end where it does not. */
function dateStart(bytes: Buffer, start: number, lineEnd: number): number {
  let at = lineEnd - 1;
  while (at > lineEnd - 5 && isDigit(bytes[at]!)) at--;
  if (at !== lineEnd - 5 || (bytes[at] !== 0x2b && bytes[at] !== 0x2d) || bytes[at - 1] !== 0x20) return lineEnd;
  const zone = at - 1;
  at = zone - 1;
  while (at > start && at > zone - 16 && isDigit(bytes[at]!)) at--;
  return at < zone - 1 && at >= start && bytes[at] === 0x20 ? at : lineEnd;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
