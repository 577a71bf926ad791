/** What a name promises of the value assigned to it. */
export type NameKind = 'password' | 'token' | 'secret' | 'api-key' | 'key' | 'credential';

const notTheSecret = new Set(
  (
    'file filename path dir directory folder url uri endpoint host hostname port name names type types kind length len size min max ' +
    'minimum maximum count number num field fields label placeholder hint policy regex regexp pattern format expiry ' +
    'expires expire expiration ttl timeout lifetime duration age date time timestamp at on header headers column columns ' +
    'prefix suffix class error errors err message msg text title description desc help prompt reset strength required ' +
    'enabled disabled attempts attempt rotation algorithm alg encoder encoding hash hashed hasher digest provider ' +
    'manager store service ref reference arn version index space map list set rules rule valid validation validator ' +
    'invalid exists check checks checker verify verifier verification request response handler callback hook form page view screen ' +
    'button link icon template model schema table usage scope scopes mode option options setting settings config ' +
    'configuration property properties prop param params parameter parameters attribute attributes source target input output ' +
    'limit bits bytes step steps state status event events action actions process generator gen generate ' +
    'factory builder helper util utils id ids uid identifier user username login email dialog modal section group ' +
    'method methods function func callable cmd command cli test tests spec example examples changed change changes update updated forgot forgotten ' +
    'binding code press up down left right frames cap protection protected location issuer audience subject owner lookup mask masked ' +
    'magic banner algo realm guid uuid mgr md starts ends contains matches split join index substring grant grants char chars character characters digits alphabet question answer meter toggle icon ' +
    'salt nonce iv fingerprint thumbprint checksum sha sha1 sha256 md5 sid symbol separator delimiter sep order sort'
  ).split(' '),
);

const publicKeys = new Set(
  (
    'public pub primary foreign partition sort cache index object unique composite shortcut hot arrow enter escape i18n ' +
    'translation lookup hash map dict json search group order query metric row column table field registry redis ' +
    'storage-name event item entity record sibling parent child root node react list menu tab nav data meta locale ' +
    'lang language message state context config option setting property attribute header param press keyboard function ' +
    'alt ctrl control shift modifier left right up down home end page any every each other another this that first last next prev previous ' +
    'range start stop range_key idempotency dedup routing site recaptcha publishable verification verify verifying host known ' +
    'natural surrogate business candidate super alternate translation_key answer major minor low out websocket socket document form'
  ).split(' '),
);

/** Words of a name: split at separators and at changes of case. */
export function splitName(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase().replace(/\d+$/, ''))
    .filter(Boolean);
}

const kinds: readonly (readonly [RegExp, NameKind])[] = [
  [
    /^(?:password|passwords|passwd|passwort|passphrase|passcode|pwd|pass|psw|pword|userpassword|dbpassword|dbpass|mypassword|rootpassword|requirepass|masterauth|identified|storepass|keypass|sshpass|pgpassword|mypass|passw|pswd|pw|psk|userpwd|authtok|motdepasse|contrasena|senha|parola)$|(?:password|passwd|passphrase)$|(?<!by|ask|com|get|kee|one|pk|sur|tres|multi|encom|over|render|under)pass$/,
    'password',
  ],
  [/^(?:apikey|appkey|accesskey|secretkey|authkey|apisecret)$|(?:api|app|access|secret|auth)key$/, 'api-key'],
  [/secret$|^(?:secret|secrets|clientsecret|appsecret|secretbase)$/, 'secret'],
  [/token$|^(?:token|tokens|jwt|bearer|pat)$/, 'token'],
  [/^(?:o?auth|authori[sz]ation|authentication|authenticator|credential|credentials|creds|cred)$/, 'credential'],
  [/key$|^keys$/, 'key'],
];

/** Words that make a `key` one that a service hands out. */
const services = new Set(
  'api app access auth subscription consumer developer integration license client service partner merchant tenant instrumentation ingestion'.split(
    ' ',
  ),
);

/** Words that make a `key` one that opens, signs or encrypts something. */
const uses = new Set(
  (
    'deploy master encryption encrypt decryption decrypt signing sign signature server write admin session private shared ' +
    'account storage cookie crypt crypto cipher aes hmac jwt security user root token ssh pgp gpg rsa'
  ).split(' '),
);

export interface NameVerdict {
  kind: NameKind;
  /** For a key: whether the name says what it opens, so that it is no key of a map. */
  opens?: true;
  /** Set where the name says that its value is not the secret itself. */
  rejection?: string;
}

const verdicts = new Map<string, NameVerdict | undefined>();

/** Judges a name by its words, the last ones counting most; undefined: no word of a secret in it. Names repeat. */
export function judgeName(name: string): NameVerdict | undefined {
  if (verdicts.has(name)) return verdicts.get(name);
  const verdict = judgeWords(name);
  if (verdicts.size >= 5000) verdicts.clear();
  verdicts.set(name, verdict);
  return verdict;
}

/** What a control of a user interface shows: `txtPassword.Text`, `passwordField.setText`. */
const shown =
  /(?:_?(?:text)?(?:field|box|input|edit|entry|controller|control|ctrl|view|el|element))?\.(?:(?:set)?(?:text|value|string|stringvalue)|send_?keys|type|type_?text|enter_?text|fill|clear_?and_?type|replace_?text)$/i;

function judgeWords(name: string): NameVerdict | undefined {
  const words = splitName((name.length > 60 ? name.slice(-60) : name).replace(shown, ''));
  for (let i = words.length - 1; i >= 0; i--) {
    const kind = kinds.find(([pattern]) => pattern.test(words[i]!))?.[1];
    if (kind === undefined) continue;
    return refine(kind, words, i);
  }
  return undefined;
}

/** `pubkey` -> `pub`. */
function stem(word: string): string {
  return word.slice(0, -3);
}

function refine(kind: NameKind, words: readonly string[], at: number): NameVerdict {
  // `secretOrKey`
  if (kind === 'key' && words[at - 1] === 'or') return judgeWords(words.slice(0, at - 1).join('_')) ?? { kind };
  if (/^(?:salted|hashed|encrypted)pass/.test(words[at]!)) return { kind, rejection: 'the name says derived' };
  const after = words.slice(at + 1).find((word) => notTheSecret.has(word));
  if (after !== undefined) return { kind, rejection: `the name is of its ${after}` };
  const before = words[at - 1];
  if (kind === 'token' && before === 'key' && words[at - 2] === 'public') return { kind, rejection: 'a public key' };
  if (kind === 'key' && before !== undefined) {
    if (before === 'secret') return { kind: 'secret' };
    if (services.has(before)) kind = 'api-key';
    else if (uses.has(before)) return { kind, opens: true };
  }
  if (kind === 'key' && before !== undefined && publicKeys.has(before)) return { kind, rejection: `a ${before} key` };
  if (kind === 'key' && publicKeys.has(stem(words[at]!))) return { kind, rejection: `a ${stem(words[at]!)} key` };
  if (
    before !== undefined &&
    /^(?:no|not|is|has|show|hide|use|without|enable|allow|forgot|reset|change|csrf|xsrf|csrfmiddleware|antiforgery|authenticity|requestverification|invalid|wrong|bad|public|next|page|pagination|cancel|cancellation|continuation|sealed|wrapped|salted|hashed|encrypted)$/.test(
      before,
    )
  ) {
    return { kind, rejection: `the name says ${before}` };
  }
  return { kind };
}
