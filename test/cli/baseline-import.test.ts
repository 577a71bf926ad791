import { describe, expect, it } from 'vitest';
import { baselineText, ends, entriesOf } from '../helpers/baseline.ts';
import { type Repo, repo } from '../helpers/repo.ts';
import { githubPat, stripeLive, strongPassword } from '../helpers/secrets.ts';

const all = ['config/db.env generic-password', 'src/app.ts github-pat'];

/** Two secrets that a file of another tool will know, and one that came later. */
function begun(): Repo {
  const made = repo();
  made.write('src/app.ts', `const token = '${githubPat()}';\n`);
  made.write('config/db.env', `DB_PASSWORD=${strongPassword().slice(0, 12)}\n`);
  return made;
}

function later(made: Repo): void {
  made.write('src/app.ts', `\n\nconst token = '${githubPat()}';\nconst key = '${stripeLive()}';\n`);
}

describe('baseline import', () => {
  it.each([
    [
      "gitleaks' JSON report",
      ['scan', '--format', 'gitleaks-json', '--redact=0', '--exit-code', '0', '-o', 'known.json'],
    ],
    ["keyturn's JSON report", ['scan', '--format', 'json', '--exit-code', '0', '-o', 'known.json']],
    ["detect-secrets' baseline", ['baseline', 'create', '--compat', 'detect-secrets', '-o', 'known.json']],
    ["keyturn's baseline under another key", ['baseline', 'create', '-o', 'known.json']],
  ])('takes over %s', async (_title, write) => {
    const made = begun();
    await ends(0, made.path, ...write);
    later(made);
    expect((await ends(0, made.path, 'baseline', 'import', 'known.json')).stdout).toBe(
      '.secrets.baseline: 2 known findings added from known.json; what no scan finds again is left out.\n',
    );
    expect(entriesOf(made.path)).toEqual(all);
    const before = baselineText(made.path);
    await ends(0, made.path, 'baseline', 'import', 'known.json');
    expect(baselineText(made.path)).toBe(before);
  });

  it('takes over .gitleaksignore, which can then go', async () => {
    const made = begun();
    made.write('.gitleaksignore', '# known\nsrc/app.ts:github-pat:1\nsrc/app.ts:github-pat:9\n');
    await ends(0, made.path, 'baseline', 'import', '.gitleaksignore');
    expect(entriesOf(made.path)).toEqual(['src/app.ts github-pat']);
    made.remove('.gitleaksignore');
    await ends(0, made.path, 'scan', 'src');
  });

  it('takes over what was decided, where nothing was decided here', async () => {
    const made = begun();
    await ends(0, made.path, 'baseline', 'create', '-o', 'known.json');
    const decision = '"decision": "test", "reason": "an example", "by": "ada", "at": "2026-01-02"';
    const place = '"rule": "github-pat", "path": "src/app.ts"';
    made.write('known.json', baselineText(made.path, 'known.json').replace(place, `${place}, ${decision}`));
    await ends(0, made.path, 'baseline', 'create');
    expect((await ends(0, made.path, 'baseline', 'import', 'known.json')).stdout).toBe(
      '.secrets.baseline: 0 known findings added from known.json, 1 decision taken over; what no scan finds again is left out.\n',
    );
    expect(baselineText(made.path)).toContain(`${place}, ${decision} }`);
    made.write('known.json', baselineText(made.path, 'known.json').replace('"test"', '"real"'));
    await ends(0, made.path, 'baseline', 'import', 'known.json');
    expect(entriesOf(made.path)).toEqual([all[0], `${all[1]} test`]);
  });

  it('finds again what is in the history only, where asked to', async () => {
    const made = begun();
    made.add();
    made.commit();
    await ends(1, made.path, 'history', '--format', 'gitleaks-json', '--redact=0', '-o', 'known.json');
    made.remove('src');
    await ends(0, made.path, 'baseline', 'import', 'known.json', '-o', 'tree.json');
    expect(entriesOf(made.path, 'tree.json')).toEqual([all[0]]);
    await ends(0, made.path, 'baseline', 'import', 'known.json', '--history');
    expect(entriesOf(made.path)).toEqual(all);
    await ends(0, made.path, 'history');
  });

  it.each([
    ['nothing', '', 'known.json is neither JSON nor a .gitleaksignore: no line ignores something'],
    ['damaged JSON', '{"a": }', 'known.json:1:7: is no JSON: a value is expected here'],
    ['JSON of something else', '{"a": 1}', 'known.json:1:7: the key "a" is unknown'],
    ['a list of something else', '[{"a": 1}]', 'known.json'],
  ])('refuses %s', async (_title, text, message) => {
    const made = begun();
    made.write('known.json', text);
    expect((await ends(2, made.path, 'baseline', 'import', 'known.json')).stderr).toContain(`keyturn: ${message}`);
    expect((await ends(2, made.path, 'baseline', 'report')).stderr).toContain('there is no .secrets.baseline');
  });
});
