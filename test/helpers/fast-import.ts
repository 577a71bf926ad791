/** What a path holds: text or bytes of an ordinary file, or a mode with its content; null: the path is taken away. */
export type Content = string | Uint8Array | { mode: string; content: string | Uint8Array } | null;

export interface CommitStep {
  /** The commit's name in the test. */
  commit: string;
  /** A branch, or a full ref; `main` unless given. */
  on?: string;
  /** Names of its parents; the tip of its branch unless given, none where that is new. */
  from?: readonly string[];
  files?: Readonly<Record<string, Content>> | readonly (readonly [path: string | Buffer, content: Content])[];
  /** Renames, before `files`. */
  move?: Readonly<Record<string, string>>;
  /** Begins with an empty tree instead of that of its first parent. */
  isAfresh?: boolean;
  message?: string | Uint8Array;
  /** `Name <mail>`. */
  author?: string;
  committer?: string;
  /** Committer time in hours after the first of January 2024; one more than the commit before unless given. */
  hour?: number;
  encoding?: string;
}

export interface TagStep {
  tag: string;
  /** Name of a commit, or of another tag. */
  of: string;
  message: string;
  tagger?: string;
}

export interface RefStep {
  /** A full ref, or the name of a branch. */
  ref: string;
  of: string;
}

export type Step = CommitStep | TagStep | RefStep;

const person = 'Ada Example <ada@example.com>';
const start = Date.UTC(2024, 0, 1) / 1000;

/** What `git fast-import` reads, and the number under which it marks each commit and tag. */
export function toFastImport(steps: readonly Step[]): { stream: Buffer; marks: ReadonlyMap<string, number> } {
  const out: Buffer[] = [];
  const marks = new Map<string, number>();
  const tips = new Map<string, string>();
  let hour = 0;
  const line = (text: string) => out.push(Buffer.from(`${text}\n`));
  const data = (content: string | Uint8Array) => {
    const bytes = Buffer.from(content);
    line(`data ${bytes.length}`);
    out.push(bytes, Buffer.from('\n'));
  };
  const mark = (name: string) => {
    if (marks.has(name)) throw new Error(`two steps are called ${name}`);
    marks.set(name, marks.size + 1);
    line(`mark :${marks.size}`);
  };
  const markOf = (name: string) => {
    const number = marks.get(name);
    if (number === undefined) throw new Error(`no step before is called ${name}`);
    return `:${number}`;
  };

  for (const step of steps) {
    if ('commit' in step) writeCommit(step);
    else if ('tag' in step) {
      line(`tag ${step.tag}`);
      mark(step.tag);
      line(`from ${markOf(step.of)}`);
      line(`tagger ${step.tagger ?? person} ${start + hour * 3600} +0000`);
      data(step.message);
    } else {
      line(`reset ${toRef(step.ref)}`);
      line(`from ${markOf(step.of)}\n`);
      tips.set(toRef(step.ref), step.of);
    }
  }
  line('done');
  return { stream: Buffer.concat(out), marks };

  function writeCommit(step: CommitStep): void {
    hour = step.hour ?? hour + 1;
    const ref = toRef(step.on ?? 'main');
    const tip = tips.get(ref);
    const parents = step.from ?? (tip === undefined ? [] : [tip]);
    // Without this, fast-import takes the branch's tip for the parent.
    if (parents.length === 0) line(`reset ${ref}\n`);
    line(`commit ${ref}`);
    mark(step.commit);
    line(`author ${step.author ?? person} ${start + hour * 3600} +0000`);
    line(`committer ${step.committer ?? person} ${start + hour * 3600} +0000`);
    if (step.encoding) line(`encoding ${step.encoding}`);
    data(step.message ?? `change ${step.commit}\n`);
    for (const [index, parent] of parents.entries()) line(`${index === 0 ? 'from' : 'merge'} ${markOf(parent)}`);
    if (step.isAfresh) line('deleteall');
    for (const [from, to] of Object.entries(step.move ?? {})) line(`R ${quote(from)} ${quote(to)}`);
    for (const [path, content] of entriesOf(step.files)) writeFile(path, content);
    line('');
    tips.set(ref, step.commit);
  }

  function writeFile(path: string | Buffer, content: Content): void {
    if (content === null) return void line(`D ${quote(path)}`);
    const isPlain = typeof content === 'string' || content instanceof Uint8Array;
    const file = isPlain ? { mode: '100644', content } : content;
    if (file.mode === '160000') return void line(`M 160000 ${file.content} ${quote(path)}`);
    line(`M ${file.mode} inline ${quote(path)}`);
    data(file.content);
  }
}

function entriesOf(files: CommitStep['files']): Iterable<readonly [string | Buffer, Content]> {
  if (files === undefined) return [];
  return Symbol.iterator in files ? files : Object.entries(files);
}

export function toRef(name: string): string {
  return name === 'HEAD' || name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

/** A path in double quotes, every unusual byte in octal. */
function quote(path: string | Buffer): string {
  const text = [...Buffer.from(path)].map((byte) => {
    const isUsual = byte > 32 && byte < 127 && byte !== 34 && byte !== 92;
    return isUsual ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `"${text.join('')}"`;
}
