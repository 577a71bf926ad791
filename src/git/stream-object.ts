import { UserError } from '../lib/user-error.ts';
import { ObjectError, withoutPaths } from './object-error.ts';
import { type GitOptions, startGit } from './spawn.ts';

const newline = 10;

/** The content of an object of any size, by its full id, in the pieces that git prints. Throws `ObjectError`. */
export async function* streamObject(git: GitOptions, id: string): AsyncGenerator<Buffer, void> {
  const running = startGit(['cat-file', '--batch'], { ...git, withInput: true });
  running.input?.end(`${id}\n`);
  let header = '';
  let left = -1;
  try {
    for await (const chunk of running.output) {
      let start = 0;
      if (left === -1) {
        const end = chunk.indexOf(newline);
        header += chunk.toString('latin1', 0, end === -1 ? chunk.length : end);
        if (end === -1) continue;
        const size = header.split(' ')[2];
        if (size === undefined) throw new ObjectError(id, 'missing', 'git cannot find it');
        left = Number(size);
        start = end + 1;
      }
      const piece = chunk.subarray(start, start + left);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'git-missing') throw error;
    throw new ObjectError(id, 'damaged', withoutPaths(error.message, git));
  }
  if (left !== 0) throw new ObjectError(id, 'damaged', 'its content ends too early');
}
