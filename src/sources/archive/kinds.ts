/** What content is by its first bytes; `rar` and `cab` are known and not read. */
export type ArchiveKind = 'zip' | 'gzip' | 'tar' | 'bzip2' | 'xz' | 'zstd' | '7z' | 'ar' | 'rar' | 'cab';

/** So many bytes tell the kind. */
export const kindLength = 512;

interface Magic {
  kind: ArchiveKind;
  /** As latin1. */
  text: string;
}

/**
 * By first byte. The formats' own documents: APPNOTE.TXT 4.3 (zip), RFC 1952 (gzip), RFC 8878 (zstd), the .xz file format
 * 2.1.1.1, 7zFormat.txt, ar(5); Chrome's extensions are a zip behind a head of their own (CRX3).
 */
const magics: Readonly<Record<number, readonly Magic[]>> = {
  80: [
    { kind: 'zip', text: 'PK\x03\x04' },
    { kind: 'zip', text: 'PK\x05\x06' },
    // Marks of a zip that was meant to be split.
    { kind: 'zip', text: 'PK00PK\x03\x04' },
    { kind: 'zip', text: 'PK\x07\x08PK\x03\x04' },
  ],
  67: [{ kind: 'zip', text: 'Cr24' }],
  31: [{ kind: 'gzip', text: '\x1f\x8b\x08' }],
  66: [{ kind: 'bzip2', text: 'BZh' }],
  253: [{ kind: 'xz', text: '\xfd7zXZ\0' }],
  40: [{ kind: 'zstd', text: '\x28\xb5\x2f\xfd' }],
  55: [{ kind: '7z', text: '7z\xbc\xaf\x27\x1c' }],
  33: [{ kind: 'ar', text: '!<arch>\n' }],
  82: [{ kind: 'rar', text: 'Rar!\x1a\x07' }],
  77: [{ kind: 'cab', text: 'MSCF\0\0\0\0' }],
};

/** The block magics of bzip2 (the digits of pi, those of its root at the end of an empty one) come after one digit. */
const bzip2Blocks = ['1AY&SY', '\x17rE8P\x90'];

/** The kind of archive that content is, by its first `kindLength` bytes; undefined where it is none. */
export function archiveKind(head: Uint8Array): ArchiveKind | undefined {
  const candidates = magics[head[0] ?? 0];
  if (candidates !== undefined) {
    const start = Buffer.from(head.buffer, head.byteOffset, Math.min(16, head.length)).toString('latin1');
    for (const { kind, text } of candidates) {
      if (start.startsWith(text) && (kind !== 'bzip2' || bzip2Blocks.includes(start.slice(4, 10)))) return kind;
    }
  }
  return isTarHeader(head) || isMarkedTar(head) ? 'tar' : undefined;
}

/**
 * Whether content is an archive and nothing that could be read as text: some formats begin with plain letters, and a
 * text that begins so must not be left out.
 */
export function isArchive(head: Uint8Array): boolean {
  const kind = archiveKind(head);
  return (
    kind === 'tar' ||
    (kind !== undefined && head.subarray(0, 16).some((byte) => byte < 9 || (byte > 13 && byte < 32) || byte > 127))
  );
}

/** A tar file whose first head is damaged is one all the same. */
function isMarkedTar(head: Uint8Array): boolean {
  if (head[257] !== 0x75 || head[0] === 0) return false;
  const mark = Buffer.from(head.buffer, head.byteOffset + 257, Math.min(6, head.length - 257)).toString('latin1');
  return mark === 'ustar\0' || mark === 'ustar ';
}

/** Whether a block of 512 bytes heads a member of a tar file: its sum is right (POSIX.1-1988, 10.1.1). */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < 512 || block[0] === 0 || !hasOctalSum(block)) return false;
  let unsigned = 256;
  let signed = 256;
  for (let at = 0; at < 512; at++) {
    if (at >= 148 && at < 156) continue;
    const byte = block[at]!;
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  const sum = readOctal(block, 148, 8);
  // Some old programs added the bytes up as signed numbers.
  return sum === unsigned || sum === signed;
}

/** Cheap: most content that is no tar fails here. */
function hasOctalSum(block: Uint8Array): boolean {
  for (let at = 148; at < 154; at++) {
    const byte = block[at]!;
    if (byte !== 32 && byte !== 0 && (byte < 48 || byte > 55)) return false;
  }
  return true;
}

/** An octal number of a tar header, spaces or NUL around it; NaN where there is something else. */
export function readOctal(block: Uint8Array, from: number, length: number): number {
  const text = Buffer.from(block.buffer, block.byteOffset + from, length).toString('latin1');
  const digits = /^[ \0]*([0-7]*)[ \0]/.exec(`${text} `)?.[1];
  return digits === undefined ? Number.NaN : Number.parseInt(digits || '0', 8);
}
