import { unquotePath } from './unquote.ts';

export type PatchStatus = 'added' | 'deleted' | 'modified' | 'renamed' | 'copied';

/** What the header of one file in a patch says. */
export interface PatchFile {
  status: PatchStatus;
  /** Bytes, relative to the root, with `/`; of a deleted file its last name. Views of what was read: not to be kept. */
  path: Buffer;
  oldPath: Buffer;
  /** As git has it, of a deleted file its last one; 0 where the patch does not say. */
  mode: number;
  /** Blobs before, one for each parent; empty where the content is the same. */
  oldIds: string[];
  /** Blob after it. */
  id?: string;
  /** Git shows no lines: the content is binary, too large, or hidden by an attribute. */
  isBinary: boolean;
}

export const submoduleMode = 0o160000;

type Field = (file: PatchFile, value: Buffer) => void;

const fields: readonly (readonly [string, Field])[] = [
  ['index ', readIndex],
  ['--- ', (file, value) => setPath(file, 'oldPath', value, 'a/')],
  ['+++ ', (file, value) => setPath(file, 'path', value, 'b/')],
  ['new file mode ', setStatus('added')],
  ['deleted file mode ', setStatus('deleted')],
  ['old mode ', () => {}],
  ['new mode ', readMode],
  ['mode ', (file, value) => readMode(file, value.subarray(value.indexOf('..') + 2))],
  ['similarity index ', () => {}],
  ['dissimilarity index ', () => {}],
  ['rename from ', setName('oldPath', 'renamed')],
  ['rename to ', setName('path', 'renamed')],
  ['copy from ', setName('oldPath', 'copied')],
  ['copy to ', setName('path', 'copied')],
  ['Binary files ', setBinary],
  ['GIT binary patch', setBinary],
];

/** The file that a `diff ...` line (without its newline) opens; undefined if it is no such line. */
export function startFile(line: Buffer): PatchFile | undefined {
  const text = line.toString('latin1', 0, 16);
  if (text.startsWith('diff --git ')) return newFile(samePath(line.subarray(11)));
  const combined = ['diff --cc ', 'diff --combined '].find((start) => text.startsWith(start));
  return combined ? newFile(readName(line.subarray(combined.length))) : undefined;
}

/** Takes up one more line of the header; false if it does not belong to it. */
export function addHeaderLine(file: PatchFile, line: Buffer): boolean {
  const text = line.toString('latin1', 0, 20);
  const field = fields.find(([start]) => text.startsWith(start));
  field?.[1](file, line.subarray(field[0].length));
  return field !== undefined;
}

function newFile(path: Buffer): PatchFile {
  return {
    status: 'modified',
    path,
    oldPath: path,
    mode: 0,
    oldIds: [],
    isBinary: false,
  };
}

/** The path in `a/PATH b/PATH`. Where the two differ, later lines of the header name both. */
function samePath(names: Buffer): Buffer {
  const quoted = unquotePath(names);
  return quoted ? quoted.path.subarray(2) : names.subarray(2, (names.length - 1) / 2);
}

function readName(value: Buffer): Buffer {
  return unquotePath(value)?.path ?? value;
}

/** Reads the name in a `---` or `+++` line: git adds a tab if it holds a space, and `/dev/null` is no name. */
function setPath(file: PatchFile, side: 'path' | 'oldPath', value: Buffer, prefix: string): void {
  const name = readName(value.at(-1) === 9 ? value.subarray(0, -1) : value);
  if (name.toString('latin1', 0, prefix.length) === prefix) file[side] = name.subarray(prefix.length);
}

function setName(side: 'path' | 'oldPath', status: PatchStatus): Field {
  return (file, value) => {
    file.status = status;
    file[side] = readName(value);
  };
}

function setStatus(status: PatchStatus): Field {
  return (file, value) => {
    file.status = status;
    readMode(file, value);
  };
}

function setBinary(file: PatchFile): void {
  file.isBinary = true;
}

function readMode(file: PatchFile, value: Buffer): void {
  file.mode = Number.parseInt(value.toString('latin1', 0, 6), 8);
}

/** Reads `ID[,ID...]..ID[ MODE]`. */
function readIndex(file: PatchFile, value: Buffer): void {
  const [, before, after, mode] = /^([0-9a-f,]+)\.\.([0-9a-f]+)(?: (\d+))?$/.exec(value.toString('latin1')) ?? [];
  file.oldIds = before?.split(',') ?? [];
  file.id = after;
  if (mode) file.mode = Number.parseInt(mode, 8);
}
