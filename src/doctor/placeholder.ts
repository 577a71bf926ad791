/** What a name ends in that stands for a secret; words are joined by `_`. */
const secretEnd =
  /(?:^|_)(?:password|passwd|passphrase|passcode|pass|pwd|pw|secret|secrets|token|credentials?|pat|(?:api|private|secret|access|auth|account|encryption|crypt|signing|sign|master|app|session|jwt|deploy|service|ssh|storage|license|admin|webhook|integration)_?key|secret_key_base|key_base|connection_string|dsn)(?:_?\d{1,2})?$/;
/** What only tells about one. */
const tellsAbout =
  /(?:^|_)(?:public|pub|next_public|vite|react_app|nuxt_public|fake|dummy|csrf|xsrf|max|min|bad)(?:_|$)/;

/** Whether a name of a setting or variable stands for a secret value: `DB_PASSWORD`, `stripeApiKey`; not `TOKEN_URL`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z\d]+/g, '_')
    .toLowerCase();
  return secretEnd.test(words) && !tellsAbout.test(words) && words !== 'pwd' && words !== 'oldpwd';
}

const reference =
  /^(?:<.*>|\[.*\]|\{\{.*\}\}|%.*%|__.*__|@.*@|\$.*|.*\$[{(]\w.*|(?:env|vault|op|ref|file|arn|secret|sops|ENC|ref\+\w+)[:([].*)$/s;
const standIn =
  /change[-_ ]?(?:me|it|this|that)|replace|insert|your[-_ ]|\byour|example|sample|placeholder|dummy|fake|todo|fixme|not[-_ ]?(?:a|real|set|used|secret)|no[-_ ]?secret|redact|remove|generate|paste|enter|fill|here(?![a-z])|set[-_ ](?:a|an|me|this|your|the)(?![a-z])|x{3,}|\*{3,}|\.{3}|abc123|123456|(?:password|secret|token|key|pass|pwd|test|admin|root)$|^(?:password|secret|token|key|pass|test|dev|local|admin|root|super|insecure|only|my)[-_ ]/i;
const plainWord =
  /^(?:null|none|nil|undefined|empty|true|false|yes|no|on|off|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbitmq|guest|root|admin|user(?:name)?|test(?:ing)?|dev(?:elopment)?|local|demo|minio(?:admin)?|symfony|laravel|homestead|sail|django|rails|wordpress|drupal|app|api|db|string|value|default|\d{1,6}|(.)\1*)$/i;

/** Whether a value of a setting is no secret: empty, a reference to where it is kept, or a word that stands for one. */
export function isPlaceholder(value: string, name = ''): boolean {
  const text = value.trim();
  if (text.length < 4 || reference.test(text) || plainWord.test(text) || standIn.test(text)) return true;
  if (/^[a-z]+$/.test(text) && text.length < 16) return true;
  const flat = (each: string) => each.toLowerCase().replace(/[^a-z\d]/g, '');
  return flat(name) !== '' && (flat(name).includes(flat(text)) || flat(text).includes(flat(name)));
}
