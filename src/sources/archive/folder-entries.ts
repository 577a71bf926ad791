import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { noFollow, openFlags } from '../read-ahead.ts';
import { flowOf } from './cursor.ts';
import type { Entry } from './entry.ts';
import { fileAccess } from './file-access.ts';

/** The files in a folder as an archive's entries, sorted; links and what is no file are entries without content. */
export function* folderEntries(folder: string): Generator<Entry> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  const named = found.map((each) => {
    const inside = join(each.parentPath, each.name).slice(folder.length + 1);
    return { each, name: sep === posix.sep ? inside : inside.replaceAll(sep, posix.sep) };
  });
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { each, name } of named) {
    const file = join(folder, name);
    if (each.isDirectory()) yield { name, kind: 'folder', open: () => openFile(file) };
    else if (!each.isFile())
      yield { name, kind: each.isSymbolicLink() ? 'link' : 'special', open: () => openFile(file) };
    else yield { name, kind: 'file', size: statSync(file).size, open: () => openFile(file) };
  }
}

function openFile(file: string): ReturnType<Entry['open']> {
  const descriptor = openSync(file, openFlags | noFollow);
  const access = fileAccess(descriptor);
  return { flow: flowOf(access), access, close: () => closeSync(descriptor) };
}
