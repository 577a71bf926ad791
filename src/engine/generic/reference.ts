import type { Syntax } from '../assignment/syntax.ts';

const tests: readonly (readonly [RegExp, string])[] = [
  [/\$\{|\$\(|\{\{|\}\}|<%|%>|#\{|%\{|\{%|@\{|<<[^<>]{1,60}>>/, 'a template or a variable'],
  [/^\$[A-Za-z_]\w*$|^%[A-Za-z_]\w*%$|^@[A-Za-z_]\w*@$|^__\w+__$|^%%\w+%%$/, 'a variable'],
  [
    /%[sdvqx@]\b|%\([\w.]+\)s|^\{[\w.]*\}$|\{\d?\}|(?:%[g-zG-Z][^%]{0,4}){3}|~\d+(?:\.\d+)+\.?[A-Za-z]/,
    'a format string',
  ],
  [/^<[^<>]{1,60}>$|^\[[^[\]]{1,60}\]$|^\([^()]{1,60}\)$|^\{[^{}"]{1,60}\}$/, 'a placeholder in brackets'],
  [
    /\b(?:process\.env|os\.environ|os\.getenv|System\.getenv|ENV\[|getenv\(|env\(|Env\.|import\.meta\.env)/,
    'a variable of the environment',
  ],
  [
    /^(?:vault|ssm|secretsmanager|awssm|gcpsm|sm|op|ref\+\w+|keyvault|akv|env|file|secret|secrets|doppler|keyring|projects)(?::\/{0,2}|\.|\/)[\w./:-]+$/i,
    'a reference to a secret store',
  ],
  [/^arn:aws|^!(?:Ref|Sub|GetAtt|vault|secret|env)\b/, 'a reference to a secret store'],
  [
    /^ENC\[|^\{cipher\}|^vault:v\d+:|^(?:AQ[EI]CA[HQ]|Ag[A-D]|CiQ[A-D])[A-Za-z0-9+/]{100}|^encrypted:|^\$ANSIBLE_VAULT|^-----BEGIN PGP MESSAGE/,
    'an encrypted value',
  ],
  [
    /^\{(?:CRYPT|SSHA?|SHA\d*|MD5|bcrypt|PBKDF2)\}|^(?:[\w.@-]{1,60}:)?\$(?:2[abxy]?|1|5|6|7|y|argon2\w*|pbkdf2[\w-]*|scrypt|apr1)\$|^(?:pbkdf2|bcrypt|argon2|scrypt|sha\d+|md5)[_$:]/i,
    'a password hash',
  ],
  [/^(?:sha\d{1,3}|md5)(?:[-:=]|\/\/)/i, 'a checksum'],
  [
    /^ssh-(?:rsa|ed25519|dss)\s|^ecdsa-sha2-|^-----BEGIN (?:PUBLIC|CERTIFICATE|RSA PUBLIC)|^RW[A-Za-z0-9+/]{54}$/,
    'a public key',
  ],
  [/^pk\.eyJ|^pk_(?:live|test)_|^phc_[0-9A-Za-z]{40}/, 'a public token, made for browsers'],
  [/^LS0tLS1CRUdJTiB(?:DRVJUSUZJQ0FUR|QVUJMSUMg|SU0EgUFVCTElD)/, 'a certificate or public key'],
  [/^(?:https?|ftp|file|git|ssh|s3|gs|urn|tel|mailto|data|chrome|about|android-app):|^\/\/.*[.%]/i, 'an address'],
  [
    /^(?:\.{0,2}|~|[A-Za-z]:)[/\\][\w./\\ -]*$|^[\w-]+(?:\/[\w.-]+)+\.\w{1,5}$|^path\/to\/|\/id_(?:rsa|dsa|ecdsa|ed25519)$/,
    'a path',
  ],
  [/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+\/[a-z][a-z0-9_.-]{0,62}$/, 'a qualified name'],
  [/^(?:application|audio|font|image|message|model|multipart|text|video)\/[\w.+-]{1,80}$/, 'a media type'],
  [/^[A-Za-z]{1,12}\d{0,3}(?:[:.][A-Za-z]{1,12}\d{0,3}){2,}$/, 'a name in parts'],
  [
    /^(?=.*(?:password|passwd|secret|token|key)(?![a-z]))[a-z]+\d{0,2}(?:[-_](?:[a-z]+\d{0,2}|\d{1,5})){2,}$/,
    'a name in words',
  ],
  [/(?:^|[=:;,&])\w{1,30}=[^=:;,&]{0,60}[:;,&]\w{1,30}=/, 'a list of settings'],
  [/^[a-z]{2,}(?:[_-][a-z0-9]+)*[_-](?:token|key|secret|password|passwd|pwd|credentials?)$/i, 'the name of a setting'],
  [/^[\w.]+[?!]?\/\d$/, 'a function'],
  [/^S-1-\d/, 'the id of a user'],
  [
    /^(?:required|nullable|sometimes|confirmed|present|filled|bail|string|min:\d+|max:\d+)(?:\|[\w:,.]+)+$/,
    'a rule of validation',
  ],
  [
    /\.(?:json|ya?ml|xml|pem|crt|cer|key|txt|cfg|conf|ini|js|ts|py|rb|go|java|php|html?|css|sh|env|png|jpg|svg|md|log|pub|p12|pfx|jks|keystore|properties)$/i,
    'a file name',
  ],
  [/^\.[a-z]{3,20}(?:[.-][a-z]{2,12})?$/, 'a file name'],
  [/^[0-9a-f]{8}-(?:0{4}-){3}0{12}$/i, 'an empty UUID'],
  [/^\d{4}-\d\d-\d\d|^\d+(?:\.\d+){1,3}$|^\d+(?:ms|s|m|h|d|px|em|rem|%|kb|mb|gb)$/i, 'a date, version or amount'],
  [/^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}:\d{2,5}$|^\d{1,5}\/(?:tcp|udp|sctp)$/i, 'a host and port'],
  [/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/, 'a mail address'],
  [/\[[^\]]{0,30}[\]^\\]|\(\?[:=!<]|\\[dwsb]|\.\*|\{\d+,\d*\}|^\^.*\$$/, 'a pattern'],
  [/^(?:rgb|hsl|#[0-9a-f]{3,8}$|var\()/i, 'a colour'],
];

/** Says why a value is no secret itself but points at, hides or describes something; undefined if it may be one. */
export function referenceReason(value: string, isQuoted: boolean, syntax: Syntax): string | undefined {
  for (const [pattern, reason] of tests) if (pattern.test(value)) return reason;
  if (
    !isQuoted &&
    /[()]|^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$|::|->|^[A-Z][a-z]+(?:[A-Z][a-z]+)+$|^[A-Z][a-z]+-[A-Z]\w+$/.test(value)
  )
    return 'an expression';
  if (isQuoted && /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(value) && !/\d{3}/.test(value)) return 'a dotted name';
  if (/^[A-Z][A-Za-z_]*(?:\.[A-Z][A-Za-z_]*\d{0,4})+$/.test(value)) return 'a dotted name';
  if (isConstantName(value)) return 'the name of a constant';
  if (syntax === 'markup' && /^[\s\n]|[\s\n]$/.test(value)) return 'text of a page';
  return undefined;
}

/** `DOCKER_HUB-TOKEN`, or a list of such; groups of one length, as licence keys have, are none. */
function isConstantName(value: string): boolean {
  if (!/^[A-Z]+\d?(?:[-_][A-Z]+\d?)+(?:, ?[A-Z]+\d?(?:[-_][A-Z]+\d?)*)*$/.test(value)) return false;
  const lengths = new Set(value.split(/[-_, ]+/).map((part) => part.length));
  return lengths.size > 1;
}
