import { describe, expect, it } from 'vitest';
import { takeTokens } from '../../../src/baseline/detect-secrets/token-plugins.ts';
import { fakeSecret } from '../../helpers/secrets.ts';

const payload = Buffer.from('{"sub":"a"}').toString('base64url');
const header = Buffer.from('{"alg":"HS256"}').toString('base64url');

/** Each line has the value in braces; the plugin hashes that. */
const lines: [string, string][] = [
  ['Artifactory Credentials', 'k{=AKC<<base62:12>> }# as is'],
  ['Artifactory Credentials', '{AP1<<base62:10>>}'],
  ['AWS Access Key', 'id {AKIA<<base32:16>>}'],
  ['AWS Access Key', 'AWS_SECRET_KEY = "{<<base62:40>>}"'],
  ['Azure Storage Account access key', 'x;{AccountKey=<<base62:86>>==};y'],
  ['Basic Auth Credentials', 'https://bob:{<<base62:12>>}@db/x'],
  ['Cloudant Credentials', 'cl_apikey = "{<<hex:64>>}"'],
  ['Cloudant Credentials', "['clou-password'] => '{<<lower:24>>}'"],
  ['Cloudant Credentials', 'https://a-b:{<<hex:64>>}@a-b.cloudant.com'],
  ['Discord Bot Token', '{M<<base62:23>>.<<base62:6>>.<<base62:27>>}'],
  ['GitLab Token', 'x {GR1348941<<base62:20>>} y'],
  ['GitLab Token', '{glptt-<<hex:40>>}'],
  ['GitLab Token', '{glimt-<<lalnum:25>>}'],
  ['GitLab Token', '{glagent-<<base62:50>>}'],
  ['GitLab Token', '{gloas-<<hex:64>>}'],
  ['IBM Cloud IAM Key', 'ibm_cloud_api_key: {<<base62:44>>}'],
  ['IBM COS HMAC Credentials', 'cos_hmac_secret_access_key="{<<hex:48>>}"'],
  ['JSON Web Token', `{${header}.${payload}.}<<base62:43>>`],
  ['Mailchimp Access Key', '{<<hex:32>>-us12}'],
  ['NPM tokens', '//registry.example.org/:_authToken={npm_<<base62:36>>}'],
  ['OpenAI Token', '{sk-proj-<<base62:20>>T3Blbk<<cut>>FJ<<base62:20>>}'],
  ['Public IP (ipv4)', 'host {8.8.8.8:53}, 10.1.2.3, 127.0.0.1, 192.168.0.1, 172.20.0.1'],
  ['PyPI Token', '{pypi-AgEIcHlwaS5vcmc<<base62:80>>}'],
  ['SendGrid API Key', '{SG.<<base62:22>>.<<base62:43>>}'],
  ['Slack Token', 'x{xoxb-<<digit:12>>-<<digit:12>>-<<base62:24>>}'],
  ['Slack Token', '{https://hooks.slack.com/services/T<<ALNUM:8>>/B<<ALNUM:8>>/<<base62:24>>}'],
  ['SoftLayer Credentials', 'sl_api_key := {<<hex:64>>}'],
  ['SoftLayer Credentials', 'http://api.softlayer.com/soap/v3/{<<hex:64>>}'],
  ['Square OAuth Secret', '{sq0csp-<<base64url:43>>}'],
  ['Stripe Access Key', '{rk_live_<<base62:24>>}'],
  ['Telegram Bot Token', 'bot{<<digit:9>>:<<base62:35>>}'],
  ['Twilio API Key', '{SK<<hex:32>>}'],
];

describe('takeTokens', () => {
  it.each(lines)('takes for %s what detect-secrets hashes of %s', (type, template) => {
    const line = fakeSecret(template);
    const value = line.slice(line.indexOf('{') + 1, line.lastIndexOf('}'));
    const taken = takeTokens(line.replace(`{${value}}`, () => value));
    expect(taken.filter((each) => each.type === type)).toEqual([{ type, value }]);
  });

  it.each([
    ['GitHub Token', 'ghp_<<base62:36>>', 'ghp'],
    ['GitLab Token', 'glpat-<<base62:20>>', 'glpat'],
    ['GitLab Token', 'glcbt-64_<<base62:20>>', '64_'],
    ['GitLab Token', 'glcbt-<<base62:20>>', ''],
    ['Private Key', '-----BEGIN EC <<cut>>PRIVATE KEY-----', 'BEGIN EC PRIVATE KEY'],
    ['Private Key', '-----BEGIN PGP <<cut>>PRIVATE KEY BLOCK-----', 'BEGIN PGP PRIVATE KEY BLOCK'],
    ['Private Key', '-----BEGIN SSH2 ENCRYPTED <<cut>>PRIVATE KEY-----', 'BEGIN SSH2 ENCRYPTED PRIVATE KEY'],
    ['Private Key', 'PuTTY-User-Key-File-2: ssh-rsa', 'PuTTY-User-Key-File-2'],
  ])('takes for %s of %s what all of the kind share', (type, template, value) => {
    expect(takeTokens(fakeSecret(template))).toEqual([{ type, value, isShared: true }]);
  });

  it.each(['a 256.1.1.1 b', 'v1.2.3.4.5', 'eyJhbGci.eyJx.', 'ghp_short', '://a:b c@d'])(
    'takes nothing of %j',
    (line) => {
      expect(takeTokens(line)).toEqual([]);
    },
  );
});
