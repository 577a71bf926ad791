const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

const quote = 34;
const backslash = 92;

/**
 * Undoes git's C-style quoting of a path (https://git-scm.com/docs/git-config, core.quotePath): gives the bytes
 * between the quotes and the offset behind the closing one. Undefined unless a quoted path starts at `start`.
 */
export function unquotePath(line: Buffer, start = 0): { path: Buffer; end: number } | undefined {
  if (line[start] !== quote) return undefined;
  const bytes: number[] = [];
  for (let at = start + 1; at < line.length; at++) {
    const byte = line[at]!;
    if (byte === quote) return { path: Buffer.from(bytes), end: at + 1 };
    if (byte !== backslash) bytes.push(byte);
    else if (isOctal(line, at + 1)) {
      bytes.push(Number.parseInt(line.toString('latin1', at + 1, at + 4), 8) & 0xff);
      at += 3;
    } else {
      at++;
      bytes.push(escapes[String.fromCharCode(line[at] ?? 0)] ?? line[at] ?? backslash);
    }
  }
  return undefined;
}

function isOctal(line: Buffer, start: number): boolean {
  for (let at = start; at < start + 3; at++) {
    const byte = line[at] ?? 0;
    if (byte < 0x30 || byte > 0x37) return false;
  }
  return true;
}
