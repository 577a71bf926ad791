import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { baselineText, ends, entriesOf, newPlaces } from '../helpers/baseline.ts';
import { type Repo, repo, temporaryFolder } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { githubPat, slackBot, stripeLive, strongPassword } from '../helpers/secrets.ts';

const token = `const token = '${githubPat()}';\n`;
const password = `DB_PASSWORD=${strongPassword().slice(0, 12)}\n`;

/** A repository with two secrets and a baseline that knows them, all committed. */
async function known(): Promise<Repo> {
  const made = repo();
  made.write('src/app.ts', token);
  made.write('config/db.env', password);
  await ends(0, made.path, 'baseline', 'create');
  made.add();
  made.commit();
  return made;
}

describe('a finding that the baseline knows', () => {
  it('fails nothing: neither a scan, nor a commit, nor an audit of the history', async () => {
    const made = repo();
    made.write('src/app.ts', token);
    made.write('config/db.env', password);
    expect(await newPlaces(made.path, 'scan')).toEqual(['config/db.env:1 generic-password', 'src/app.ts:1 github-pat']);
    await ends(0, made.path, 'baseline', 'create');
    expect(entriesOf(made.path)).toEqual(['config/db.env generic-password', 'src/app.ts github-pat']);
    await ends(0, made.path, 'scan');
    made.add();
    await ends(0, made.path, 'staged');
    made.commit();
    await ends(0, made.path, 'history');
    await ends(1, made.path, 'scan', '--no-baseline');
    await ends(1, made.path, 'history', '--no-baseline');
  });

  it('is counted, and listed with a mark when asked for', async () => {
    const { path } = await known();
    const short = JSON.parse((await ends(0, path, 'scan', '--format', 'json')).stdout);
    expect([short.baseline, short.findings]).toEqual([
      { name: '.secrets.baseline', known: 2, real: 0, expired: 0 },
      [],
    ]);
    const long = JSON.parse((await ends(0, path, 'scan', '--format', 'json', '--show-known')).stdout);
    expect(long.findings.map((each: { known: unknown }) => each.known)).toEqual([
      { decision: 'undecided' },
      { decision: 'undecided' },
    ]);
    const { stdout } = await ends(0, path, 'scan');
    expect(stdout).toMatch(/^No new secrets found in /);
    expect(stdout).toContain('Known in .secrets.baseline: 2 findings; --show-known lists them.');
    const sarif = JSON.parse((await ends(0, path, 'scan', '--format', 'sarif', '--show-known')).stdout);
    expect(sarif.runs[0].results.map((each: { suppressions: unknown }) => each.suppressions)).toEqual([
      [{ kind: 'external', status: 'underReview', justification: 'undecided' }],
      [{ kind: 'external', status: 'underReview', justification: 'undecided' }],
    ]);
  });

  it('stays known when its line moves, and another secret on the same line is new', async () => {
    const made = await known();
    made.write('src/app.ts', `// first\n\n${token}`);
    await ends(0, made.path, 'scan');
    made.write('src/app.ts', `${token.trim()} const key = '${stripeLive()}';\n`);
    expect(await newPlaces(made.path, 'scan')).toEqual(['src/app.ts:1 stripe-secret-key']);
    made.write('src/app.ts', token.replace(githubPat(), githubPat(2)));
    expect(await newPlaces(made.path, 'scan')).toEqual(['src/app.ts:1 github-pat']);
  });

  it('stays known after a rebase and a squash', async () => {
    const made = await known();
    made.git('checkout', '--quiet', '-b', 'topic', 'HEAD');
    made.write('other.txt', 'one\n');
    made.add();
    made.commit('one');
    made.write('src/app.ts', `// more\n${token}`);
    made.add();
    made.commit('two');
    made.git('checkout', '--quiet', 'main');
    made.write('base.txt', 'x\n');
    made.add();
    made.commit('main goes on');
    made.git('rebase', '--quiet', 'main', 'topic');
    await ends(0, made.path, 'history');
    made.git('reset', '--quiet', '--soft', 'main');
    await ends(0, made.path, 'staged');
    made.commit('squashed');
    await ends(0, made.path, 'history');
    await ends(0, made.path, 'scan');
  });

  it('is new in a renamed file until an update, which keeps what was decided', async () => {
    const made = await known();
    const text = baselineText(made.path).replace('"rule": "github-pat", "path": "src/app.ts"', (entry) => {
      return `${entry}, "decision": "false-alarm", "reason": "an example", "by": "ada", "at": "2026-01-02"`;
    });
    made.write('.secrets.baseline', text);
    mkdirSync(join(made.path, 'lib'));
    made.git('mv', 'src/app.ts', 'lib/main.ts');
    made.add();
    expect(await newPlaces(made.path, 'scan')).toEqual(['lib/main.ts:1 github-pat']);
    expect((await ends(0, made.path, 'baseline', 'update')).stdout).toBe(
      `Moved (1):\n  src/app.ts  github-pat (false-alarm: an example) -> lib/main.ts\n.secrets.baseline: 2 known findings.\n`,
    );
    expect(entriesOf(made.path)).toEqual(['config/db.env generic-password', 'lib/main.ts github-pat false-alarm']);
    expect(baselineText(made.path)).toBe(text.replace('src/app.ts', 'lib/main.ts'));
    await ends(0, made.path, 'scan');
  });

  it('is new again after the last day of its entry, which the report says', async () => {
    const made = await known();
    const decided = '"path": "src/app.ts", "decision": "test", "reason": "for now", "until": ';
    const text = baselineText(made.path);
    made.write('.secrets.baseline', text.replace('"path": "src/app.ts"', `${decided}"2999-12-31"`));
    await ends(0, made.path, 'scan');
    made.write('.secrets.baseline', text.replace('"path": "src/app.ts"', `${decided}"2020-01-01"`));
    const { stdout } = await ends(1, made.path, 'scan');
    expect(stdout).toContain('Known until 2020-01-01: a test value: "for now"');
    const report = JSON.parse((await ends(1, made.path, 'scan', '--format', 'json')).stdout);
    expect([report.baseline, report.findings[0].known]).toEqual([
      { name: '.secrets.baseline', known: 1, real: 0, expired: 1 },
      { decision: 'test', reason: 'for now', until: '2020-01-01', isExpired: true },
    ]);
  });

  it('stays known as a real secret, and is told apart', async () => {
    const made = await known();
    const text = baselineText(made.path);
    made.write('.secrets.baseline', text.replace('"path": "src/app.ts"', '"path": "src/app.ts", "decision": "real"'));
    expect((await ends(0, made.path, 'scan')).stdout).toContain(
      'Known in .secrets.baseline: 2 findings, 1 of them is a real secret, not rotated; --show-known lists them.',
    );
  });
});

describe('a secret of a history', () => {
  it('is known where all its places are', async () => {
    const made = repo();
    made.write('old.ts', token);
    made.add();
    made.commit();
    made.remove('old.ts');
    made.write('new.ts', token);
    made.add();
    made.commit();
    await ends(0, made.path, 'baseline', 'create', '--output', 'tree.baseline');
    await ends(1, made.path, 'history', '--baseline', 'tree.baseline');
    await ends(0, made.path, 'baseline', 'create', '--history');
    expect(entriesOf(made.path)).toEqual(['new.ts github-pat', 'old.ts github-pat']);
    await ends(0, made.path, 'history');
    await ends(0, made.path, 'scan');
    await ends(0, made.path, 'baseline', 'update');
    expect(entriesOf(made.path), 'an update of the tree alone').toEqual(['new.ts github-pat', 'old.ts github-pat']);
    await ends(0, made.path, 'baseline', 'update', '--history');
    expect(entriesOf(made.path)).toEqual(['new.ts github-pat', 'old.ts github-pat']);
    made.git('checkout', '--quiet', '--orphan', 'fresh');
    made.commit();
    made.git('branch', '-D', 'main');
    await ends(0, made.path, 'baseline', 'update', '--history');
    expect(entriesOf(made.path)).toEqual(['new.ts github-pat']);
  });

  it('is known in shards as in one audit', async () => {
    const made = repo();
    for (let seed = 1; seed <= 4; seed++) {
      made.write(`file-${seed}.ts`, token.replace(githubPat(), githubPat(seed)));
      made.add();
      made.commit();
    }
    made.remove('file-1.ts');
    await ends(0, made.path, 'baseline', 'create', '--output', 'b.json');
    const args = ['--baseline', 'b.json', '--format', 'json'];
    const whole = JSON.parse((await ends(1, made.path, 'history', ...args)).stdout);
    for (const part of ['1/2', '2/2']) {
      await run(['history', ...args, '--shard', part, '--output', `${part[0]}.json`], { cwd: made.path });
    }
    const merged = JSON.parse((await ends(1, made.path, 'merge', '1.json', '2.json', '--format', 'json')).stdout);
    expect([merged.baseline, merged.findings]).toEqual([whole.baseline, whole.findings]);
    expect(whole.baseline).toEqual({ name: 'b.json', known: 3, real: 0, expired: 0 });
    const shown = await ends(1, made.path, 'merge', '1.json', '2.json', '--format', 'json', '--show-known');
    expect(JSON.parse(shown.stdout).findings).toHaveLength(4);
  });
});

describe('the file', () => {
  it('holds no secret, and no hash that is made without its own key', async () => {
    const [one, other] = [await known(), await known()];
    const text = baselineText(one.path);
    for (const secret of [githubPat(), strongPassword().slice(0, 12)]) expect(text).not.toContain(secret);
    const lines = (from: string) => from.split('\n').filter((line) => line.includes('"rule"'));
    expect(lines(text).filter((line) => lines(baselineText(other.path)).includes(line))).toEqual([]);
    expect(
      lines(text)
        .map((line) => /"(\w+)": ".{35}"/.exec(line)?.[1])
        .sort(),
    ).toEqual(['hmac', 'scrypt']);
  });

  it('is silent under our own scan, and changes nothing when there is nothing to change', async () => {
    const made = await known();
    await ends(0, made.path, 'scan', '--no-baseline', '--min-confidence', 'low', '.secrets.baseline');
    const before = baselineText(made.path);
    await ends(0, made.path, 'baseline', 'update');
    expect(baselineText(made.path)).toBe(before);
  });

  it('comes with what has git merge it, unless that is settled', async () => {
    const made = repo();
    const first = await ends(0, made.path, 'baseline', 'create');
    expect(first.stdout).toBe(
      '.secrets.baseline: 0 known findings, none of them decided yet.\n' +
        "Commit it. So that git merges it always: echo '.secrets.baseline merge=union' >> .gitattributes\n",
    );
    made.remove('.secrets.baseline');
    made.write('.gitattributes', '.secrets.baseline merge=union\n');
    expect((await ends(0, made.path, 'baseline', 'create')).stdout).not.toContain('.gitattributes');
  });

  it('is never overwritten by create', async () => {
    const made = await known();
    const before = baselineText(made.path);
    expect((await ends(2, made.path, 'baseline', 'create')).stderr).toBe(
      'keyturn: .secrets.baseline exists and is left as it is: keyturn baseline update adds to it\n',
    );
    expect(baselineText(made.path)).toBe(before);
  });

  it.each([
    [
      'damaged',
      (text: string) => text.replace('"version": 1,', '"version": 1'),
      /^keyturn: \.secrets\.baseline:4:3: is no JSON: a comma or } is expected here/,
    ],
    ['empty', () => '', /^keyturn: \.secrets\.baseline:1:1: is no JSON: it ends too early/],
    ['not one of ours', () => '{"a": 1}', /^keyturn: \.secrets\.baseline:1:7: the key "a" is unknown/],
  ])('stops a scan when it is %s', async (_title, damage, message) => {
    const made = await known();
    made.write('.secrets.baseline', damage(baselineText(made.path)));
    for (const command of [['scan'], ['history'], ['baseline', 'update'], ['baseline', 'check']]) {
      expect((await ends(2, made.path, ...command)).stderr, command.join(' ')).toMatch(message);
    }
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    made.write('src/app.ts', `\n${token}`);
    made.add('src');
    expect((await ends(2, made.path, 'staged')).stderr).toMatch(message);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), 'is no JSON: it ends too early'],
    [
      'not merged',
      (text: string) => `<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`,
      "has git's conflict markers",
    ],
    [
      'long and not merged',
      (text: string) =>
        text.replace('"entries": [', `"entries": [${'\n'.repeat(300_000)}\n<<<<<<< a\n=======\n>>>>>>> b\n`),
      "has git's conflict markers",
    ],
    ['long and cut off', (text: string) => text.slice(0, -20) + ' '.repeat(300_000), 'is no JSON'],
  ])('stops a commit in which nothing is found, too, when it is %s', async (_title, damage, message) => {
    const made = await known();
    made.write('.secrets.baseline', damage(baselineText(made.path)));
    made.write('clean.txt', 'nothing\n');
    made.add('clean.txt');
    expect((await ends(2, made.path, 'staged')).stderr).toContain(message);
    made.git('reset', '--quiet');
    expect((await ends(2, made.path, 'staged')).stderr, 'nothing staged').toContain(message);
  });

  it('is an error when it is named and not there, a folder, or a link that leads out', async () => {
    const made = repo();
    made.write('src/app.ts', token);
    expect((await ends(2, made.path, 'scan', '--baseline', 'none.json')).stderr).toBe(
      'keyturn: none.json cannot be read: ENOENT\n',
    );
    mkdirSync(join(made.path, '.secrets.baseline'));
    expect((await ends(2, made.path, 'scan')).stderr).toBe('keyturn: .secrets.baseline must be a regular file\n');
    renameSync(join(made.path, '.secrets.baseline'), join(made.path, 'folder'));
    const outside = join(temporaryFolder(), 'b');
    await ends(0, made.path, 'baseline', 'create', '--output', outside);
    symlinkSync(outside, join(made.path, '.secrets.baseline'));
    const message = `keyturn: .secrets.baseline must not be a link that leaves ${made.path}\n`;
    expect((await ends(2, made.path, 'scan')).stderr).toBe(message);
    const before = readFileSync(outside, 'utf8');
    await ends(2, made.path, 'baseline', 'update');
    expect(readFileSync(outside, 'utf8')).toBe(before);
  });
});

describe('baseline update', () => {
  it('adds what is new, takes out what is gone, and leaves what it did not look at', async () => {
    const made = await known();
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    made.write('config/db.env', 'DB_PASSWORD=\n');
    expect((await ends(0, made.path, 'baseline', 'update', 'src')).stdout).toBe(
      'Added (1):\n  src/more.ts  slack-bot-token\n.secrets.baseline: 3 known findings.\n',
    );
    made.add();
    expect((await ends(0, made.path, 'baseline', 'update')).stdout).toBe(
      'Gone (1):\n  config/db.env  generic-password\n.secrets.baseline: 2 known findings.\n',
    );
    expect(entriesOf(made.path)).toEqual(['src/app.ts github-pat', 'src/more.ts slack-bot-token']);
  });

  it('only takes out with --prune-only', async () => {
    const made = await known();
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    made.remove('config');
    expect((await ends(0, made.path, 'baseline', 'update', '--prune-only')).stdout).toBe(
      'Gone (1):\n  config/db.env  generic-password\n.secrets.baseline: 1 known finding; 1 new not added.\n',
    );
    expect(entriesOf(made.path)).toEqual(['src/app.ts github-pat']);
  });

  it.each([
    ['a rule that did not run', ['--rule', 'slack-*']],
    ['a path that is left out', ['--exclude', 'config']],
  ])('keeps the entries of %s', async (_title, args) => {
    const made = await known();
    const before = baselineText(made.path);
    await ends(0, made.path, 'baseline', 'update', ...args);
    expect(baselineText(made.path)).toBe(before);
  });

  it('leaves a file with changes that are not staged, but for --force', async () => {
    const made = await known();
    const edited = baselineText(made.path).replace('"path": "src/app.ts"', '"path": "src/app.ts", "decision": "real"');
    made.write('.secrets.baseline', edited);
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    expect((await ends(2, made.path, 'baseline', 'update')).stderr).toBe(
      'keyturn: .secrets.baseline has changes that are not staged and is left as it is: git add it, or give --force\n',
    );
    expect(baselineText(made.path)).toBe(edited);
    await ends(0, made.path, 'baseline', 'update', '--force');
    expect(entriesOf(made.path)).toContain('src/app.ts github-pat real');
    made.add();
    made.remove('src/more.ts');
    await ends(0, made.path, 'baseline', 'update');
  });

  it('says where there is none', async () => {
    expect((await ends(2, repo().path, 'baseline', 'update')).stderr).toBe(
      'keyturn: .secrets.baseline does not exist: keyturn baseline create makes it\n',
    );
  });

  it('reads one file and writes another', async () => {
    const made = await known();
    const before = baselineText(made.path);
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    await ends(0, made.path, 'baseline', 'update', '--baseline', '.secrets.baseline', '--output', 'next.json');
    expect(baselineText(made.path)).toBe(before);
    expect(entriesOf(made.path, 'next.json')).toHaveLength(3);
    expect(existsSync(join(made.path, 'next.json.lock'))).toBe(false);
  });
});

describe('baseline check', () => {
  it('fails for what is new', async () => {
    const made = await known();
    await ends(0, made.path, 'baseline', 'check');
    made.write('src/more.ts', `const t = '${slackBot()}';\n`);
    await ends(1, made.path, 'baseline', 'check');
    await ends(0, made.path, 'baseline', 'check', 'config');
  });

  it('with --stale fails for entries, comments and ignore lines that match nothing', async () => {
    const made = await known();
    await ends(0, made.path, 'baseline', 'check', '--stale');
    writeFileSync(join(made.path, 'src/app.ts'), 'const token = process.env.TOKEN;\n');
    await ends(0, made.path, 'baseline', 'check');
    const { stdout } = await ends(1, made.path, 'baseline', 'check', '--stale');
    expect(stdout).toContain(
      'In .secrets.baseline, and nowhere else any more:\n  src/app.ts: github-pat\n  keyturn baseline update takes them out.\n',
    );
    const report = JSON.parse((await ends(1, made.path, 'baseline', 'check', '--stale', '--format', 'json')).stdout);
    expect(report.baseline.stale).toEqual([{ ruleId: 'github-pat', path: 'src/app.ts', decision: 'undecided' }]);
    await ends(0, made.path, 'baseline', 'update');
    await ends(0, made.path, 'baseline', 'check', '--stale');
    made.write('src/plain.ts', 'const a = 1; // keyturn:allow\n');
    expect((await ends(1, made.path, 'baseline', 'check', '--stale')).stdout).toContain(
      'src/plain.ts:1: keyturn:allow',
    );
    made.remove('src/plain.ts');
    made.write('.gitleaksignore', 'src/app.ts:github-pat:1\n');
    expect((await ends(1, made.path, 'baseline', 'check', '--stale')).stdout).toContain('.gitleaksignore:1:');
  });

  it('with --stale fails for rows of a baseline of detect-secrets that match nothing', async () => {
    const made = repo();
    made.write('src/app.ts', token);
    made.write('config/db.env', password);
    await ends(0, made.path, 'baseline', 'create', '--compat', 'detect-secrets');
    await ends(0, made.path, 'baseline', 'check', '--stale');
    made.write('config/db.env', 'DB_PASSWORD=\n');
    await ends(0, made.path, 'baseline', 'check');
    const report = JSON.parse((await ends(1, made.path, 'baseline', 'check', '--stale', '--format', 'json')).stdout);
    expect(report.baseline.stale).toEqual([{ ruleId: 'Secret Keyword', path: 'config/db.env', decision: 'undecided' }]);
  });
});
