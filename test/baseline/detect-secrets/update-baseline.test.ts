import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FoundRows, updateDetectSecrets } from '../../../src/baseline/detect-secrets/update-baseline.ts';
import { toRows } from '../../../src/baseline/detect-secrets/write-baseline.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const sha1 = (value: string) => createHash('sha1').update(value).digest('hex');
const one = fakeSecret('<<hex:40>>', 1);
const two = fakeSecret('<<hex:40>>', 2);
const three = fakeSecret('<<hex:40>>', 3);

const item = (filename: string, value: string, line_number: number, rest: object = {}) => {
  return {
    type: 'Hex High Entropy String',
    filename,
    hashed_secret: sha1(value),
    is_verified: false,
    line_number,
    ...rest,
  };
};

/** As Python writes it, with a setting that JavaScript would write otherwise. */
function baseline(results: object, rest: object = {}): string {
  const head = { version: '1.4.0', plugins_used: [{ name: 'HexHighEntropyString', limit: 30 }], filters_used: [] };
  const document = { ...head, results, generated_at: '2024-01-01T00:00:00Z', ...rest };
  return `${JSON.stringify(document, null, 2).replace('"limit": 30', '"limit": 3.0')}\n`;
}

function update(text: string, files: Record<string, string>, found: Partial<FoundRows> = {}) {
  return updateDetectSecrets(text, '.secrets.baseline', {
    findings: [],
    used: new Set(),
    isScanned: () => true,
    readText: (path) => files[path],
    now: new Date('2026-03-04T05:06:07Z'),
    ...found,
  });
}

const rows = (path: string, secret: string, startLine: number) =>
  toRows({ path, secret, startLine, line: `key = "${secret}"` });

describe('updateDetectSecrets', () => {
  const results = { '7': [], 'a.py': [item('a.py', one, 1, { is_secret: false }), item('a.py', two, 3)] };

  it('gives the same text where nothing changed', () => {
    const text = baseline(results);
    const files = { 'a.py': `a = "${one}"\n\nb = "${two}"\n` };
    expect(update(text, files)).toEqual({ text, added: [], moved: [], removed: [] });
  });

  it('adds, removes and follows lines, and leaves audits, settings and all else as they are', () => {
    const files = { 'a.py': `# moved\na = "${one}"\nc = "${three}"\n` };
    const changes = update(baseline(results), files, { findings: [rows('a.py', three, 3)] });
    const expected = baseline({ 'a.py': [item('a.py', one, 2, { is_secret: false }), item('a.py', three, 3)] });
    expect(changes).toEqual({
      text: expected.replace('2024-01-01T00:00:00Z', '2026-03-04T05:06:07Z'),
      added: [rows('a.py', three, 3)[0]],
      moved: [],
      removed: [{ path: 'a.py', type: 'Hex High Entropy String', hash: sha1(two), line: 3 }],
    });
  });

  it('takes an audit along to where a file was renamed to', () => {
    const text = baseline({ 'a.py': [item('a.py', one, 1, { is_verified: true, is_secret: true })] });
    const changes = update(text, { 'ä.py': `a = "${one}"` }, { findings: [rows('ä.py', one, 1)] });
    const moved = item('ä.py', one, 1, { is_verified: true, is_secret: true });
    const expected = baseline({ 'ä.py': [moved] }).replaceAll('ä', '\\u00e4');
    expect(changes.text).toBe(expected.replace('2024-01-01T00:00:00Z', '2026-03-04T05:06:07Z'));
    expect(changes.moved).toHaveLength(1);
    expect(changes.removed).toEqual([]);
  });

  it.each([
    ['files that were not scanned', { isScanned: () => false }],
    ['rows that something was found by', { used: new Set([0, 1]), readText: () => 'nothing' }],
  ])('keeps %s', (_title, found) => {
    const text = baseline(results);
    expect(update(text, {}, found).text).toBe(text);
  });

  it('keeps what it cannot judge: plugins of the user, and those before 1.1', () => {
    const custom = baseline({ 'a.py': [{ ...item('a.py', one, 1), type: 'My Own' }] });
    expect(update(custom, { 'a.py': '' }).text).toBe(custom);
    const old = baseline({ 'a.py': [item('a.py', one, 1)] }, { version: '1.0.3' });
    expect(update(old, { 'a.py': '' }).text).toBe(old);
    expect(update(old, {}).removed).toHaveLength(1);
  });

  it('writes new rows in the layout of before 1.0, with its keys in order', () => {
    const { filename: _, ...plain } = item('a.py', one, 1);
    const sorted = (each: object) => Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
    const make = (list: object[], generated_at: string) =>
      `${JSON.stringify({ exclude: { files: null }, generated_at, results: { 'a.py': list.map(sorted) }, version: '0.13.1' }, null, 2)}\n`;
    const text = make([plain], '2024-01-01T00:00:00Z');
    const { filename: __, ...added } = item('a.py', two, 2);
    const files = { 'a.py': `a = "${one}"\nb = "${two}"\n` };
    expect(update(text, files, { findings: [rows('a.py', two, 2)] }).text).toBe(
      make([plain, added], '2026-03-04T05:06:07Z'),
    );
  });

  it('writes no lines into a baseline without them', () => {
    const { line_number: _, ...slim } = item('a.py', one, 1);
    const make = (list: object[]) =>
      `${JSON.stringify({ version: '1.5.0', plugins_used: [{ name: 'HexHighEntropyString' }], filters_used: [], results: { 'a.py': list } }, null, 2)}\n`;
    const { line_number: __, ...added } = item('a.py', two, 2);
    const changes = update(
      make([slim]),
      { 'a.py': `b = "${two}"\na = "${one}"` },
      { findings: [rows('a.py', two, 1)] },
    );
    const list = [slim, added].sort((a, b) => (a.hashed_secret < b.hashed_secret ? -1 : 1));
    expect(changes.text).toBe(make(list));
  });

  it('writes the plugin whose row another plugin than those in use would have made as the keyword plugin', () => {
    const text = baseline({}).replace('HexHighEntropyString', 'AWSKeyDetector');
    const changes = update(text, {}, { findings: [rows('a.py', one, 1)] });
    expect(changes.added).toEqual([{ path: 'a.py', type: 'Secret Keyword', hash: sha1(one), line: 1, isSpare: true }]);
  });
});
