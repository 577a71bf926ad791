/**
 * Checks that a credential carries within itself, one scheme a file. None needs a network, a clock to judge, or
 * anything but the text of the secret.
 */
import { age } from './age.ts';
import { atlassian } from './atlassian.ts';
import { awsAccount } from './aws-account.ts';
import { cloudflare } from './cloudflare.ts';
import { confluent } from './confluent.ts';
import { github } from './github.ts';
import { gitlabRoutable } from './gitlab-routable.ts';
import { grafana } from './grafana.ts';
import { jwt } from './jwt.ts';
import { netbird } from './netbird.ts';
import { nkey } from './nkey.ts';
import { npm } from './npm.ts';
import { polar } from './polar.ts';
import type { ChecksumScheme } from './scheme.ts';
import { twilio } from './twilio.ts';
import { zuplo } from './zuplo.ts';

export type { ChecksumScheme, ChecksumVerdict } from './scheme.ts';

/** Every scheme by the name that rules use. */
export const checksumSchemes = {
  age,
  atlassian,
  'aws-account': awsAccount,
  cloudflare,
  confluent,
  github,
  'gitlab-routable': gitlabRoutable,
  grafana,
  jwt,
  netbird,
  nkey,
  npm,
  polar,
  twilio,
  zuplo,
} as const satisfies Record<string, ChecksumScheme>;

export type ChecksumName = keyof typeof checksumSchemes;

/** The scheme of that name, or undefined when there is none. */
export function getChecksum(name: string): ChecksumScheme | undefined {
  return Object.hasOwn(checksumSchemes, name) ? checksumSchemes[name as ChecksumName] : undefined;
}
