import { execFileSync } from 'node:child_process';

/** What a line of Python makes of `data` (bytes), as bytes. */
export function python(imports: string, expression: string, data: Buffer): Buffer {
  const script = `import sys, io, ${imports}\ndata = sys.stdin.buffer.read()\nsys.stdout.buffer.write(${expression})`;
  return execFileSync('python3', ['-c', script], { input: data, maxBuffer: 1 << 28 });
}
