import { expandSample } from '../../src/rules/sample.ts';

/** A made-up secret from a template (see `src/rules/sample.ts`); same arguments, same value. */
export function fakeSecret(template: string, seed = 1, checksum?: string): string {
  return expandSample(template, { seed, ...(checksum && { checksum }) });
}

/** A classic GitHub token whose checksum is right. */
export function githubPat(seed = 1): string {
  return fakeSecret('ghp_<<base62:30>><<sum>>', seed, 'github');
}

/** An AWS access key id and the secret that goes with it. */
export function awsPair(seed = 1): { id: string; secret: string } {
  return { id: fakeSecret('AKIA<<base32:16>>', seed), secret: fakeSecret('<<base64:40>>', seed) };
}

export function stripeLive(seed = 1): string {
  return fakeSecret('sk_live_<<base62:24>>', seed);
}

export function slackBot(seed = 1): string {
  return fakeSecret('xoxb-<<digit:12>>-<<digit:13>>-<<base62:24>>', seed);
}

/** A Grafana service account token whose checksum is right. */
export function grafanaToken(seed = 1): string {
  return fakeSecret('glsa_<<base62:32>><<sum>>', seed, 'grafana');
}

/** A PEM block of many lines; the key in it is no key. */
export function pemKey(label = 'RSA PRIVATE KEY', seed = 1): string {
  return fakeSecret(`<<pem:${label}>>`, seed);
}

export function jwtToken(seed = 1): string {
  return fakeSecret('<<jwt>>', seed);
}

/** A password such as a password manager makes. */
export function strongPassword(seed = 1): string {
  return fakeSecret('<<password:20>>', seed);
}
