import { describe, expect, it } from 'vitest';
import { takeQuoted } from '../../../src/baseline/detect-secrets/entropy-plugins.ts';
import { takeKeywords } from '../../../src/baseline/detect-secrets/keyword-plugin.ts';
import { takeTokens } from '../../../src/baseline/detect-secrets/token-plugins.ts';
import { runDetectSecrets } from '../../helpers/detect-secrets.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

/** Prints, for each line of a JSON list from standard input, what every plugin of detect-secrets takes from it. */
const script = `
import json, sys
from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class
plugins = [plugin() for plugin in get_mapping_from_secret_type_to_class().values()]
def take(plugin, path, line):
    if plugin.secret_type == 'Secret Keyword':
        return [found.secret_value for found in plugin.analyze_line(filename=path, line=line)]
    return plugin.analyze_string(line)
print(json.dumps([
    sorted({plugin.secret_type + '|' + value for plugin in plugins for value in take(plugin, path, line)})
    for path, line in json.load(sys.stdin)
]))
`;

const values =
  `<<base62:9>> <<base62:32>> <<hex:40>> <<hex:64>> ghp_<<base62:36>> glpat-<<base64url:20>> GR1348941<<base62:20>>
  glcbt-<<base62:20>> glcbt-64_<<base62:20>> glptt-<<hex:40>> glimt-<<base62:25>> glagent-<<base62:60>> gloas-<<hex:64>>
  AKIA<<base32:16>> A3T<<ALNUM:17>> AKC<<base62:12>> APA<<base62:9>> AccountKey=<<base64:88>> https://a:<<base62:8>>@b
  M<<base62:24>>.<<base62:6>>.<<base62:27>> <<hex:32>>-us9 //r.example.org/:_authToken=npm_<<base62:36>>
  //r.example.org/:_authToken=<<uuid>> sk-a-<<base62:20>>T3Blbk<<cut>>FJ<<base62:20>> -----BEGIN<<cut>>-RSA-PRIVATE-KEY-----
  pypi-AgEIcHlwaS5vcmc<<base62:72>> SG.<<base62:22>>.<<base62:43>> xoxb-<<digit:11>>-<<base62:24>> sq0csp-<<base62:43>>
  https://hooks.slack.com/services/T<<ALNUM:8>>/B<<ALNUM:8>>/<<base62:24>> sk_live_<<base62:24>> <<digit:9>>:<<base62:35>>
  SK<<hex:32>> <<jwt>> 8.8.<<digit:2>>.8 10.0.0.1 172.16.0.1 <<base62:44>> <<hex:48>> <<lower:24>> a\`b\`c é+/= x,y`.split(
    /\s+/,
  );
const names =
  `password MY_PASSWORD api_key client_secret db_pass contraseña ſecret aws_secret_key cl_apikey clou-pw sl_apikey
  softlayer_key ibm_cloud_iam_key iam-token cos_hmac_secret_access_key token id
  http://api.softlayer.com/soap/v3/ https://a.cloudant.com`.split(/\s+/);
const signs = [
  '=',
  ' = ',
  ': ',
  ':',
  ' := ',
  ' == ',
  ' !== ',
  '=>',
  '::',
  ' ',
  '(',
  '.assign(',
  '[5] = ',
  ' = @',
  ' -> ',
];
const paths = ['a.py', 'a.go', 'a.c', 'a.cpp', 'a.yml', 'a.ini', 'Makefile'];
const quotes = ['"', "'", '`', ''];
const tails = ['', '', ';', ',', ')', ' # c'];

/** Lines that put every kind of value behind, and before, every kind of name in many styles. */
function makeLines(count: number): [string, string][] {
  return Array.from({ length: count }, (_, index): [string, string] => {
    const pick = <Item>(list: readonly Item[], step: number) => list[Math.floor(index / step) % list.length]!;
    const value = fakeSecret(pick(values, 1), index).replaceAll('BEGIN-RSA-PRIVATE-KEY', 'BEGIN RSA PRIVATE KEY');
    const quote = pick(quotes, 3);
    const name = pick(names, 2);
    const quoted = `${quote}${value}${index % 11 === 0 ? '' : quote}`;
    const pair = index % 7 === 0 ? `${quoted} != ${name}` : `${name}${pick(signs, 1)}${quoted}`;
    return [pick(paths, 5), `${index % 5 === 0 ? '  export ' : ''}${pair}${pick(tails, 1)}`];
  });
}

describe('takeValues', () => {
  it('takes from every line the same as the plugins of the real detect-secrets', () => {
    const lines = makeLines(6000);
    const { stdout, stderr } = runDetectSecrets('python', ['-c', script], { input: JSON.stringify(lines) });
    expect(stderr).toBe('');
    const theirs = JSON.parse(stdout) as string[][];
    const ours = lines.map(([path, line]) => {
      const taken = [...takeTokens(line), ...takeQuoted(line)].map(({ type, value }) => `${type}|${value}`);
      return new Set([...taken, ...takeKeywords(path, line).map((value) => `Secret Keyword|${value}`)]);
    });
    const differences = lines.flatMap((line, index) => {
      const [want, got] = [new Set(theirs[index]), ours[index]!];
      const isSame = want.size === got.size && [...want].every((each) => got.has(each));
      return isSame ? [] : [{ line, want: [...want], got: [...got] }];
    });
    expect(differences).toEqual([]);
    const types = new Set(theirs.flat().map((each) => each.split('|')[0]));
    expect(types.size).toBe(27);
  });
});
