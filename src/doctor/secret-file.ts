import { posix } from 'node:path';
import { filledSecrets, isEnvName } from './env-file.ts';
import type { SeenSecret } from './inputs.ts';
import type { Repository } from './repository.ts';

/** What kind of secret a file's name promises. */
export type SecretFileKind = 'env' | 'key' | 'keystore' | 'credentials' | 'state';

const key = /^(?:.+\.(?:pem|key|ppk|p8)|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?)$/i;
const keystore = /\.(?:p12|pfx|jks|keystore|bks|kdbx)$/i;
/** Certificates of others, and the key that every Android project has. */
const openKeystore = /trust|cacerts|public|^debug\.keystore$/i;
const state = /\.tfstate(?:\.backup|\.\d+\.backup)?$/i;
const credentials =
  /^(?:\.npmrc|\.yarnrc\.yml|\.pypirc|[._]netrc|\.git-credentials|\.dockercfg|\.pgpass|\.my\.cnf|\.htpasswd|\.s3cfg|\.boto|\.terraformrc|terraform\.rc|\.vault[-_]?pass(?:word)?(?:\.txt)?|credentials(?:\.json)?|client_secrets?.*\.json|(?:.*[-_])?service[-_]?account.*\.json|kubeconfig(?:\.ya?ml)?|secrets\.(?:ya?ml|json|toml|ini)|.+\.tfvars(?:\.json)?|.+\.ovpn|auth\.json|local\.settings\.json|wp-config\.php|rclone\.conf|local\.properties|keystore\.properties)$/i;
const placed = /(?:^|\/)(?:\.docker\/config\.json|\.kube\/config|\.aws\/(?:credentials|config)|config\/master\.key)$/;
const encrypted = /\.(?:enc|gpg|age)(?:\.|$)/i;

/** What kind of secret a path promises; undefined for an ordinary file. */
export function secretFileKind(path: string): SecretFileKind | undefined {
  const name = posix.basename(path);
  if (encrypted.test(name)) return undefined;
  if (isEnvName(name)) return 'env';
  if (state.test(name)) return 'state';
  if (keystore.test(name)) return openKeystore.test(name) ? undefined : 'keystore';
  if (key.test(name)) return 'key';
  return credentials.test(name) || placed.test(path) ? 'credentials' : undefined;
}

/** What of a file is secret. */
export interface Held {
  line: number;
  /** In words: `2 secrets, the first a Stripe key`. */
  what: string;
  /** A rule knows it, not just a name. */
  isSure: boolean;
}

const sure = ['high', 'certain'];

/** What a file holds that is secret; undefined where nothing is seen, or it cannot be read as text. */
export function heldBy(repository: Repository, path: string, kind: SecretFileKind): Held | undefined {
  const text = repository.text(path);
  if (text === undefined) return undefined;
  const isForTests = /(?:^|[._-])(?:test|testing|ci|example|sample|e2e)(?:$|[._-])/i.test(posix.basename(path));
  const seen = repository
    .findSecrets(path, Buffer.from(text))
    .filter(({ confidence }) => !isForTests || sure.includes(confidence));
  if (seen.length > 0) {
    const [{ line, description }] = seen as [(typeof seen)[number]];
    const what = shortDescription(description);
    return {
      line,
      what: seen.length === 1 ? what : `${seen.length} secrets, the first: ${what}`,
      isSure: seen.some(isSure),
    };
  }
  const rails = /(?:^|\/)(?:master|(?:production|staging))\.key$/.test(path) && /^[\da-f]{32}\s*$/.test(text);
  if (rails) return { line: 1, what: "the key of Rails' encrypted credentials", isSure: true };
  if (kind !== 'env' || isForTests) return undefined;
  const [first] = filledSecrets(text);
  return first && { line: first.line, what: `a value for ${first.name}`, isSure: false };
}

/** Whether it is one for certain, not only a value beside a name that stands for a secret. */
export function isSure({ confidence, ruleId }: SeenSecret): boolean {
  return sure.includes(confidence) || !ruleId.startsWith('generic-');
}

/** Without a list of kinds behind it, as part of a sentence. */
export function shortDescription(description: string): string {
  return description.replace(/\s*\([^()]*\)(?=\.?$)/, '').replace(/\.$/, '');
}
