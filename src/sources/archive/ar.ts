import { damaged } from './archive-error.ts';
import { type Cursor, flowOf, type RandomAccess, windowOf } from './cursor.ts';
import { type Entry, entryName } from './entry.ts';

const headLength = 60;
const longestTable = 16 << 20;

/** The members of an archive of ar (ar(5)), as Debian's packages and static libraries are. Throws `ArchiveError` where it is damaged. */
export async function* readAr(cursor: Cursor, access: RandomAccess | undefined): AsyncGenerator<Entry> {
  await cursor.skip(8);
  let longNames = Buffer.alloc(0);
  while ((await cursor.look(1)).length > 0) {
    const head = (await cursor.take(headLength)).toString('latin1');
    const stated = /^\d+(?= *`\n$)/.exec(head.slice(48))?.[0];
    if (stated === undefined) throw damaged(cursor.path, `there is no entry at byte ${cursor.position - headLength}`);
    const padding = Number(stated) % 2;
    let size = Number(stated);
    let name = head.slice(0, 16).trimEnd();
    const bsd = /^#1\/(\d{1,5})$/.exec(name)?.[1];
    if (bsd !== undefined && Number(bsd) <= size) {
      name = entryName(Buffer.from(await cursor.take(Number(bsd)))).replace(/\0+$/, '');
      size -= Number(bsd);
    } else if (/^\/\d+$/.test(name)) {
      const [long = ''] = entryName(longNames.subarray(Number(name.slice(1)))).split('\n');
      name = long;
    }
    if (name === '//' && size <= longestTable) longNames = Buffer.from(await cursor.take(size));
    else {
      const start = cursor.position;
      const window = access && start + size <= access.size ? windowOf(access, start, size) : undefined;
      const part = cursor.part(size);
      const kind = name === '/' || name === '/SYM64/' ? 'folder' : 'file';
      const open = () => (window ? { flow: flowOf(window), access: window } : { flow: part });
      yield { name: name.replace(/\/$/, ''), kind, size, open };
      await cursor.skip(start + size - cursor.position);
    }
    if (padding === 1 && (await cursor.look(1)).length > 0) await cursor.skip(1);
  }
}
