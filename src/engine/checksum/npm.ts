import { base62Sum } from './github.ts';
import type { ChecksumScheme } from './scheme.ts';

const shape = /^npm_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/** npm access tokens, made like GitHub's: https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/ */
export const npm: ChecksumScheme = {
  name: 'npm',
  check(secret) {
    const parts = shape.exec(secret);
    if (!parts) return 'unknown';
    return base62Sum(parts[1]!) === parts[2] ? 'valid' : 'invalid';
  },
  sign: (body) => base62Sum(body.slice('npm_'.length)),
};
