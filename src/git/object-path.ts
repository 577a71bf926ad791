import type { ObjectAnswer, ObjectReader } from './objects.ts';
import { parseCommit, parseTag } from './parse-commit.ts';
import { isFolder, readTree, submoduleMode } from './read-tree.ts';

const names = /^([0-9a-f]{40}|[0-9a-f]{64})(?::(.*))?$/s;

/** Tags that name tags that name tags. */
const maxTags = 100;

/**
 * Whether git takes a name for what it says: an id, or an id with a path in which nothing looks like a revision
 * (`a~1`, `b^{tree}`, `c-g1234567`) or a relative path. See https://git-scm.com/docs/gitrevisions.
 */
export function isPlainName(name: string): boolean {
  const found = names.exec(name);
  if (!found) return false;
  const path = found[2];
  return path === undefined || !/^[./]|[\n\r^~:{}\\]|-g[0-9a-f]+$/.test(path);
}

/** Looks `<id>:<path>` up in the trees themselves. */
export async function readPath(reader: ObjectReader, name: string): Promise<ObjectAnswer> {
  const [, id, path] = names.exec(name) ?? [];
  if (!id || path === undefined) return missing(name, 'not the full name of an object');
  let current = id;
  for (let count = 0; count < maxTags; count++) {
    const answer = await reader.read(current);
    if (answer.problem) return { ...answer, id: name };
    if (answer.type === 'tree') return descend(reader, name, current, path);
    const next = answer.content && pointsTo(answer.type, answer.content);
    if (!next) break;
    current = next;
  }
  return missing(name, `object ${id} leads to no tree`);
}

async function descend(reader: ObjectReader, name: string, root: string, path: string): Promise<ObjectAnswer> {
  let current = root;
  const parts = path === '' ? [] : path.replace(/\/$/, '').split('/');
  for (const [index, part] of parts.entries()) {
    const tree = await readTree(reader, current);
    if (tree.problem) return { id: name, problem: tree.problem, message: tree.message };
    const entry = tree.entries.find((each) => each.name === part);
    if (!entry || (index < parts.length - 1 && !isFolder(entry.mode))) return missing(name, 'there is no such path');
    if (entry.mode === submoduleMode) return missing(name, 'it is a submodule');
    current = entry.id;
  }
  const answer = await reader.read(current);
  return answer.problem ? { ...answer, id: name } : answer;
}

function pointsTo(type: string, content: Buffer): string | undefined {
  if (type === 'commit') return parseCommit(content).tree;
  return type === 'tag' ? parseTag(content).object : undefined;
}

function missing(id: string, message: string): ObjectAnswer {
  return { id, problem: 'missing', message };
}
