import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';

/** Whether an existing path, links followed, is the folder itself or stands in it. */
export function isInside(folder: string, path: string): boolean {
  const inside = relative(realpathSync(folder), realpathSync(path));
  return inside !== '..' && !inside.startsWith('../') && !inside.startsWith('..\\') && !isAbsolute(inside);
}
