import { describe, expect, it } from 'vitest';
import { settleOptions } from '../src/config/settle.ts';
import { createMasker } from '../src/mask.ts';
import type { Finding } from '../src/model/finding.ts';
import { expandSample } from '../src/rules/sample.ts';
import { githubPat } from './helpers/secrets.ts';

const options = await settleOptions({}, { cwd: '/', root: '/', env: {}, isTty: false });

/** Feeds a masker piece by piece; gives what came out after each, and last at the end. */
function feed(...pieces: (string | Buffer)[]) {
  const findings: Finding[] = [];
  const masker = createMasker(options, 'build.log', (finding) => findings.push(finding));
  const outputs = pieces.map((piece) => masker.push(Buffer.from(piece)).toString('latin1'));
  outputs.push(masker.end().toString('latin1'));
  const places = findings.map(({ ruleId, startLine, startColumn }) => `${ruleId} ${startLine}:${startColumn}`);
  return { outputs, text: outputs.join(''), places, hidden: masker.hidden, bytes: masker.bytes };
}

const token = githubPat();
const key = expandSample('<<pem:RSA PRIVATE KEY>>', { seed: 1 });
const lines = (text: string) => text.split(/(?<=\n)/);

describe('createMasker', () => {
  it('passes on each whole line at once, its secrets replaced', () => {
    expect(feed('one\ntw', `o\r\nGITHUB_TOKEN=${token}\n`, 'three')).toEqual({
      outputs: ['one\n', 'two\r\nGITHUB_TOKEN=[hidden: github-pat]\n', '', 'three'],
      text: 'one\ntwo\r\nGITHUB_TOKEN=[hidden: github-pat]\nthree',
      places: ['github-pat 3:14'],
      hidden: 1,
      bytes: 8 + 15 + token.length + 9 - 4,
    });
  });

  it('hides a secret that comes in pieces, byte by byte', () => {
    const { text, hidden } = feed(...`a ${token} b\nlast ${token}`.split(''));
    expect([text, hidden]).toEqual(['a [hidden: github-pat] b\nlast [hidden: github-pat]', 2]);
  });

  it('holds back a key until its end has come, and nothing before or after it', () => {
    const pieces = ['before\n', ...lines(`${key}\n`), 'after\n'];
    const { outputs } = feed(...pieces);
    expect(outputs.filter((each) => each !== '')).toEqual(['before\n', '[hidden: private-key]\n', 'after\n']);
    expect(outputs[0]).toBe('before\n');
    expect(outputs.at(-2)).toBe('after\n');
  });

  it.each([
    ['the stream', '', ''],
    ['what is held back', '\n', 'plain words\n'.repeat(10_000)],
  ])('hides a key that is cut off by the end of %s', (_, end, rest) => {
    const half = lines(key).slice(0, 8).join('').trimEnd();
    const { text } = feed('log\n', ...lines(half + end), rest);
    expect(text).toMatch(/^log\n\[hidden: private-key-without-end\](?: words)?\n?(?:plain words\n)*$/);
    expect(text.length).toBeGreaterThan(rest.length * 0.9);
  });

  it('reads a value by the name on a line that was passed on', () => {
    const password = expandSample('<<base62:20>>', { seed: 3 });
    const { outputs } = feed('{"password":\n', `  "${password}"\n`);
    expect(outputs).toEqual(['{"password":\n', '  "[hidden: generic-password]"\n', '']);
  });

  it('hides a value again where nothing but the value tells', () => {
    const password = expandSample('<<base62:20>>', { seed: 4 });
    const { text } = feed(`export DB_PASSWORD=${password}\n`, `connecting with ${password}, x${password}y\n`);
    const hidden = '[hidden: generic-password]';
    expect(text).toBe(`export DB_PASSWORD=${hidden}\nconnecting with ${hidden}, x${hidden}y\n`);
  });

  it('does not let a comment in the text allow anything', () => {
    expect(feed(`T=${token} # keyturn:allow reason=mine\n`).hidden).toBe(1);
  });

  it('passes on bytes of any kind as they are', () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7 + (index >> 8)) & 255));
    const { text } = feed(bytes.subarray(0, 33_333), bytes.subarray(33_333));
    expect(Buffer.from(text, 'latin1').equals(bytes)).toBe(true);
  });

  it('goes on in a line without an end, and hides what stands across its pieces', () => {
    const filler = 'lorem ipsum '.repeat(8_000);
    const line = `${filler.repeat(13)}${token} ${filler.repeat(12)}`;
    const pieces = Array.from({ length: Math.ceil(line.length / 65_536) }, (_, i) =>
      line.slice(i << 16, (i + 1) << 16),
    );
    const { text, outputs } = feed(...pieces);
    expect(text).toBe(line.replace(token, '[hidden: github-pat]'));
    expect(outputs.slice(0, -1).some((each) => each !== '')).toBe(true);
  });

  it('tells lines and columns of a long log', () => {
    const { places } = feed(
      ...Array.from({ length: 9 }, (_, i) => `${'a line\n'.repeat(4_000)}${i === 7 ? `x ${token}\n` : ''}`),
    );
    expect(places).toEqual(['github-pat 32001:3']);
  });

  it('is done when a progress bar is drawn over by itself', () => {
    expect(feed('10%\r', '20%\r').outputs).toEqual(['10%\r', '20%\r', '']);
  });
});
