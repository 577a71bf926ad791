import { describe, expect, it } from 'vitest';
import { readInlineAllows } from '../../src/findings/inline-allow.ts';

const allow = ['keyturn', 'allow'].join(':');

/** Whether the last directive of a text counts as a comment. */
function isMeant(path: string, text: string): boolean | undefined {
  const source = text.replaceAll('ALLOW', allow);
  return readInlineAllows(source, 1, path, '2026-01-01').at(-1)?.isMeant?.();
}

describe('a directive in a comment', () => {
  it.each([
    ['a.ts', "const a = 'b'; // ALLOW"],
    ['a.ts', '  * more words ALLOW'],
    ['a.js', 'const a = `b`;\nconst c = 1; /* ALLOW */'],
    ['a.py', 'a = "it\'s" # ALLOW'],
    ['a.py', '"""A module."""\na = 1 # ALLOW'],
    ['config/.env', 'A=b # ALLOW'],
    ['Dockerfile', 'ENV A=b # ALLOW'],
    ['a.ini', '; ALLOW'],
    ['a.php', '$a = 1; # ALLOW'],
    ['a.tf', 'a = 1 // ALLOW'],
    ['a.sql', 'select 1 -- ALLOW'],
    ['a.md', '<!-- ALLOW -->'],
    ['a.vue', '<p></p> <!-- ALLOW -->'],
    ['a.unknown', "' ALLOW"],
    ['a.ts', `${'x'.repeat(300)} ALLOW`],
  ])('is meant: %s, %j', (path, text) => {
    expect(isMeant(path, text)).toBe(true);
  });
});

describe('a directive that a text quotes', () => {
  it.each([
    ['a.ts', "write('a.py', 'x = 1 # ALLOW');"],
    ['a.ts', 'write("a.js", "x(\\"y\\") // ALLOW");'],
    ['a.ts', 'write(`\nx = 1 // ALLOW\n`);'],
    ['a.ts', '/** Reads `ALLOW` and the like. */'],
    ['a.py', 'a = """\n# ALLOW\n"""'],
    ['a.md', 'Write `x = 1 # ALLOW` behind it.'],
    ['a.md', '```sh\nx=1 # ALLOW\n```'],
    ['a.json', '{"note": "ALLOW"}'],
    ['a.sh', 'echo "ALLOW"'],
  ])('is not: %s, %j', (path, text) => {
    expect(isMeant(path, text)).toBe(false);
  });
});

it('is not slow where a file is full of them', () => {
  const allows = readInlineAllows(`// ${allow}\n`.repeat(20_000), 1, 'a.ts', '2026-01-01');
  expect(allows.filter((each) => each.isMeant?.())).toHaveLength(5_000);
});
