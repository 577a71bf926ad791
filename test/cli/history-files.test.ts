import { describe, expect, it } from 'vitest';
import type { CommitStep, Step } from '../helpers/fast-import.ts';
import { folder } from '../helpers/folder.ts';
import { history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { githubPat } from '../helpers/secrets.ts';

const env = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;
const submodule = '1'.repeat(40);
const lfsPointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`;

const kinds: [title: string, steps: Step[], findings: string[]][] = [
  [
    'the target of a symbolic link',
    [
      { commit: 'a', files: { link: { mode: '120000', content: `https://x:${githubPat()}@github.com/x/y` } } },
      { commit: 'b', files: { link: { mode: '120000', content: 'elsewhere' } } },
    ],
    ['github-pat | link:1 | a..a x1 | gone | main'],
  ],
  [
    'a file that becomes a link, and a link that becomes a file',
    [
      { commit: 'a', files: { one: env(1), two: { mode: '120000', content: 'one' } } },
      { commit: 'b', files: { one: { mode: '120000', content: 'two' }, two: env(2) } },
    ],
    ['github-pat | one:1 | a..a x1 | gone | main', 'github-pat | two:1 | b..b x1 | head | main'],
  ],
  [
    'the URL of a submodule, with the submodule itself left out',
    [
      {
        commit: 'a',
        files: {
          '.gitmodules': `[submodule "lib"]\n\tpath = lib\n\turl = https://x:${githubPat()}@github.com/x/lib.git\n`,
          lib: { mode: '160000', content: submodule },
        },
      },
      { commit: 'b', files: { lib: { mode: '160000', content: '2'.repeat(40) } } },
      { commit: 'c', files: { '.gitmodules': null, lib: null } },
    ],
    ['github-pat | .gitmodules:3 | a..b x2 | gone | main'],
  ],
  [
    'a file in the place of a submodule, and the other way round',
    [
      { commit: 'a', files: { lib: { mode: '160000', content: submodule }, other: env(2) } },
      { commit: 'b', files: { lib: env(1), other: { mode: '160000', content: submodule } } },
    ],
    ['github-pat | lib:1 | b..b x1 | head | main', 'github-pat | other:1 | a..a x1 | gone | main'],
  ],
  [
    'a binary file that becomes text, and text that becomes binary',
    [
      { commit: 'a', files: { one: 'GIF\0\0\n', two: env(2) } },
      { commit: 'b', files: { one: env(1), two: 'GIF\0\0\n' } },
    ],
    ['github-pat | one:1 | b..b x1 | head | main', 'github-pat | two:1 | a..a x1 | gone | main'],
  ],
  [
    'text of which git thinks that it is binary: a NUL behind the part that a scan looks at',
    [{ commit: 'a', files: { 'long.txt': `${env()}${'words and words\n'.repeat(700)}\0\n` } }],
    ['github-pat | long.txt:1 | a..a x1 | head | main'],
  ],
  [
    'UTF-16 of both orders, with and without a mark',
    [
      { commit: 'a', files: { 'le.txt': utf16('le', true, env(1)), 'be.txt': utf16('be', true, env(2)) } },
      { commit: 'b', files: { 'plain.txt': utf16('le', false, `${env(3)}${'words and words\n'.repeat(20)}`) } },
      { commit: 'c', files: { 'le.txt': null, 'be.txt': utf16('be', true, `one\n${env(2)}`) } },
    ],
    [
      'github-pat | be.txt:1 | a..c x3 | head | main',
      'github-pat | le.txt:1 | a..b x2 | gone | main',
      'github-pat | plain.txt:1 | b..c x2 | head | main',
    ],
  ],
  [
    'a file without a line break at its end, and one that gets it',
    [
      { commit: 'a', files: { 'a.env': env().trim() } },
      { commit: 'b', files: { 'a.env': env() } },
    ],
    ['github-pat | a.env:1 | a..b x2 | head | main'],
  ],
  [
    'line breaks that become those of Windows',
    [
      { commit: 'a', files: { 'a.env': `A=1\n${env()}` } },
      { commit: 'b', files: { 'a.env': `A=1\n${env()}`.replaceAll('\n', '\r\n') } },
    ],
    ['github-pat | a.env:2 | a..b x2 | head | main'],
  ],
  [
    'lines that look like those of a patch',
    [
      {
        commit: 'a',
        files: {
          'x.patch': `diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+${env()}`,
          'y.txt': `++ ${env(2)}commit ${'0'.repeat(40)}\n:100644 100644 0 0 M\ty\n\\ No newline at end of file\n${env(3)}`,
        },
      },
      { commit: 'b', files: { 'x.patch': `+++ b/${githubPat(4)}\n--- a/x\n` } },
    ],
    [
      'github-pat | x.patch:1 | b..b x1 | head | main',
      'github-pat | x.patch:6 | a..a x1 | gone | main',
      'github-pat | y.txt:1 | a..b x2 | head | main',
      'github-pat | y.txt:5 | a..b x2 | head | main',
    ],
  ],
  [
    'an empty file that gets content, and content that goes',
    [
      { commit: 'a', files: { one: '', two: env(2) } },
      { commit: 'b', files: { one: env(1), two: '' } },
    ],
    ['github-pat | one:1 | b..b x1 | head | main', 'github-pat | two:1 | a..a x1 | gone | main'],
  ],
  [
    'a very long line',
    [{ commit: 'a', files: { 'min.js': `${'a=1;'.repeat(500_000)}t="${githubPat()}";${'b=2;'.repeat(500_000)}` } }],
    ['github-pat | min.js:1 | a..a x1 | head | main'],
  ],
  [
    'a large file, at its start, at the seams of its pieces and at its end',
    [
      { commit: 'a', files: { 'large.txt': large() } },
      { commit: 'b', files: { 'large.txt': `one line more\n${large()}` } },
      { commit: 'c', files: { 'large.txt': 'small\n' } },
    ],
    [1, 2, 3, 4].map((seed) => `github-pat | large.txt:${lineIn(large(), githubPat(seed))} | a..b x2 | gone | main`),
  ],
];

describe('a history', () => {
  it.each(kinds)('is read for %s', async (_title, steps, findings) => {
    expectFindings(await audit(history(steps)), findings);
  });

  it('says that pointers of git-LFS were not followed', async () => {
    const { report, code } = await audit(history([{ commit: 'a', files: { 'a.zip': lfsPointer } }]));
    expect([report.findings, code]).toEqual([[], 0]);
    expect(report.history.notes.join('\n')).toMatch(/LFS/);
  });
});

/** Names as bytes, and as a report shows them in JSON. */
const names: [title: string, name: string | Buffer, shown: string][] = [
  ['a blank', 'a b.env', 'a b.env'],
  ['a blank in front and one behind', ' a.env ', ' a.env '],
  ['double quotes', 'a"b".env', 'a"b".env'],
  ['a backslash', 'a\\b.env', 'a\\b.env'],
  ['a line break', 'a\nb.env', 'a\nb.env'],
  ['a tab', 'a\tb.env', 'a\tb.env'],
  ['a control character', 'a\x1b[31mb.env', 'a\x1b[31mb.env'],
  ['letters beyond ASCII', 'größe/ключ.env', 'größe/ключ.env'],
  ['bytes that are no UTF-8', Buffer.from('caf\xe9\xff.env', 'latin1'), 'caf\ufffd\ufffd.env'],
  ['a dash in front', '-rf.env', '-rf.env'],
  ['a colon in front', ':(top)a.env', ':(top)a.env'],
  ['an arrow', 'a => b.env', 'a => b.env'],
  ['the words of a patch', 'b/a b/a.env', 'b/a b/a.env'],
  ['the name of a device', 'dev/null', 'dev/null'],
  ['stars and brackets', '*[a]?.env', '*[a]?.env'],
  ['very many bytes', `${'d/'.repeat(200)}${'x'.repeat(250)}.env`, `${'d/'.repeat(200)}${'x'.repeat(250)}.env`],
];

describe('a file whose name has', () => {
  it.each(names)('%s is read, diffed, merged and told', async (_title, name, shown) => {
    const file = (commit: string, content: string, more: Partial<CommitStep> = {}): Step => ({
      commit,
      files: [[name, content]],
      ...more,
    });
    const steps = [
      file('a', env(1)),
      file('b', `${env(1)}${env(2)}`),
      file('s', `A=1\n${env(1)}`, { on: 'side', from: ['a'] }),
      file('merge', `A=1\n${env(3)}`, { from: ['b', 's'] }),
    ];
    expectFindings(await audit(history(steps)), [
      `github-pat | ${shown}:1 | a..s x3 | gone | main side`,
      `github-pat | ${shown}:2 | b..b x1 | gone | main`,
      `github-pat | ${shown}:2 | merge..merge x1 | head | main`,
    ]);
  });
});

describe('what is left out', () => {
  it('is told by path: what is binary, once, and no text in which something was found', async () => {
    const png = (seed: number) => Buffer.from(`\x89PNG\r\n\0${seed}`, 'latin1');
    const got = await audit(
      history([
        { commit: 'a', files: { 'a.env': env(1), 'logo.png': png(1), 'u.txt': utf16('le', true, env(2)) } },
        { commit: 'b', files: { 'logo.png': png(2) } },
      ]),
    );
    expect(got.report.scanned.skipped).toEqual([{ path: 'logo.png', reason: 'binary' }]);
    expectFindings(got, [
      'github-pat | a.env:1 | a..b x2 | head | main',
      'github-pat | u.txt:1 | a..b x2 | head | main',
    ]);
  });
});

describe('attributes of the repository', () => {
  const attributes =
    '*.env -diff\n*.bin binary\n*.gen -text linguist-generated\n*.doc diff=words\n*.u working-tree-encoding=UTF-16\n';
  const files = {
    '.gitattributes': attributes,
    'a.env': env(1),
    'b.bin': env(2),
    'c.gen': env(3),
    'd.doc': env(4),
    'e.u': env(5),
  };
  const places = ['a.env', 'b.bin', 'c.gen', 'd.doc', 'e.u'];

  it.each([
    ['in its tree', false],
    ['in its work tree and its own folder', true],
  ])('hide nothing: %s', async (_title, isOnDisk) => {
    const made = history([
      { commit: 'a', files },
      { commit: 'b', isAfresh: true, files: { 'notes.txt': 'all gone\n' } },
    ]);
    made.git('config', 'diff.words.textconv', 'echo nothing; true');
    if (isOnDisk) {
      made.write('.gitattributes', attributes);
      made.write('.git/info/attributes', attributes);
    }
    expectFindings(
      await audit(made),
      places.map((path) => `github-pat | ${path}:1 | a..a x1 | gone | main`),
    );
  });
});

describe('comments and lists that allow', () => {
  it('hold back what they hold back in a scan', async () => {
    const made = history([
      {
        commit: 'a',
        files: { 'a.env': `GITHUB_TOKEN=${githubPat(1)} # keyturn:allow\n`, 'b.env': env(2), 'c.env': env(3) },
      },
    ]);
    const config = folder({ 'keyturn.yaml': "allowlists:\n  - description: not b\n    paths: ['^b\\.env$']\n" });
    const { findings } = await audit(made, ['--config', `${config}/keyturn.yaml`]);
    expect(findings).toEqual(['github-pat | c.env:1 | a..a x1 | head | main']);
  });
});

function utf16(order: 'le' | 'be', isMarked: boolean, content: string): Buffer {
  const bytes = Buffer.from(`${isMarked ? '\ufeff' : ''}${content}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** Nine megabytes with four tokens. */
function large(): string {
  const words = 'A line of text that says nothing of note at all, sixty-four long\n';
  const part = words.repeat(Math.ceil((3 << 20) / words.length));
  return [1, 2, 3].map((seed) => `${env(seed)}${part}`).join('') + env(4);
}

function lineIn(content: string, token: string): number {
  return content.slice(0, content.indexOf(token)).split('\n').length;
}
