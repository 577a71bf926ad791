import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ends } from '../helpers/baseline.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { githubPat } from '../helpers/secrets.ts';
import { runInTerminal } from '../helpers/terminal.ts';

const allow = 'keyturn:allow';
const secret = `const token = '${githubPat()}';`;

/** A repository with these files and an empty baseline, all committed. */
async function made(files: Readonly<Record<string, string>>): Promise<Repo> {
  const made = repo();
  for (const [path, text] of Object.entries(files)) made.write(path, text);
  await ends(0, made.path, 'baseline', 'create');
  made.add();
  made.commit();
  return made;
}

function read({ path }: Repo, name: string): string {
  return readFileSync(join(path, name), 'utf8');
}

const remove = ['baseline', 'update', '--remove-unused', '--yes'];

describe('baseline update --remove-unused takes out ignore comments', () => {
  it.each([
    ['that have a line to themselves', 'a.ts', `a();\n  // ${allow} reason="old one"\nb();\n`, 'a();\nb();\n'],
    ['at the end of a line', 'a.ts', `a("it's"); // ${allow}\nb();  /* gitleaks:allow */\n`, 'a("it\'s");\nb();\n'],
    ['with line breaks as on Windows', 'a.ts', `a(); // ${allow}\r\n// ${allow}\r\nb();\r\n`, 'a();\r\nb();\r\n'],
    ['at the end of a file without a line break', 'a.py', `a = 1  # ${allow}`, 'a = 1'],
    ['before code', 'a.ts', `f(/* ${allow} */ 1);\n`, 'f(1);\n'],
    ['in YAML', 'a.yaml', `a: 1 # ${allow}\n# gitleaks:allow\nb: 2 # pragma: allowlist secret\n`, 'a: 1\nb: 2\n'],
    ['in HTML', 'a.html', `<p>a</p> <!-- ${allow} -->\n`, '<p>a</p>\n'],
    ['of secretlint with its rules', 'a.js', 'a(); // secretlint-disable-line @secretlint/x -- why\n', 'a();\n'],
    [
      'and keeps what else they say',
      'a.ts',
      `a(); // see b, ${allow}\nb(); // gitleaks:allow as c\n`,
      'a(); // see b\nb(); // as c\n',
    ],
    ['of several programs in one', 'a.ts', `a(); // gitleaks:allow trufflehog:ignore\n`, 'a();\n'],
    ['behind letters of several bytes', 'a.ts', `a('äöü €'); // ${allow} reason="größer"\n`, "a('äöü €');\n"],
  ])('%s', async (_title, name, before, after) => {
    const one = await made({ [name]: before });
    await ends(0, one.path, ...remove);
    expect(read(one, name)).toBe(after);
    const { stdout } = await ends(0, one.path, ...remove);
    expect(stdout).toBe('Nothing that is unused was taken out.\n.secrets.baseline: 0 known findings.\n');
    await ends(0, one.path, 'baseline', 'check', '--stale');
  });

  it('and leaves those that are in use, and those that quote one', async () => {
    const text = `${secret} // ${allow}; gitleaks:allow\nconst quoted = '// ${allow}';\n`;
    const one = await made({ 'a.ts': text });
    await ends(0, one.path, ...remove);
    expect(read(one, 'a.ts')).toBe(text.replace('; gitleaks:allow', ''));
    await ends(0, one.path, 'scan');
  });

  it.each([
    ['in a block over lines', 'a.ts', `/*\n * ${allow}\n */\na();\n`],
    ['not understood', 'a.ts', `a(); // ${allow} until=soon\n`],
    ['in a block of YAML', 'a.yaml', `run: |\n  # ${allow}\n  make\n`],
    ['in a here-document', 'a.sh', `cat <<EOF\n# ${allow}\nEOF\n`],
    ['a range', 'a.js', '// secretlint-disable\na();\n// secretlint-enable\n'],
    ['far to the right', 'a.py', `${'a.'.repeat(120)}b() # ${allow}\n`],
  ])('but for one that is %s, which it names', async (_title, name, text) => {
    const one = await made({ [name]: text });
    const { stderr } = await ends(2, one.path, ...remove);
    expect(stderr).toMatch(new RegExp(`^keyturn: ${name}:\\d: left as it is: `));
    expect(read(one, name)).toBe(text);
  });

  it('and keeps the numbers of lines that an ignore file gives', async () => {
    const rows = 'a.ts:github-pat:3\nb.ts:github-pat:9\n';
    const one = await made({ 'a.ts': `// ${allow}\nb();\n${secret}\n`, '.gitleaksignore': rows });
    await ends(0, one.path, ...remove);
    expect([read(one, 'a.ts'), read(one, '.gitleaksignore')]).toEqual([`\nb();\n${secret}\n`, 'a.ts:github-pat:3\n']);
    await ends(0, one.path, 'baseline', 'check', '--stale');
  });
});

describe('baseline update --remove-unused takes out', () => {
  it('lines of an ignore file, and keeps its comments', async () => {
    const rows = `# ours\r\na.ts:github-pat:1\r\n\r\n# gone\r\nold.ts:github-pat:4\r\n`;
    const one = await made({ 'a.ts': `${secret}\n`, '.gitleaksignore': rows });
    const { stderr, stdout } = await ends(0, one.path, ...remove);
    expect(stderr).toBe('- .gitleaksignore:5: old.ts:github-pat:4\n');
    expect(stdout).toBe('Taken out: 1 unused, in 1 file.\n.secrets.baseline: 0 known findings.\n');
    expect(read(one, '.gitleaksignore')).toBe('# ours\r\na.ts:github-pat:1\r\n\r\n# gone\r\n');
  });

  it('allowlists of keyturn.yaml, and what holds nothing then', async () => {
    const config = `# our settings
exclude: [ "x/**" ]   # kept

allowlists:
  # in use
  - description: ours
    paths: ['^a\\.ts$']
  - description: gone # long ago
    paths:
      - ^old/
  # last
  - paths: ['^b\\.ts$'] # used
override:
  github-pat:
    allow:
      - path: ^gone/
minSeverity: low
`;
    const kept = config
      .replace(/ {2}- description: gone[\s\S]*\^old\/\n/, '')
      .replace(/override:[\s\S]*\^gone\/\n/, '');
    const one = await made({ 'a.ts': `${secret}\n`, 'b.ts': `${secret}\n`, 'keyturn.yaml': config });
    await ends(0, one.path, ...remove);
    expect(read(one, 'keyturn.yaml')).toBe(kept);
    await ends(0, one.path, 'baseline', 'check', '--stale');
  });

  it('not what is written in one line with others, nor of a .gitleaks.toml', async () => {
    const yaml = "allowlists: [{ paths: ['^old/'] }, { paths: ['^a'] }]\n";
    const one = await made({ 'a.ts': `${secret}\n`, 'keyturn.yaml': yaml });
    expect((await ends(2, one.path, ...remove)).stderr).toBe(
      'keyturn: keyturn.yaml:1: left as it is: allowlists[0]: stands in a form that cannot be cut\n',
    );
    const toml = "[extend]\nuseDefault = true\n[[allowlists]]\npaths = ['^old/']\n";
    const other = await made({ '.gitleaks.toml': toml });
    expect((await ends(2, other.path, ...remove)).stderr).toContain(
      'TOML cannot be edited without losing its comments',
    );
    expect([read(one, 'keyturn.yaml'), read(other, '.gitleaks.toml')]).toEqual([yaml, toml]);
  });
});

describe('baseline update --remove-unused', () => {
  const text = `a(); // ${allow}\n`;

  it('refuses without a terminal, and asks on one', async () => {
    const one = await made({ 'a.ts': text });
    const { stderr } = await ends(2, one.path, 'baseline', 'update', '--remove-unused');
    expect(stderr).toContain('nothing was changed: there is no terminal to ask on; --yes takes them out');
    const answer = (type: string) =>
      runInTerminal(one.path, ['baseline', 'update', '--remove-unused'], [{ wait: '[y/N] ', type }]);
    expect((await answer('n\n')).shown).toContain(`- a.ts:1: ${allow}\nTake these out? [y/N] `);
    expect(read(one, 'a.ts')).toBe(text);
    expect((await answer('y\n')).code).toBe(0);
    expect(read(one, 'a.ts')).toBe('a();\n');
  });

  it('leaves a file with changes that are not staged, but for --force, and keeps its mode', async () => {
    const one = await made({ 'a.ts': text });
    one.write('a.ts', `${text}b();\n`);
    chmodSync(join(one.path, 'a.ts'), 0o750);
    const { stderr } = await ends(2, one.path, ...remove);
    expect(stderr).toContain('a.ts has changes that are not staged and is left as it is: git add it, or give --force');
    expect(read(one, 'a.ts')).toBe(`${text}b();\n`);
    await ends(0, one.path, ...remove, '--force');
    expect([read(one, 'a.ts'), statSync(join(one.path, 'a.ts')).mode & 0o777]).toEqual(['a();\nb();\n', 0o750]);
    expect(readdirSync(one.path).sort()).toEqual(['.git', '.secrets.baseline', 'a.ts']);
  });

  it('leaves a link and a file that is read-only', async () => {
    const one = await made({ 'a.ts': text, 'rows.txt': 'old.ts:github-pat:4\n' });
    symlinkSync('rows.txt', join(one.path, '.gitleaksignore'));
    chmodSync(join(one.path, 'a.ts'), 0o444);
    const { stderr } = await ends(2, one.path, ...remove);
    expect(stderr).toContain('.gitleaksignore is no regular file: left as it is');
    expect(stderr).toContain('its file is read-only');
    expect([read(one, 'a.ts'), read(one, 'rows.txt')]).toEqual([text, 'old.ts:github-pat:4\n']);
  });

  it('shows no secret that a comment holds', async () => {
    const one = await made({ 'a.ts': `a(); // ${allow} reason="was ${githubPat(2)}"\n${secret} // ${allow}\n` });
    const { stdout, stderr } = await ends(0, one.path, ...remove);
    expect(stdout + stderr).not.toContain(githubPat(2).slice(6));
  });

  it('takes no narrower scan, and --yes goes with it only', async () => {
    const one = await made({ 'a.ts': text });
    expect((await ends(2, one.path, ...remove, '--exclude', 'b')).stderr).toContain('--exclude exclude each other');
    expect((await ends(2, one.path, 'baseline', 'update', '--yes')).stderr).toContain(
      '--yes goes with --remove-unused',
    );
    expect([read(one, 'a.ts'), existsSync(join(one.path, '.secrets.baseline.lock'))]).toEqual([text, false]);
  });
});
