import { damaged } from './archive-error.ts';
import { entryName } from './entry.ts';

/**
 * What pax records (`12 path=a/b\n`: length, key, value; POSIX.1-2001) say of the name and size of an entry. Whatever is
 * no record is told, and ends them.
 */
export function readPax(
  records: Buffer,
  path: string,
  onDamage: (error: Error) => void,
): { name?: string | undefined; size?: number | undefined } {
  const told: { name?: string; size?: number } = {};
  for (let at = 0; at < records.length && records[at] !== 0; ) {
    const [, digits] = /^(\d{1,7}) /.exec(records.toString('latin1', at, at + 8)) ?? [];
    const end = at + Number(digits);
    const equals = records.indexOf('=', at);
    if (digits === undefined || end > records.length || equals < 0 || equals >= end || records[end - 1] !== 10) {
      onDamage(damaged(path, 'a pax record in it is wrong'));
      break;
    }
    const key = records.toString('latin1', at + digits.length + 1, equals);
    const value = records.subarray(equals + 1, end - 1);
    // A sparse file is stored under a name that tells of it.
    if (key === 'GNU.sparse.name' || (key === 'path' && told.name === undefined)) told.name = entryName(value);
    if (key === 'size' && /^\d{1,15}$/.test(value.toString('latin1'))) told.size = Number(value.toString('latin1'));
    at = end;
  }
  return told;
}
