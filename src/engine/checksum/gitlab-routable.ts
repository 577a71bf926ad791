import { crc32 } from '../../lib/crc32.ts';
import type { ChecksumScheme } from './scheme.ts';

const sumLength = 7;
const shape = /^([0-9A-Za-z_-]{22,400})\.(01\.)?([0-9a-z]{2})([0-9a-z]{7})$/;
const prefix = /^[a-z]+-(?:t\d_)?/;
const randomBytes = 16;
const routingNames: Record<string, string> = {
  c: 'cell',
  g: 'group',
  o: 'organization',
  p: 'project',
  u: 'user',
};

/**
 * GitLab's routable tokens: prefix and base64url payload, `.`, version `01` and `.` (absent in the first ones), the
 * payload's length as 2 base-36 digits, the CRC-32 of all before it as 7. The payload ends in plain routing ids.
 * https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export const gitlabRoutable: ChecksumScheme = {
  name: 'gitlab-routable',
  check(secret) {
    if (!shape.test(secret)) return 'unknown';
    return secret.endsWith(base36Sum(secret.slice(0, -sumLength))) ? 'valid' : 'invalid';
  },
  /** Takes prefix and payload, with or without the `.`, the version and the length that follow them. */
  sign(body) {
    const head = body.split('.')[0] ?? '';
    const payloadLength = head.length - (prefix.exec(head)?.[0].length ?? 0);
    const versioned = body === head ? `${body}.01.` : body;
    const sized = versioned.endsWith('.') ? versioned + payloadLength.toString(36).padStart(2, '0') : versioned;
    return (sized + base36Sum(sized)).slice(body.length);
  },
  describe(secret) {
    const [, head = '', , length = ''] = shape.exec(secret) ?? [];
    const payload = Buffer.from(head.slice(-Number.parseInt(length, 36)), 'base64url');
    const size = payload.at(-1);
    if (size === undefined || payload.length !== randomBytes + size + 1) return [];
    const routing = payload.toString('latin1', randomBytes, randomBytes + size);
    return routing.split('\n').flatMap(routingFact);
  },
};

function routingFact(line: string): string[] {
  const [, key, value] = /^([cgopu]):([0-9a-z]{1,10})$/.exec(line) ?? [];
  return key && value ? [`GitLab ${routingNames[key]} ${Number.parseInt(value, 36)}`] : [];
}

function base36Sum(text: string): string {
  return crc32(text).toString(36).padStart(sumLength, '0');
}
