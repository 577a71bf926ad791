import { ObjectError } from './object-error.ts';
import type { ObjectReader, ObjectType, UnreadableObject, WholeObject } from './objects.ts';

/** A tree of 1,000,000 entries has some 40 MB. */
const maxSize = 1 << 29;

/** An object of one type as a whole, be it larger than the reader gives at once; one of 512 MB and more counts as damaged. */
export async function readWhole(
  reader: ObjectReader,
  id: string,
  type: ObjectType,
): Promise<WholeObject | UnreadableObject> {
  const answer = await reader.read(id);
  if (answer.problem) return answer;
  if (answer.type !== type) return damaged(id, `it is a ${answer.type}, not a ${type}`);
  return answer.content ? answer : readLarge(reader, id, type, answer.size);
}

/** The content of an object that `read()` gave only the size of. */
export async function readLarge(
  reader: ObjectReader,
  id: string,
  type: ObjectType,
  size: number,
): Promise<WholeObject | UnreadableObject> {
  if (size >= maxSize) return damaged(id, `it is a ${type} of ${size} bytes`);
  const content = Buffer.allocUnsafe(size);
  try {
    let length = 0;
    for await (const piece of reader.stream(id)) length += piece.copy(content, length);
  } catch (error) {
    if (error instanceof ObjectError) return { id, problem: error.problem, message: error.message };
    throw error;
  }
  return { id, type, size, content };
}

function damaged(id: string, message: string): UnreadableObject {
  return { id, problem: 'damaged', message };
}
