// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a variable of a shell
import { describe, expect, it } from 'vitest';
import { builtInEngine, fragmentOf } from '../../helpers/engine.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

function found(template: string, path: string): string[] {
  const text = `${fakeSecret(template)}\n`;
  return builtInEngine()
    .scan(fragmentOf(text, path))
    .map(({ rule, confidence, secret }) => `${rule.id} ${confidence} ${secret.length}`);
}

const digest = 'Authorization: Digest username="mona", realm="shop", uri="/", response="<<hex:32>>"';

describe('an Authorization header is read', () => {
  it.each([
    ['with a bearer token', 'a.http', 'Authorization: Bearer <<base62:40>>', 'bearer-token high 40'],
    [
      'with a user and password',
      'a.http',
      'Authorization: Basic <<b64text:mona:q7RtX2mWzP>>',
      'basic-authorization high 20',
    ],
    ['with Basic and other bytes', 'a.http', 'Authorization: Basic <<base62:24>>', 'basic-authorization medium 24'],
    ['with a scheme of a vendor', 'a.http', 'Authorization: GenieKey <<uuid>>', 'bearer-token medium 36'],
    ['with a colon behind the scheme', 'a.http', 'Authorization: JWT: <<base62:40>>', 'bearer-token medium 40'],
    [
      'with a name before the value',
      'a.http',
      'Authorization: SharedKey shop:<<base64:43>>=',
      'bearer-token medium 44',
    ],
    ['with the parts of Digest', 'a.http', digest, 'bearer-token low 32'],
    [
      'with the parts of OAuth 1',
      'a.http',
      'Authorization: OAuth oauth_token="<<base62:30>>", x="y"',
      'bearer-token medium 30',
    ],
    [
      'without a scheme, in a string',
      'a.php',
      '$headers[] = "Authorization: <<base62:40>>";',
      'generic-credential high 40',
    ],
    ['in a list of YAML', 'a.yml', 'Authorization:\n    - Token <<hex:40>>', 'bearer-token high 40'],
    ['in brackets of YAML', 'a.yml', 'Authorization: [Token <<hex:40>>]', 'bearer-token high 40'],
    ['as name and value', 'a.json', '{"key": "Authorization", "value": "Key <<base62:40>>"}', 'bearer-token medium 40'],
    ['in an element', 'a.xml', '<Authorization>Token <<hex:40>></Authorization>', 'bearer-token high 40'],
  ])('%s', (_, path, template, finding) => {
    expect(found(template, path)).toEqual([finding]);
  });
});

describe('an Authorization header is let be', () => {
  it.each([
    ['with words', 'Authorization: Custom your-token-goes-here'],
    ['with a variable', 'Authorization: Custom ${TOKEN_OF_THE_SERVICE}'],
    ['with the name of an algorithm', 'Authorization: "AWS4-HMAC-SHA256" only'],
    ['with a challenge', 'Authorization: Digest realm="some realm of ours", qop="auth,auth-int"'],
    ['in a sentence', 'Authorization: the administrators authenticate with certificates'],
    ['with an empty password', 'Authorization: Basic <<b64text:mona:>>'],
    ['with a password of examples', 'Authorization: Basic <<b64text:mona:password>>'],
  ])('%s', (_, template) => {
    expect(found(template, 'notes.http')).toEqual([]);
  });
});
