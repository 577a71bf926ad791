import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Step } from '../helpers/fast-import.ts';
import { type HistoryRepo, history } from '../helpers/history.ts';
import { audit, expectFindings } from '../helpers/history-findings.ts';
import { openRepo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat } from '../helpers/secrets.ts';

const env = (seed = 1) => `GITHUB_TOKEN=${githubPat(seed)}\n`;

/** A secret that is gone, one on a branch, one in HEAD. */
const steps: Step[] = [
  { commit: 'a', files: { 'a.env': env(1), 'notes.txt': 'one\n' } },
  { commit: 'b', files: { 'a.env': null } },
  { commit: 's', on: 'side', from: ['b'], files: { 's.env': env(2) } },
  { commit: 'c', files: { 'c.env': env(3) } },
  { commit: 'd', files: { 'notes.txt': 'two\n' } },
];
const findings = [
  'github-pat | a.env:1 | a..a x1 | gone | main side',
  'github-pat | c.env:1 | c..d x2 | head | main',
  'github-pat | s.env:1 | s..s x1 | gone | side',
];

describe('a repository', () => {
  it.each([
    ['with packed objects', {}],
    ['with loose objects', { isLoose: true }],
    ['that is bare', { isBare: true }],
    ['of SHA-256', { objectFormat: 'sha256' }],
    ['of SHA-256 that is bare', { objectFormat: 'sha256', isBare: true }],
  ])('%s is read', async (_title, options) => {
    expectFindings(await audit(history(steps, options)), findings);
  });

  it('is read from a folder in it, and from its .git folder', async () => {
    const made = history(steps);
    made.write('deep/down/notes.txt', 'one\n');
    for (const path of ['deep/down', '.git']) {
      expectFindings(await audit({ ...made, path: join(made.path, path) }), findings);
    }
  });

  it('is that of the working folder where none is named', async () => {
    const made = history(steps);
    const { stdout, code } = await run(['history', '--format', 'json'], { cwd: made.path });
    expect([JSON.parse(stdout).findings.length, code]).toEqual([3, 1]);
  });

  it('without any commit has nothing to find', async () => {
    expectFindings(await audit(history([])), []);
  });

  it('is refused where there is none', async () => {
    const { code, stderr } = await run(['history', temporaryFolder()]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/is in no git repository/);
  });

  it('with HEAD detached is read from there too', async () => {
    const made = history([...steps, { commit: 'x', on: 'lost', from: ['d'], files: { 'x.env': env(4) } }], {
      head: 'x',
    });
    made.git('branch', '-D', 'lost');
    expectFindings(await audit(made), [
      'github-pat | a.env:1 | a..a x1 | gone | HEAD main side',
      'github-pat | c.env:1 | c..x x3 | head | HEAD main',
      'github-pat | s.env:1 | s..s x1 | gone | side',
      'github-pat | x.env:1 | x..x x1 | head | HEAD',
    ]);
  });

  it('with HEAD on a branch that is not born yet is read', async () => {
    const gone = findings.map((each) => each.replace('| head |', '| gone |'));
    expectFindings(await audit(history(steps, { head: 'unborn' })), gone);
  });

  it('is read from a linked work tree, whose HEAD counts', async () => {
    const made = history(steps);
    const linked = join(temporaryFolder(), 'linked');
    made.git('worktree', 'add', '--quiet', '--detach', linked, made.id('s'));
    const tree = openRepo(linked);
    tree.write('x.env', env(4));
    tree.add();
    made.name('x', tree.commit());
    expectFindings(await audit({ ...made, path: linked }), [
      'github-pat | a.env:1 | a..a x1 | gone | HEAD main side',
      'github-pat | c.env:1 | c..d x2 | gone | main',
      'github-pat | s.env:1 | s..x x2 | head | HEAD side',
      'github-pat | x.env:1 | x..x x1 | head | HEAD',
    ]);
  });

  it('is read with the HEADs of its other work trees', async () => {
    const made = history(steps);
    const linked = join(temporaryFolder(), 'linked');
    made.git('worktree', 'add', '--quiet', '--detach', linked, made.id('s'));
    const tree = openRepo(linked);
    tree.write('x.env', env(4));
    tree.add();
    made.name('x', tree.commit());
    const { report } = await audit(made);
    expect(report.findings.map(({ path }) => path).sort()).toEqual(['a.env', 'c.env', 's.env', 'x.env']);
  });

  it('is read with the history of a submodule only where that is named', async () => {
    const inner = history(steps);
    const outer = history([{ commit: 'o', files: { 'notes.txt': 'one\n' } }]);
    outer.git('reset', '--quiet', '--hard');
    outer.git('submodule', '--quiet', 'add', inner.path, 'lib');
    outer.commit('add it');
    expect((await audit(outer)).report.findings).toEqual([]);
    const { report } = await audit({ ...inner, path: join(outer.path, 'lib') });
    expect(report.findings.map(({ path }) => path).sort()).toEqual(['a.env', 'c.env', 's.env']);
  });
});

describe('a clone', () => {
  it('that is shallow says so and is read as far as it goes', async () => {
    const made = history(steps);
    const clone = cloneOf(made, '--depth', '1');
    const got = await audit({ ...made, path: clone });
    expect(got.findings).toEqual(['github-pat | c.env:1 | d..d x1 | head | main remotes/origin/main']);
    expect([got.report.history.isShallow, got.report.history.commits, got.code]).toEqual([true, 1, 1]);
  });

  it.each([
    ['takes objects from another repository', ['--shared']],
    ['is a mirror', ['--mirror']],
    ['has its refs from a remote', ['--no-local']],
  ])('that %s is read', async (_title, flags) => {
    const made = history(steps);
    const { report } = await audit({ ...made, path: cloneOf(made, ...flags) });
    expect(report.findings.map(({ path, inHead }) => `${path} ${inHead}`).sort()).toEqual([
      'a.env false',
      'c.env true',
      's.env false',
    ]);
  });

  it('names the refs of its remote', async () => {
    const made = history(steps);
    const clone = cloneOf(made, '--no-local');
    openRepo(clone).git('remote', 'set-head', 'origin', '--delete');
    const got = await audit({ ...made, path: clone });
    expect(got.findings).toEqual([
      'github-pat | a.env:1 | a..a x1 | gone | main remotes/origin/main remotes/origin/side',
      'github-pat | c.env:1 | c..d x2 | head | main remotes/origin/main',
      'github-pat | s.env:1 | s..s x1 | gone | remotes/origin/side',
    ]);
  });
});

describe('what changes the history that git shows', () => {
  it('hides nothing: replaced objects', async () => {
    const made = history([...steps, { commit: 'clean', on: 'clean', from: ['b'], files: { 'notes.txt': 'two\n' } }]);
    made.git('replace', made.id('c'), made.id('clean'));
    made.git(
      'replace',
      made.git('rev-parse', `${made.id('a')}:a.env`),
      made.git('rev-parse', `${made.id('a')}:notes.txt`),
    );
    const { report } = await audit(made);
    expect(report.findings.map(({ path }) => path).sort()).toEqual(['a.env', 'c.env', 's.env']);
    expect(report.history.notes.join('\n')).toMatch(/2 replaced objects/);
  });

  it('hides nothing: grafts', async () => {
    const made = history(steps);
    mkdirSync(join(made.path, '.git/info'), { recursive: true });
    writeFileSync(join(made.path, '.git/info/grafts'), `${made.id('d')}\n`);
    const got = await audit(made);
    expectFindings(got, findings);
    expect(got.report.history.notes.join('\n')).toMatch(/graft/);
  });

  it('hides nothing: a file of shallow commits that somebody wrote', async () => {
    const made = history(steps);
    writeFileSync(join(made.path, '.git/shallow'), `${made.id('d')}\n`);
    const { report } = await audit(made);
    expect(report.history.isShallow).toBe(true);
  });

  it('hides nothing: an old commit-graph and bitmaps', async () => {
    const made = history(steps);
    made.git('commit-graph', 'write', '--reachable', '--changed-paths');
    made.git('repack', '-adq', '--write-bitmap-index');
    made.git('multi-pack-index', 'write');
    expectFindings(await audit(made), findings);
  });

  it('hides nothing: settings of the repository', async () => {
    const made = history(steps);
    const settings = [
      ['diff.external', 'false'],
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['diff.renames', 'copies'],
      ['diff.algorithm', 'patience'],
      ['diff.ignoreSubmodules', 'all'],
      ['diff.orderFile', '/nowhere'],
      ['diff.submodule', 'log'],
      ['diff.interHunkContext', '10'],
      ['diff.suppressBlankEmpty', 'true'],
      ['diff.wsErrorHighlight', 'all'],
      ['color.ui', 'always'],
      ['core.quotePath', 'true'],
      ['core.bigFileThreshold', '10'],
      ['core.pager', 'false'],
      ['core.attributesFile', join(made.path, 'attributes')],
      ['log.showRoot', 'false'],
      ['log.follow', 'true'],
      ['log.diffMerges', 'off'],
      ['log.excludeDecoration', 'refs/*'],
      ['log.date', 'relative'],
      ['format.pretty', 'oneline'],
      ['i18n.logOutputEncoding', 'UTF-16'],
      ['transfer.hideRefs', 'refs/heads/side'],
      ['uploadpack.hideRefs', 'refs/heads/side'],
      ['core.abbrev', '4'],
      ['core.warnAmbiguousRefs', 'true'],
      ['core.precomposeUnicode', 'true'],
      ['core.ignoreCase', 'true'],
    ];
    for (const setting of settings) made.git('config', ...setting);
    writeFileSync(join(made.path, 'attributes'), '* -diff binary\n');
    expectFindings(await audit(made), findings);
  });

  it('hides nothing: a branch called as a file, as HEAD or as an option', async () => {
    const made = history([...steps, { ref: 'refs/heads/HEAD', of: 'a' }, { ref: 'refs/heads/c.env', of: 'a' }]);
    made.write('c.env', 'none\n');
    made.git('update-ref', 'refs/heads/--all', made.id('a'));
    const { report } = await audit(made);
    expect(report.findings.map(({ path, inHead }) => `${path} ${inHead}`).sort()).toEqual([
      'a.env false',
      'c.env true',
      's.env false',
    ]);
  });
});

describe('what no ref holds', () => {
  /** A commit that a force-push left behind, one that only the reflog knows, a staged blob that was never committed. */
  function withLostCommits(): HistoryRepo {
    const made = history([...steps, { commit: 'lost', on: 'lost', from: ['d'], files: { 'lost.env': env(5) } }]);
    made.git('branch', '-D', 'lost');
    made.git('reset', '--quiet', '--hard');
    made.write('kept.env', env(6));
    made.add();
    made.name('kept', made.commit());
    made.git('reset', '--quiet', '--hard', made.id('d'));
    made.write('staged.env', env(7));
    made.add();
    made.git('reset', '--quiet', '--hard');
    return made;
  }

  it('is left out unless asked for', async () => {
    expectFindings(await audit(withLostCommits()), findings);
  });

  it('is read with --unreachable', async () => {
    expectFindings(await audit(withLostCommits(), ['--unreachable']), [
      'github-pat | (unreachable file):1 | .. x0 | gone | ',
      'github-pat | a.env:1 | a..a x1 | gone | main side',
      'github-pat | c.env:1 | c..kept x4 | head | main',
      'github-pat | kept.env:1 | kept..kept x1 | gone | ',
      'github-pat | lost.env:1 | lost..lost x1 | gone | ',
      'github-pat | s.env:1 | s..s x1 | gone | side',
    ]);
  });

  it('is read where the reflog names what is gone', async () => {
    const made = withLostCommits();
    appendFileSync(join(made.path, '.git/logs/HEAD'), `${'1'.repeat(40)} ${'2'.repeat(40)} A <a@b> 1 +0000\tgone\n`);
    const { report } = await audit(made, ['--unreachable']);
    expect(report.findings.length).toBe(6);
  });
});

function cloneOf(made: HistoryRepo, ...flags: string[]): string {
  const path = join(temporaryFolder(), 'clone');
  openRepo(temporaryFolder()).git('clone', '--quiet', ...flags, `file://${made.path}`, path);
  return path;
}
