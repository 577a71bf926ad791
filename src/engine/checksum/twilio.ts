import type { ChecksumScheme } from './scheme.ts';

const shape = /^(?:AC|SK)[0-9a-z]{32}$/;

/**
 * Twilio's SIDs: two capitals and 32 small hexadecimal digits, without a checksum, so that nothing is ever `valid`;
 * other letters are `invalid`. https://www.twilio.com/docs/glossary/what-is-a-sid
 */
export const twilio: ChecksumScheme = {
  name: 'twilio',
  check(secret) {
    return shape.test(secret) && /[g-z]/.test(secret) ? 'invalid' : 'unknown';
  },
  sign: () => '',
};
