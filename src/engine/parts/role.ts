import { splitName } from '../generic/name.ts';

/** What a piece of a credential is, beside its secret. */
export const partNames = ['user', 'host', 'account', 'project', 'id'] as const;
export type PartName = (typeof partNames)[number];

/** What a name says of its value, and the words that it shares with the other names of one credential: `db`. */
export interface Role {
  part: PartName;
  stem: string;
}

const endings: readonly (readonly [RegExp, PartName])[] = [
  [/(?:client|app|application|consumer|integration|key|keys|access) id$/, 'id'],
  [/(?:^| )(?:access|consumer|app) key$|(?:^| )(?:accesskey|consumerkey|clientid|appid|keyid|key name)$/, 'id'],
  [/(?:account|tenant|organization|org|customer)(?: ?(?:id|name|sid))?$|(?:^| )sid$/, 'account'],
  [/project(?: ?(?:id|name))?$/, 'project'],
  [/(?:user|usr|login|bind)(?: ?(?:name|id|dn|mail))?$|(?:^| )(?:uid|principal|email|mail|username)$/, 'user'],
  [
    /(?:host|server)(?: ?(?:name|base|url|uri))?$|(?:^| )(?:endpoint|address|addr|machine|registry|repository|urls?|uri)$/,
    'host',
  ],
];

/** Words that tell the pieces of a credential apart, and not one credential from another. */
const shared = new Set(
  (
    'secret access key keys keyid api app application auth authentication token password passwd pass pwd pw passphrase passwort credential ' +
    'credentials cred creds client consumer integration private shared name id sid dn user usr username login email mail principal uid host ' +
    'hostname server address addr endpoint url urls uri machine registry repository account tenant organization org customer project clear ' +
    'text plain ssh oauth value accesskey secretkey apikey clientid clientsecret base bind bindpw binddn encrypted'
  ).split(' '),
);

/** Endings of words that were written as one, as in PGUSER. */
const joined = /^([a-z]{1,20}?)(username|user|hostname|host|login|password|passwd|pass|pwd|token|secret|key|auth)$/;

/** What the value of a name is, beside a secret; undefined for most names. */
export function roleOf(name: string): Role | undefined {
  const words = wordsOf(name);
  const text = words.join(' ');
  const part = endings.find(([pattern]) => pattern.test(text))?.[1];
  const isSecret =
    part === 'id' && words.at(-1) !== 'id' && words.some((word) => word === 'secret' || word === 'private');
  return part === undefined || isSecret ? undefined : { part, stem: stemOf(words) };
}

/** The words of a secret's name that the names beside it share. */
export function stemOfName(name: string): string {
  return stemOf(wordsOf(name));
}

function stemOf(words: readonly string[]): string {
  return words.filter((word) => !shared.has(word)).join(' ');
}

function wordsOf(name: string): string[] {
  return splitName(name).flatMap((word) => {
    if (shared.has(word)) return [word];
    const [, first, last] = joined.exec(word) ?? [];
    return first === undefined || last === undefined ? [word] : [first, last];
  });
}
