import { describe, expect, it } from 'vitest';
import { isDetectSecrets, readDetectSecrets } from '../../../src/baseline/detect-secrets/read-baseline.ts';

const hash = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';
const item = { type: 'Secret Keyword', hashed_secret: hash };

const read = (value: unknown) => readDetectSecrets(JSON.stringify(value, null, 1), '.secrets.baseline');

describe('readDetectSecrets', () => {
  it.each([
    ['0.12', { version: '0.12.1', exclude_regex: 'x', plugins_used: [{ name: 'HexHighEntropyString', hex_limit: 3 }] }],
    ['0.13', { version: '0.13.1', exclude: { files: 'x', lines: null }, word_list: { file: null, hash: null } }],
    ['0.14', { version: '0.14.3', exclude: { files: 'x', lines: null }, custom_plugin_paths: [], word_list: {} }],
    [
      '1.x',
      {
        version: '1.5.0',
        plugins_used: [],
        filters_used: [
          { path: 'detect_secrets.filters.heuristic.is_sequential_string' },
          { path: 'detect_secrets.filters.regex.should_exclude_file', pattern: ['x'] },
        ],
      },
    ],
  ])('reads the layout of %s', (_title, layout) => {
    const results = { 'a.py': [{ ...item, line_number: 3, is_secret: false, is_verified: true }], '7': [item] };
    const { rows, exclusions } = read({ ...layout, results });
    expect(rows).toEqual([
      { path: '7', type: 'Secret Keyword', hash },
      { path: 'a.py', type: 'Secret Keyword', hash, line: 3, isSecret: false },
    ]);
    expect(exclusions).toEqual([{ on: 'file', pattern: 'x' }]);
  });

  it.each([
    [[], '1:1: must be an object, as detect-secrets writes it'],
    [{ results: {} }, '1:1: "version" must be detect-secrets\' version, got nothing'],
    [{ version: '2.0.0', results: {} }, '2:13: "version" must be below 2, got "2.0.0": its layout is not known'],
    [{ version: '1.5.0' }, '1:1: "results" must be an object, got nothing'],
    [{ version: '1.5.0', results: { a: {} } }, '4:8: what a file has must be a list, got {}'],
    [{ version: '1.5.0', results: { a: [{}] } }, '5:4: "type" must be a text, got nothing'],
    [
      { version: '1.5.0', results: { a: [{ ...item, hashed_secret: 'x' }] } },
      '7:22: "hashed_secret" must be a SHA-1 in hexadecimal, got "x"',
    ],
    [
      { version: '1.5.0', results: { a: [{ ...item, line_number: -1 }] } },
      '8:20: "line_number" must be a whole number, got -1',
    ],
    [
      { version: '1.5.0', results: { a: [{ ...item, is_secret: 'no' }] } },
      '8:18: "is_secret" must be true or false, got "no"',
    ],
    [{ version: '1.5.0', filters_used: [1], results: {} }, '4:3: must be an object with a "path", got 1'],
    [
      { version: '0.14.3', exclude: { files: 5 }, results: {} },
      '4:12: "files" must be a pattern or a list of them, got 5',
    ],
  ])('refuses %j and says where', (value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ code: 'bad-baseline', message: `.secrets.baseline:${message}` }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => readDetectSecrets('{"version": "1.5.0",\n', '.secrets.baseline')).toThrow(
      expect.objectContaining({ code: 'bad-baseline', message: expect.stringMatching(/^\.secrets\.baseline:2:1: /) }),
    );
  });
});

describe('isDetectSecrets', () => {
  it.each([
    [{ version: '1.5.0', results: {} }, true],
    [{ plugins_used: [], results: {} }, true],
    [{ format: 'keyturn-baseline', entries: [] }, false],
    [[], false],
    [null, false],
  ])('of %j is %j', (value, expected) => {
    expect(isDetectSecrets(value)).toBe(expected);
  });
});
