import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/baseline/parse.ts';
import { baselineText, ends, entriesOf } from '../helpers/baseline.ts';
import { runDetectSecrets } from '../helpers/detect-secrets.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { run } from '../helpers/run.ts';
import { fakeSecret, githubPat, pemKey, slackBot, stripeLive } from '../helpers/secrets.ts';
import { runInTerminal } from '../helpers/terminal.ts';

const day = new Date().toISOString().slice(0, 10);
const prompt = 'r real, f false alarm, t test value, s skip, b back, q quit, ? help: ';

/** Three known findings, in order of path. */
async function known(): Promise<Repo> {
  const made = repo();
  made.write('a.ts', `// first\nconst token = '${githubPat()}';\n// last\n`);
  made.write('b.ts', `const key = '${stripeLive()}';\n`);
  made.write('c.ts', `const bot = '${slackBot()}';\n`);
  await ends(0, made.path, 'baseline', 'create');
  made.add();
  made.commit();
  return made;
}

/** What was decided, by path. */
function decided(cwd: string): Record<string, unknown> {
  const { entries } = parseBaseline(baselineText(cwd), 'baseline');
  const rest = entries.map(({ path, decision, reason, by, at, until }) => [path, { decision, reason, by, at, until }]);
  return Object.fromEntries(rest.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

const open = { decision: 'undecided' };
const mine = { by: 'Ada Example <ada@example.com>', at: day };

async function idsOf(cwd: string): Promise<string[]> {
  const { stdout } = await ends(0, cwd, 'baseline', 'report', '--format', 'json');
  const { entries } = JSON.parse(stdout) as { entries: { id: string; path: string }[] };
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ id }) => id);
}

describe('in a terminal', () => {
  it('asks about one after the other, a key each, and writes who decided what and when', async () => {
    const { path } = await known();
    const { code, shown } = await runInTerminal(
      path,
      ['baseline', 'audit'],
      [
        { wait: prompt, type: 'r' },
        { wait: prompt, type: 'f' },
        { wait: 'Why? ', type: 'an eaxmple\u007f\u007f\u007f\u007f\u007f\u007fxample\r' },
        { wait: prompt, type: 't' },
      ],
    );
    expect([code, decided(path)]).toEqual([
      0,
      {
        'a.ts': { decision: 'real', ...mine },
        'b.ts': { decision: 'false-alarm', reason: 'an example', ...mine },
        'c.ts': { decision: 'test', ...mine },
      },
    ]);
    const [first] = await idsOf(path);
    expect(shown.slice(0, shown.indexOf('[2/3]'))).toBe(`
[1/3] a.ts:2:16
github-pat  ${first}
GitHub personal access token (classic): critical, confidence certain
  1 | // first
> 2 | const token = 'ghp_********';
    |                ^^^^^^^^^^^^
  3 | // last
${prompt}real secret
  Revoke it in Settings > Developer settings > Personal access tokens, then
  issue a fine-grained one with fewer scopes.

`);
    expect(shown.slice(shown.lastIndexOf('.secrets.baseline'))).toBe(
      '.secrets.baseline: 3 decided (1 real secret, 1 false alarm, 1 test value), 0 not yet decided.\n' +
        '1 real secret to rotate: keyturn baseline report tells how.\n',
    );
    for (const secret of [githubPat(), stripeLive(), slackBot()]) expect(shown).not.toContain(secret);
  });

  it('goes back, skips, repeats the last answer and takes one back', async () => {
    const { path } = await known();
    const { code } = await runInTerminal(
      path,
      ['baseline', 'audit', '--until', '2999-01-31'],
      [
        { wait: prompt, type: '.' },
        { wait: 'nothing was answered before', type: 's' },
        { wait: '[2/3]', type: 'f' },
        { wait: 'Why? ', type: '\r' },
        { wait: 'needs a reason', type: 'fmade up\r' },
        { wait: '[3/3]', type: '.' },
      ],
    );
    const made = { decision: 'false-alarm', reason: 'made up', ...mine, until: '2999-01-31' };
    expect([code, decided(path)]).toEqual([0, { 'a.ts': open, 'b.ts': made, 'c.ts': made }]);
    const second = await runInTerminal(
      path,
      ['baseline', 'audit', '--all'],
      [
        { wait: '[1/3]', type: '?' },
        { wait: 'Each answer is saved at once', type: 't' },
        { wait: '[2/3]', type: 'u' },
        { wait: '[3/3]', type: 'b' },
        { wait: '[2/3]', type: 'q' },
      ],
    );
    expect([second.code, decided(path)]).toEqual([
      0,
      { 'a.ts': { decision: 'test', ...mine }, 'b.ts': open, 'c.ts': made },
    ]);
    expect(second.shown).toContain(
      `Decided: false alarm, by Ada Example <ada@example.com> on ${day}, until\n2999-01-31: "made up"\n`,
    );
  });

  it('loses nothing by Ctrl-C, and goes on with what is left', async () => {
    const { path } = await known();
    const first = await runInTerminal(
      path,
      ['baseline', 'audit'],
      [
        { wait: prompt, type: 't' },
        { wait: '[2/3]', type: 'f' },
        { wait: 'Why? ', type: 'not fin\u0003' },
      ],
    );
    expect([first.code, decided(path)]).toEqual([
      130,
      { 'a.ts': { decision: 'test', ...mine }, 'b.ts': open, 'c.ts': open },
    ]);
    const second = await runInTerminal(
      path,
      ['baseline', 'audit'],
      [
        { wait: '[1/2] b.ts', type: 't' },
        { wait: '[2/2] c.ts', type: 't' },
      ],
    );
    expect([second.code, entriesOf(path)]).toEqual([
      0,
      ['a.ts github-pat test', 'b.ts stripe-secret-key test', 'c.ts slack-bot-token test'],
    ]);
    expect((await ends(0, path, 'baseline', 'audit')).stdout).toBe(
      '.secrets.baseline: of 3 known findings none is left to decide; --all goes through those that are decided.\n',
    );
  });

  it('keeps what somebody else writes to the file meanwhile', async () => {
    const made = await known();
    const ids = await idsOf(made.path);
    made.write('other.csv', `id,decision\n${ids[1]},test\n`);
    const decide = ['baseline', 'audit', '--decide', 'other.csv', '--by', 'bob'];
    const { code } = await runInTerminal(
      made.path,
      ['baseline', 'audit'],
      [
        { wait: prompt, type: 's' },
        { wait: prompt, type: 's', run: decide },
        { wait: prompt, type: 'r' },
      ],
    );
    expect(code).toBe(0);
    expect(decided(made.path)).toEqual({
      'a.ts': open,
      'b.ts': { decision: 'test', by: 'bob', at: day },
      'c.ts': { decision: 'real', ...mine },
    });
  });

  it('hides every secret of the lines round it, and shows them only when asked', async () => {
    const made = repo();
    const password = fakeSecret('<<password:14>>');
    const lines = [`a = '${slackBot()}' # keyturn:allow`, `b = '${githubPat()}'`, `password = '${password}'`, pemKey()];
    made.write('all.py', `${lines.join('\n')}\n`);
    await ends(0, made.path, 'baseline', 'create');
    const walk = (...args: string[]) =>
      runInTerminal(
        made.path,
        ['baseline', 'audit', ...args],
        [
          { wait: prompt, type: 's' },
          { wait: prompt, type: 'q' },
        ],
      );
    const body = pemKey().split('\n')[1]!;
    const { shown } = await walk();
    expect([slackBot(), githubPat(), password, body].filter((secret) => shown.includes(secret))).toEqual([]);
    expect(shown).toContain("  1 | a = 'xoxb-********' # keyturn:allow\n> 2 | b = 'ghp_********'\n");
    expect((await walk('--redact=0')).shown).toContain(`> 2 | b = '${githubPat()}'\n`);
  });

  it('fits a narrow terminal, also one that was made narrower', async () => {
    const made = repo();
    made.write('long.ts', `${'x'.repeat(300)} const token = '${githubPat()}'; ${'y'.repeat(300)}\n`);
    made.write('more.ts', `${'x'.repeat(300)} const token = '${githubPat(2)}'; ${'y'.repeat(300)}\n`);
    await ends(0, made.path, 'baseline', 'create');
    const { shown } = await runInTerminal(
      made.path,
      ['baseline', 'audit'],
      [{ wait: '? help: ', columns: 50, type: 's' }, { wait: '[2/2]' }, { wait: '? help: ', type: 'q' }],
      60,
    );
    const widths = shown
      .split('\n')
      .filter((line) => /^[> ] +\d* \| /.test(line))
      .map((line) => line.length);
    expect(widths.filter((width) => width > 60)).toEqual([]);
    expect(shown.match(/…[x ]*c?onst token = 'ghp_\*{8}'; y+\n/g)).toHaveLength(2);
  });

  it('shows what only the history holds as it stands in its commit', async () => {
    const made = repo();
    made.write('old.ts', `// one\nconst token = '${githubPat()}';\n`);
    made.add();
    const commit = made.commit();
    made.remove('old.ts');
    made.add();
    made.commit('gone');
    await ends(0, made.path, 'baseline', 'create', '--history');
    const without = await runInTerminal(made.path, ['baseline', 'audit'], [{ wait: prompt, type: 'q' }]);
    expect(without.shown).toContain('With --history it is shown as it stands in');
    const { shown } = await runInTerminal(made.path, ['baseline', 'audit', '--history'], [{ wait: prompt, type: 'r' }]);
    expect(shown).toContain(
      `In commit ${commit.slice(0, 10)} of 2024-01-02 by Ada Example; not in HEAD any more\n` +
        "  1 | // one\n> 2 | const token = 'ghp_********';\n",
    );
    expect(entriesOf(made.path)).toEqual(['old.ts github-pat real']);
  });

  it('takes only some entries, by path or by id, decided or not', async () => {
    const made = await known();
    const [, second] = await idsOf(made.path);
    const byPath = await runInTerminal(made.path, ['baseline', 'audit', 'c.ts'], [{ wait: '[1/1] c.ts', type: 't' }]);
    expect(byPath.code).toBe(0);
    const byId = await runInTerminal(
      made.path,
      ['baseline', 'audit', '--id', second!],
      [{ wait: '[1/1] b.ts', type: 'r' }],
    );
    expect(byId.code).toBe(0);
    await runInTerminal(made.path, ['baseline', 'audit', '--id', second!], [{ wait: '[1/1] b.ts', type: 't' }]);
    expect(decided(made.path)).toEqual({
      'a.ts': open,
      'b.ts': { decision: 'test', ...mine },
      'c.ts': { decision: 'test', ...mine },
    });
  });

  it('shows also what the baseline was made for with a lower confidence', async () => {
    const made = repo();
    made.write('keyturn.yaml', 'override:\n  stripe-secret-key:\n    confidence: low\n');
    made.write('a.ts', `const x = '${stripeLive()}';\n`);
    await ends(0, made.path, 'baseline', 'create', '--min-confidence', 'low');
    const { shown } = await runInTerminal(made.path, ['baseline', 'audit'], [{ wait: prompt, type: 'q' }]);
    expect(shown).toContain("> 1 | const x = 'sk_live_********';\n");
  });

  it('asks again about what has expired', async () => {
    const made = await known();
    const expired = '"path": "a.ts", "decision": "test", "until": "2020-01-01"';
    made.write('.secrets.baseline', baselineText(made.path).replace('"path": "a.ts"', expired));
    const { shown } = await runInTerminal(
      made.path,
      ['baseline', 'audit'],
      [{ wait: '[1/3]' }, { wait: prompt, type: 't' }, { wait: '[2/3]', type: 'q' }],
    );
    expect(shown).toContain('Decided: test value, until 2020-01-01\n');
    expect(decided(made.path)['a.ts']).toEqual({ decision: 'test', ...mine });
  });
});

describe('without a terminal', () => {
  it('takes decisions from a file: JSON, an object a line, or a table', async () => {
    const made = await known();
    const [a, b, c] = await idsOf(made.path);
    const rows = [
      { id: a, decision: 'real' },
      { id: b, decision: 'false-alarm', reason: 'see "docs", 2', until: '2999-01-31' },
      { id: c, decision: 'test', by: 'bob' },
    ];
    const wanted = {
      'a.ts': { decision: 'real', by: 'ada', at: day },
      'b.ts': { decision: 'false-alarm', reason: 'see "docs", 2', by: 'ada', at: day, until: '2999-01-31' },
      'c.ts': { decision: 'test', by: 'bob', at: day },
    };
    const before = baselineText(made.path);
    const files = [
      JSON.stringify(rows),
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      `id,decision,reason,until,by\r\n${a},real,,,\r\n${b},false-alarm,"see ""docs"", 2",2999-01-31,\r\n${c},test,,,bob\r\n`,
    ];
    for (const text of files) {
      made.write('.secrets.baseline', before);
      made.write('d.txt', text);
      const { stdout } = await ends(0, made.path, 'baseline', 'audit', '--decide', 'd.txt', '--by', 'ada');
      expect([stdout, decided(made.path)]).toEqual([
        '.secrets.baseline: 3 decided (1 real secret, 1 false alarm, 1 test value), 0 not yet decided.\n',
        wanted,
      ]);
    }
    made.write('.secrets.baseline', before);
    const piped = await run(['baseline', 'audit', '--decide', '-', '--by', 'ada'], {
      cwd: made.path,
      input: files[2]!,
    });
    expect([piped.code, decided(made.path)]).toEqual([0, wanted]);
  });

  it('takes what the report printed, edited; what did not change keeps who decided it', async () => {
    const made = await known();
    const [a] = await idsOf(made.path);
    made.write('d.csv', `id,decision\n${a},real\n`);
    await ends(0, made.path, 'baseline', 'audit', '--decide', 'd.csv', '--by', 'ada');
    const { stdout } = await ends(0, made.path, 'baseline', 'report', '--format', 'json');
    made.write('report.json', stdout.replaceAll('"undecided"\n', '"test"\n'));
    await ends(0, made.path, 'baseline', 'audit', '--decide', 'report.json', '--by', 'bob');
    expect(decided(made.path)).toEqual({
      'a.ts': { decision: 'real', by: 'ada', at: day },
      'b.ts': { decision: 'test', by: 'bob', at: day },
      'c.ts': { decision: 'test', by: 'bob', at: day },
    });
  });

  it('takes all of a file or nothing', async () => {
    const made = await known();
    const [a, b] = await idsOf(made.path);
    const before = baselineText(made.path);
    const refused = async (text: string, ...args: string[]) => {
      made.write('d.csv', text);
      const { stderr } = await ends(2, made.path, 'baseline', 'audit', '--decide', 'd.csv', ...args);
      expect(baselineText(made.path)).toBe(before);
      return stderr;
    };
    expect(await refused(`id,decision\n${a},real\n0123456789,real\n`, '--by', 'x')).toBe(
      'keyturn: d.csv:3: no entry has the id "0123456789"; keyturn baseline report lists them; nothing was decided\n',
    );
    expect(await refused(`id,decision\n${a},real\n${b},maybe\n`, '--by', 'x')).toContain(
      'd.csv:3: "decision" must be one of undecided, real, false-alarm, test, got "maybe"',
    );
    expect(await refused(`id,decision\n${a},false-alarm\n`, '--by', 'x')).toContain('d.csv:2: "reason" is missing');
    expect(await refused(`id,decision\n${a},real\n`)).toBe(
      'keyturn: who decides is not known: give --by NAME, or set user.name in git\n',
    );
    expect(await refused(`id,decision\n${a},real\n`, '--until', '2020-01-01')).toContain(
      '--until must be a date that has not passed, as in 2027-01-31, got "2020-01-01"',
    );
    expect(await refused(`id,decision\n${a},real\n`, '--by', 'x', '--all')).toContain('--all is for the terminal');
    chmodSync(`${made.path}/.secrets.baseline`, 0o444);
    expect(await refused(`id,decision\n${a},real\n`, '--by', 'x')).toContain('.secrets.baseline: is read-only');
  });

  it('says what to do instead where nothing is given', async () => {
    const made = await known();
    expect((await ends(2, made.path, 'baseline', 'audit')).stderr).toBe(
      'keyturn: baseline audit asks in a terminal, and there is none here: give the decisions by --decide FILE; ' +
        'keyturn baseline report lists the entries with their ids\n',
    );
    expect((await ends(2, made.path, 'baseline', 'audit', '--id', 'zzz')).stderr).toBe(
      'keyturn: --id: no entry of .secrets.baseline has the id "zzz"; keyturn baseline report lists them\n',
    );
    expect((await ends(0, made.path, 'baseline', 'audit', 'nowhere')).stdout).toBe(
      '.secrets.baseline knows no findings in nowhere: there is nothing to decide.\n',
    );
    made.write('leaks.json', '[]');
    expect((await ends(2, made.path, 'baseline', 'audit', '--baseline', 'leaks.json')).stderr).toContain(
      'leaks.json is a report of gitleaks and has no room for decisions: keyturn baseline import takes it over',
    );
  });

  it('names who decides as git does', async () => {
    const made = await known();
    const [a] = await idsOf(made.path);
    made.git('config', 'user.name', 'Bob');
    made.write('d.csv', `id,decision\n${a},test\n`);
    await ends(0, made.path, 'baseline', 'audit', '--decide', 'd.csv');
    expect(decided(made.path)['a.ts']).toEqual({ decision: 'test', by: 'Bob', at: day });
  });
});

describe('a baseline of detect-secrets', () => {
  it('gets is_secret, by key and by file, and detect-secrets reads it', async () => {
    const made = repo();
    made.write('app.py', `TOKEN = "${slackBot()}"\n`);
    made.write('b.py', `KEY = "${stripeLive()}"\n`);
    made.add();
    made.commit();
    made.write('.secrets.baseline', runDetectSecrets('scan', ['scan', '--no-verify'], { cwd: made.path }).stdout);
    const before = baselineText(made.path);
    const asked = 'r real, f false alarm, s skip, b back, q quit, ? help: ';
    const { code, shown } = await runInTerminal(
      made.path,
      ['baseline', 'audit'],
      [
        { wait: asked, type: 'r' },
        { wait: asked, type: 'f' },
      ],
    );
    expect(code, shown).toBe(0);
    const audited = (text: string) =>
      Object.values((JSON.parse(text) as { results: Record<string, { is_secret?: boolean }[]> }).results).map((rows) =>
        rows.map((row) => row.is_secret),
      );
    const marks = audited(baselineText(made.path));
    expect(marks.map((rows) => [...new Set(rows)])).toEqual([[true], [false]]);
    const plain = (text: string) => text.replace(/,\s*"is_secret": \w+/g, '').replace(/"generated_at".*/, '');
    expect(plain(baselineText(made.path))).toBe(plain(before));
    const ids = await idsOf(made.path);
    made.write('d.csv', `id,decision\n${ids[0]},undecided\n`);
    await ends(0, made.path, 'baseline', 'audit', '--decide', 'd.csv');
    expect(audited(baselineText(made.path))[0]).toContain(undefined);
    made.write('d.csv', `id,decision,reason\n${ids[0]},false-alarm,because\n`);
    expect((await ends(2, made.path, 'baseline', 'audit', '--decide', 'd.csv')).stderr).toContain(
      'd.csv:2: a baseline of detect-secrets has no room for "reason", got "because"',
    );
  });
});
