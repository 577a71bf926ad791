import { posix } from 'node:path';
import { ArchiveError } from './archive-error.ts';
import type { Cursor } from './cursor.ts';
import type { Content } from './entry.ts';
import { gunzip } from './gzip.ts';
import type { ArchiveKind } from './kinds.ts';

const names: Partial<Record<ArchiveKind, string>> = { '7z': '7-Zip', rar: 'RAR', cab: 'cabinet' };

/** The unpacked content of what is one compressed content. Throws `ArchiveError` where the format is not read. */
export async function decompressor(kind: ArchiveKind, cursor: Cursor): Promise<Content> {
  switch (kind) {
    case 'gzip':
      return { flow: gunzip(cursor) };
    case 'bzip2':
      return { flow: (await import('./bzip2.ts')).bunzip2(cursor) };
    case 'zstd':
      return { flow: (await import('./zstd.ts')).unzstd(cursor) };
    case 'xz':
      return await (await import('./xz.ts')).unxz(cursor);
    default:
      throw new ArchiveError(
        'archive-format',
        cursor.path,
        `is a ${names[kind] ?? kind} archive, which cannot be read`,
      );
  }
}

/** What a packed file is called unpacked: `app.log` of `app.log.gz`, `app.tar` of `app.tgz`. */
export function packedName(path: string): string {
  const name = posix.basename(path.slice(path.lastIndexOf('!') + 1));
  const plain = name.replace(/\.(?:gz|bz2?|xz|zst|Z)$/i, '').replace(/\.(?:tgz|tbz2?|txz|tzst)$/i, '.tar');
  return plain.replace(/\.svgz$/i, '.svg') || name;
}
