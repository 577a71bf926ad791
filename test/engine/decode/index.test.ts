import { describe, expect, it } from 'vitest';
import { builtInEngine, fragmentOf, hits } from '../../helpers/engine.ts';
import { githubPat } from '../../helpers/secrets.ts';

const engine = builtInEngine();
const token = githubPat();
const assignment = `export GITHUB_TOKEN=${token}`;
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');
const unpad = (text: string) => text.replace(/=+$/, '');
const each = (text: string, write: (code: string) => string) =>
  [...text].map((char) => write(char.charCodeAt(0).toString(16).padStart(2, '0'))).join('');
const wrap = (text: string, width: number, lineBreak = '\n') =>
  text.match(new RegExp(`.{1,${width}}`, 'g'))!.join(lineBreak);

function found(text: string) {
  return engine.scan(fragmentOf(text)).map(({ rule, secret, decoded }) => [rule.id, secret, decoded.join(' ')]);
}

const filler = 'The quick brown fox jumps over the lazy dog. '.repeat(6);

describe('a secret is found in', () => {
  it.each<[string, string, string]>([
    ['base64', `data: ${base64(assignment)}`, 'base64'],
    ['base64 without padding', `data: "${unpad(base64(`${assignment}!!`))}"`, 'base64'],
    ['base64url', `data=${Buffer.from(`>>>???${assignment}???>>>`).toString('base64url')}`, 'base64'],
    ['base64 lines of 76', wrap(base64(`${filler}${assignment}\n${filler}`), 76), 'base64'],
    ['base64 lines of 64 with CRLF', wrap(base64(`${filler}${assignment}\n${filler}`), 64, '\r\n'), 'base64'],
    ['indented base64 lines', `key: |\n  ${wrap(base64(`${filler}${assignment}\n${filler}`), 60, '\n  ')}`, 'base64'],
    ['hex', `data: ${hex(assignment)}`, 'hex'],
    ['hex in upper case', `data: ${hex(assignment).toUpperCase()}`, 'hex'],
    ['percent escapes', `https://a.example/?q=${each(assignment, (code) => `%${code}`)}`, 'percent'],
    [
      'some percent escapes',
      `?q=${assignment.replace(' ', '+').replace('=', '%3D').replace('_', '%5F')}%22`,
      'percent',
    ],
    ['unicode escapes', `"${each(assignment, (code) => `\\u00${code}`)}"`, 'unicode'],
    ['hex escapes', `"${each(assignment, (code) => `\\x${code}`)}"`, 'unicode'],
    ['HTML escapes', `<td>${each(assignment, (code) => `&#x${code};`)}</td>`, 'html'],
    ['decimal HTML escapes', `<td>${[...assignment].map((c) => `&#${c.charCodeAt(0)};`).join('')}</td>`, 'html'],
    [
      'a token broken by an escape',
      `"${token.slice(0, 10)}\\u00${token.charCodeAt(10).toString(16)}${token.slice(11)}"`,
      'unicode',
    ],
  ])('%s', (_, text, codecs) => {
    expect(found(text)).toEqual([['github-pat', token, codecs]]);
  });

  it.each([0, 1, 2])('base64 behind %i bytes more of text', (shift) => {
    const text = `${'user:'.slice(0, 3 + shift)} ${assignment} and more of it`;
    expect(found(`x: ${base64(text)}`)).toEqual([['github-pat', token, 'base64']]);
  });

  it.each([1, 2, 3, 4, 5])('%i encodings one inside the other', (depth) => {
    let text = assignment;
    for (let i = 0; i < depth; i++) text = base64(`{"data":"${text}"}`);
    expect(found(text)).toEqual([['github-pat', token, Array(depth).fill('base64').join(' ')]]);
  });

  it('not in six, unless asked for', () => {
    let text = assignment;
    for (let i = 0; i < 6; i++) text = base64(`{"data":"${text}"}`);
    expect(found(text)).toEqual([]);
    expect(hits(builtInEngine({ maxDecodeDepth: 6 }), text)).toEqual([['github-pat', token]]);
    expect(hits(builtInEngine({ maxDecodeDepth: 0 }), base64(assignment))).toEqual([]);
  });

  it('different encodings one inside the other', () => {
    const text = each(hex(base64(assignment)), (code) => `%${code}`);
    expect(found(`?q=${text}`)).toEqual([['github-pat', token, 'percent hex base64']]);
  });
});

it('points at the encoded run in the original', () => {
  const run = base64(assignment);
  const text = `one\ntwo: "${run}"\n`;
  const start = text.indexOf(run);
  const span = { start, end: start + unpad(run).length };
  const found = engine.scan(fragmentOf(text));
  expect(found).toMatchObject([span]);
  expect([found[0]!.matchStart >= start, found[0]!.matchEnd <= span.end]).toEqual([true, true]);
  const nested = base64(`{"a": "${base64(assignment)}"}`);
  expect(engine.scan(fragmentOf(`x ${nested}`))).toMatchObject([{ start: 2, end: 2 + unpad(nested).length }]);
});

it('finds what stands in a run that goes on from the text before, at whichever of its characters', () => {
  const run = unpad(base64(`${'some words '.repeat(9)}${assignment}`));
  const rules = [0, 1, 2, 3].map((cut) => {
    const bytes = Buffer.from(run.slice(cut));
    return engine.scan({ ...fragmentOf(bytes), offset: 4 << 20 }).map(({ rule, decoded }) => [rule.id, decoded]);
  });
  expect(rules).toEqual(Array.from({ length: 4 }, () => [['github-pat', ['base64']]]));
});

describe('what no decoder may do is take long:', () => {
  const size = 10_000_000;
  it.each<[string, () => string]>([
    ['one base64 run', () => base64('x'.repeat(7_500_000))],
    ['one hex run', () => '61'.repeat(size / 2)],
    ['a run of one letter', () => 'a'.repeat(size)],
    ['wrapped base64', () => wrap(base64('x y '.repeat(1_900_000)), 76)],
    ['percent escapes', () => '%41'.repeat(size / 3)],
    ['percent signs', () => '%2'.repeat(size / 2)],
    ['unicode escapes', () => '\\u0041'.repeat(size / 6)],
    ['hex escapes', () => '\\x41'.repeat(size / 4)],
    ['open braces', () => '\\u{41'.repeat(size / 5)],
    ['HTML escapes', () => '&#65;'.repeat(size / 5)],
    ['ampersands', () => '&amp;'.repeat(size / 5)],
    ['escapes each on a line', () => '\\u0041\n'.repeat(size / 7)],
    ['base64 in base64', () => base64(base64(base64(base64(base64('x'.repeat(2_300_000))))))],
    ['escapes of escapes', () => '%2525252541'.repeat(size / 11)],
  ])('%s', (_, make) => {
    expect(found(`${make()}\n${assignment}`).at(-1)).toEqual(['github-pat', token, '']);
  });
});
