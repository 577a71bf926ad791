import { keepGeneric } from '../judge.ts';
import { type Level, tell } from '../level.ts';
import { readCallArgument } from './call-argument.ts';
import { judgeCredentials } from './url-credentials.ts';

/** What may stand between a command and its option: no other command, but lines that go on behind a backslash. */
const between = String.raw`(?:[^\n|;&\\]|\\\r?\n|\\[^\r\n]){0,400}?\s`;
const value = String.raw`["']?([^\s"'${'`'}$<>|;&\\%{}]{4,128})(?=["'\s;|&)\\]|$)`;

/** By the command's first letter; each has the user, if any, and the password. */
const commands: Readonly<Record<string, RegExp>> = {
  /** https://curl.se/docs/manpage.html#-u */
  c: command(
    String.raw`curl ${between}?(?:-[a-zA-Z]{0,6}[uU]|--user|--proxy-user)(?:=|\s{0,4})["']?([^\s:"'$<{]{1,80}):`,
  ),
  /** https://linux.die.net/man/1/sshpass */
  p: command(String.raw`pass\s{1,4}-p\s{0,4}()`),
  /** https://dev.mysql.com/doc/refman/8.4/en/connecting.html: no space before the password. */
  m: command(`(?:mysql|mysqldump|mysqladmin|mariadb) (?:${between})?-p()|mongo(?:sh|dump) ${between}-p ()`),
  /** https://docs.docker.com/reference/cli/docker/login/ */
  d: command(`docker login (?:${between})?-p[ =]()`),
  o: command(`podman login (?:${between})?-p[ =]()`),
  /** https://redis.io/docs/latest/develop/tools/cli/ */
  r: command(`redis-cli (?:${between})?-a ()`),
  l: command(`ldapsearch (?:${between})?-w ()`),
};

function command(head: string): RegExp {
  return new RegExp(`(?:${head})${value}`, 'y');
}

/** Reads a password that is handed to the command whose name begins at `start`; true if there is one, whatever came of it. */
export function readCommandLine(level: Level, start: number): boolean {
  const pattern = patternAt(level.bytes, start);
  if (pattern === undefined) return readCallArgument(level, start);
  pattern.lastIndex = start;
  const found = pattern.exec(level.text);
  if (found === null) return readCallArgument(level, start);
  const password = found.at(-1)!;
  const valueEnd = start + found[0].length;
  const span = { valueStart: valueEnd - password.length, valueEnd };
  const verdict = judgeCredentials(found[1] ?? '', password);
  if ('rejection' in verdict) {
    tell(level, 'command-line-password', span.valueStart, valueEnd, verdict.rejection);
    return true;
  }
  keepGeneric(level, 'command-line-password', span, start, { ...verdict, reasons: ['a password on a command line'] });
  return true;
}

function patternAt(bytes: Uint8Array, start: number): RegExp | undefined {
  switch (bytes[start]) {
    case 99:
      return bytes[start + 4] === 32 ? commands.c : undefined;
    case 100:
      return bytes[start + 7] === 108 ? commands.d : undefined;
    case 108:
      return bytes[start + 10] === 32 ? commands.l : undefined;
    case 109:
      return commands.m;
    case 112:
      if (bytes[start + 1] === 111) return commands.o;
      return bytes[start - 1] === 104 && bytes[start - 2] === 115 && bytes[start - 3] === 115 ? commands.p : undefined;
    case 114:
      return bytes[start + 5] === 45 ? commands.r : undefined;
    default:
      return undefined;
  }
}
