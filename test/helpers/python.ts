import { execFileSync } from 'node:child_process';

/** What an expression of Python makes of `data` (bytes), as bytes; `lines` come before it. */
export function python(imports: string, expression: string, data: Buffer, lines: readonly string[] = []): Buffer {
  const end = ['data = sys.stdin.buffer.read()', `sys.stdout.buffer.write(${expression})`];
  const script = [`import sys, io, ${imports}`, ...lines, ...end].join('\n');
  return execFileSync('python3', ['-c', script], { input: data, maxBuffer: 1 << 28 });
}
