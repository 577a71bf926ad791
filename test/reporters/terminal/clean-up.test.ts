import { expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import type { ReportContext } from '../../../src/reporters/index.ts';
import { reportTerminal } from '../../../src/reporters/terminal.ts';
import { makeHistoryFinding, makeHistoryPlace, makeHistoryReport } from '../../helpers/history-report.ts';
import { collect, makeContext } from '../make-report.ts';

/** What is said after the summary. */
async function cleanUp(findings: Finding[], context: Partial<ReportContext> = {}): Promise<string> {
  const text = await collect(reportTerminal(makeHistoryReport({ findings }), makeContext(context)));
  return text.slice(text.indexOf('To take them out'));
}

const rewriting = (text: string) => /git filter-repo(?:.*\\\n)*.*/.exec(text)![0].replaceAll(/ \\\n +/g, ' ');

it('says nothing of cleaning where there is nothing to clean', async () => {
  expect(await collect(reportTerminal(makeHistoryReport(), makeContext()))).not.toContain('filter-repo');
});

it('names the file that was written, and what is not in it', async () => {
  const leftOut = Array.from({ length: 12 }, (_, index) => ({ place: `a.txt:${index}`, reason: 'it is too short' }));
  const replacements = { file: '/home/me/my secrets.txt', count: 3, leftOut };
  const text = await cleanUp([makeHistoryFinding()], { replacements });
  expect(text.slice(text.indexOf('  2.'), text.indexOf('  4.'))).toMatchInlineSnapshot(`
    "  2. FILE is /home/me/my secrets.txt with 3 values. Not in it, to be taken out
         by hand:
         - a.txt:0: it is too short
         - a.txt:1: it is too short
         - a.txt:2: it is too short
         - a.txt:3: it is too short
         - a.txt:4: it is too short
         - a.txt:5: it is too short
         - a.txt:6: it is too short
         - a.txt:7: it is too short
         - a.txt:8: it is too short
         - a.txt:9: it is too short
         - and 2 more
      3. Rewrite a new mirror of the repository at URL (pip install
         git-filter-repo), then look at it:
           git clone --mirror URL clean.git && cd clean.git
           git filter-repo --replace-refs update-no-add \\
             --replace-text '/home/me/my secrets.txt' \\
             --replace-message '/home/me/my secrets.txt'
           git reflog expire --expire=now --all && git gc --prune=now
           keyturn history .
         Or, where all are values of one line in files, BFG instead of git
         filter-repo:
           bfg --no-blob-protection --replace-text '/home/me/my secrets.txt' .
    "
  `);
});

it('replaces nothing where no value could be written', async () => {
  const findings = [makeHistoryFinding({ redacted: '', before: '', after: '' })];
  const text = await cleanUp(findings, { replacements: { file: undefined, count: 0, leftOut: [] } });
  expect(text).toContain('FILE was not written');
  expect(text).not.toContain('--replace-text');
  expect(rewriting(text)).toBe('git filter-repo --replace-refs update-no-add --invert-paths --path src/store.ts');
});

it('removes files that are themselves the secret, at every path they ever had', async () => {
  const names = ['keys/id rsa', ...Array.from({ length: 11 }, (_, index) => `k${index}.pem`)];
  const places = names.map((path) => makeHistoryPlace({ path }));
  const findings = [makeHistoryFinding({ path: names[0]!, redacted: '', before: '', after: '', history: { places } })];
  const paths = names.slice(1, 10).map((name) => `--path ${name}`);
  expect(rewriting(await cleanUp(findings))).toBe(
    [
      'git filter-repo --replace-refs update-no-add --replace-text FILE --replace-message FILE',
      `--invert-paths --path 'keys/id rsa' ${paths.join(' ')} --path ...`,
    ].join(' '),
  );
});

it('says how people, file names and refs are changed', async () => {
  const kinds = ['author', 'file-name', 'ref'] as const;
  const text = await cleanUp(kinds.map((kind) => makeHistoryFinding({ place: { kind, path: `(${kind})` } })));
  expect(rewriting(text)).toBe(
    'git filter-repo --replace-refs update-no-add --replace-text FILE --replace-message FILE --mailmap MAILMAP --path-rename OLD:NEW',
  );
  expect(text).toContain('git branch --move OLD NEW');
});

it.each([
  ['the repository itself', '/home/me/shop', 'keyturn history --replace-text FILE'],
  ['a folder in it', '/home/me/shop/src', 'keyturn history --replace-text FILE'],
  ['elsewhere', '/home/me', 'keyturn history /home/me/shop --replace-text FILE'],
])('names the repository in a command where the working folder is %s', async (_where, cwd, command) => {
  expect(await cleanUp([makeHistoryFinding()], { cwd })).toContain(`       ${command}\n`);
});

it('names those who added the secrets, each once', async () => {
  const names = ['Ada', 'Bob', 'Ada', '', ...Array.from({ length: 9 }, (_, index) => `P${index}`)];
  const text = await cleanUp(names.map((author) => makeHistoryFinding({ place: { author } })));
  expect(text.replaceAll(/\s+/g, ' ')).toContain('those who added them (Ada, Bob, P0, P1, P2, P3, P4, P5, 3 more)');
});
