import { describe, expect, it } from 'vitest';
import { builtInEngine, engineOf, fragmentOf, hits } from '../helpers/engine.ts';
import { fakeSecret, githubPat, jwtToken } from '../helpers/secrets.ts';

const engine = builtInEngine();

describe('where several rules see one secret', () => {
  it('the rule of a provider comes before the generic one', () => {
    const token = githubPat();
    expect(hits(engine, `password = "${token}"`)).toEqual([['github-pat', token]]);
  });

  it('the rule of a provider comes before a form that several issuers share', () => {
    const token = fakeSecret(
      'eyJhbGciOi<<base64url:60>>.eyJpc3MiOiJrdWJlcm5ldGVzL3NlcnZpY2VhY2NvdW50<<base64url:400>>.<<base64url:342>>',
    );
    expect(hits(engine, `token: ${token}`, 'values.yaml')).toEqual([['kubernetes-service-account-token', token]]);
  });

  it('a shared form comes before the generic rule', () => {
    const token = jwtToken();
    expect(hits(engine, `access_token = "${token}"`)).toEqual([['jwt', token]]);
  });

  it('the surer comes before the longer', () => {
    const rules = [
      { id: 'long', keywords: ['key'], pattern: 'key_[a-z]{8}', confidence: 'low' as const },
      { id: 'short', keywords: ['key'], pattern: 'key_[a-z]{4}', confidence: 'high' as const },
    ];
    expect(hits(engineOf(rules), 'key_abcdefgh')).toEqual([['short', 'key_abcd']]);
    const equal = rules.map((rule) => ({ ...rule, confidence: 'high' as const }));
    expect(hits(engineOf(equal), 'key_abcdefgh')).toEqual([['long', 'key_abcdefgh']]);
  });

  it('a value that the generic detector is surer of keeps that, under the rule of its provider', () => {
    const rule = { id: 'acme', keywords: ['acmeapikey'], pattern: '[0-9a-z]{40}', scope: 'assignment' as const };
    const generic = { id: 'generic-api-key', keywords: ['api'], scope: 'generic' as const };
    const key = fakeSecret('<<lalnum:40>>');
    const of = (confidence: 'low' | 'medium', text: string) =>
      engineOf([{ ...rule, confidence }, generic])
        .scan(fragmentOf(text, 'a.py'))
        .map((match) => [match.rule.id, match.confidence]);
    expect(of('medium', `acme_api_key = "${key}"`)).toEqual([['acme', 'high']]);
    expect(of('low', `acme_api_key = "${key}"`)).toEqual([['acme', 'low']]);
  });

  it('a right checksum wins', () => {
    const token = githubPat();
    const rules = [
      { id: 'plain', keywords: ['ghp_'], pattern: 'ghp_\\w{36}', confidence: 'high' as const },
      { id: 'proved', keywords: ['ghp_'], pattern: 'ghp_\\w{36}', confidence: 'low' as const, checksum: 'github' },
    ];
    expect(hits(engineOf(rules), token)).toEqual([['proved', token]]);
  });

  it('secrets side by side are two, in order of place', () => {
    const tokens = [githubPat(1), githubPat(2), githubPat(1)];
    expect(hits(engine, tokens.join(' '))).toEqual(tokens.map((token) => ['github-pat', token]));
  });

  it('two secrets in one encoded run are two, and one seen encoded and plain is one', () => {
    const tokens = [githubPat(1), githubPat(2)];
    const run = Buffer.from(`a=${tokens[0]}\nb=${tokens[1]}\n`).toString('base64');
    expect(hits(engine, `data: ${run}`).sort()).toEqual(tokens.map((token) => ['github-pat', token]).sort());
    expect(hits(engine, `"${tokens[0]}\\u0021"`)).toEqual([['github-pat', tokens[0]]]);
  });
});
