import type { Taken } from './taken.ts';

/** How a plugin that looks for a token's shape takes it; what it hashes is the group named, or else the match. */
interface TokenShape {
  type: string;
  /** What every match holds, in lower case: a line without it is not searched. */
  holds: string;
  pattern: RegExp;
  /** Numbers of the groups that are hashed instead of the match. */
  groups?: readonly number[];
  isShared?: true;
}

const word = '[\\p{L}\\p{N}_]';

/** A name, an assignment in one of many styles, and a value, in any case; names may stand in brackets or quotes. */
function assignment(names: string, value: string): RegExp {
  const sign = '(?: *(?:=>?|:[:=]?) *| +)';
  return new RegExp(`(?<!${word})\\[?["']?${names}["']?\\]?${sign}["']?(${value})["']?`, 'giu');
}

const passOrKey = '(?:key|pwd|pass(?:word)?|token)';
const cloudantNames = '(?:cloudant|clou|cl)[_-]?(?:api)?(?:key|pwd|pw|pass(?:word)?|token)';
const ibmNames = `(?:ibm[_-]?cloud[_-]?iam|cloud[_-]?iam|ibm[_-]?cloud|ibm[_-]?iam|ibm|iam|cloud)?[_-]?(?:api)?[_-]?${passOrKey}`;
const softLayerNames = `(?:softlayer|sl)[_-]?(?:api)?[_-]?${passOrKey}`;
const cosNames = '(?:(?:ibm)?[_-]?cos[_-]?(?:hmac)?)?[_-]?secret[_-]?(?:access)?[_-]?key';
const cloudantUrl = (value: string) =>
  new RegExp(`https?://${word.slice(0, -1)}-]+:(${value})@[\\p{L}\\p{N}_-]+\\.cloudant\\.com`, 'giu');

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const privateNet = '(?:10\\.|127\\.|192\\.168\\.|172\\.(?:1[6-9]|2\\d|3[01]))';
const publicIp = `(?<![\\p{L}\\p{N}_.])(?!${privateNet})(?:${octet}\\.){3}${octet}(?::\\d{1,5})?(?![\\p{L}\\p{N}_.])`;

/** Of URLs: what may stand in a user or password. */
const userInfo = "[^:/?#[\\]@!$&'()*+,;=\\s]";

/** Made on the first call: most runs need none of them. */
let made: readonly TokenShape[] | undefined;

const makeShapes = (): readonly TokenShape[] => [
  { type: 'Artifactory Credentials', holds: 'akc', pattern: /(?:[\s=:"]|^)AKC[a-zA-Z0-9]{10,}(?:[\s"]|$)/g },
  { type: 'Artifactory Credentials', holds: 'ap', pattern: /(?:[\s=:"]|^)AP[\dA-F][a-zA-Z0-9]{8,}(?:[\s"]|$)/g },
  { type: 'AWS Access Key', holds: 'a', pattern: /A(?:3T[A-Z0-9]|BIA|CCA|KIA|SIA)[A-Z0-9]{16}/g },
  {
    type: 'AWS Access Key',
    holds: 'aws',
    pattern: /aws.{0,20}?(?:key|pwd|pw|password|pass|token).{0,20}?['"]([a-zA-Z0-9/+]{40})['"]/giu,
    groups: [1],
  },
  { type: 'Azure Storage Account access key', holds: 'accountkey=', pattern: /AccountKey=[a-zA-Z0-9+/=]{88}/g },
  {
    type: 'Basic Auth Credentials',
    holds: '://',
    pattern: new RegExp(`://${userInfo}+:(${userInfo}+)@`, 'g'),
    groups: [1],
  },
  { type: 'Cloudant Credentials', holds: 'cl', pattern: assignment(cloudantNames, '[0-9a-f]{64}'), groups: [1] },
  { type: 'Cloudant Credentials', holds: 'cl', pattern: assignment(cloudantNames, '[a-z]{24}'), groups: [1] },
  { type: 'Cloudant Credentials', holds: '.cloudant.com', pattern: cloudantUrl('[0-9a-f]{64}'), groups: [1] },
  { type: 'Cloudant Credentials', holds: '.cloudant.com', pattern: cloudantUrl('[a-z]{24}'), groups: [1] },
  { type: 'Discord Bot Token', holds: '.', pattern: /[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27}/g },
  { type: 'GitHub Token', holds: 'gh', pattern: /(gh[oprsu])_\w{36}/g, groups: [1], isShared: true },
  {
    type: 'GitLab Token',
    holds: 'gl',
    pattern: /(gl(?:dt|ft|pat|rt|soat))-[\w-]{20,50}(?![\p{L}\p{N}_])/gu,
    groups: [1],
    isShared: true,
  },
  { type: 'GitLab Token', holds: 'gr1348941', pattern: /GR1348941[\w-]{20,50}(?![\p{L}\p{N}_])/gu },
  {
    type: 'GitLab Token',
    holds: 'glcbt-',
    pattern: /glcbt-([0-9a-fA-F]{2}_)?[\w-]{20,50}(?![\p{L}\p{N}_])/gu,
    groups: [1],
    isShared: true,
  },
  { type: 'GitLab Token', holds: 'glimt-', pattern: /glimt-[\w-]{25}(?![\p{L}\p{N}_])/gu },
  { type: 'GitLab Token', holds: 'glptt-', pattern: /glptt-[\w-]{40}(?![\p{L}\p{N}_])/gu },
  { type: 'GitLab Token', holds: 'glagent-', pattern: /glagent-[\w-]{50,1024}(?![\p{L}\p{N}_])/gu },
  { type: 'GitLab Token', holds: 'gloas-', pattern: /gloas-[\w-]{64}(?![\p{L}\p{N}_])/gu },
  { type: 'IBM Cloud IAM Key', holds: '', pattern: assignment(ibmNames, '[\\w-]{44}(?![\\w-])'), groups: [1] },
  {
    type: 'IBM COS HMAC Credentials',
    holds: 'secret',
    pattern: assignment(cosNames, '[0-9a-f]{48}(?![0-9a-f])'),
    groups: [1],
  },
  { type: 'Mailchimp Access Key', holds: '-us', pattern: /[0-9a-z]{32}-us\d{1,2}/g },
  {
    type: 'NPM tokens',
    holds: '/:_authtoken=',
    pattern: /\/\/.+\/:_authToken=\s*(npm_.+|[A-Fa-f0-9-]{36}).*/g,
    groups: [1],
  },
  { type: 'OpenAI Token', holds: 't3blbkfj', pattern: /sk-[\w-]*[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}/g },
  ...['DSA ', 'EC ', 'OPENSSH ', 'PGP ', '', 'RSA ', 'SSH2 ENCRYPTED '].map(
    (kind): TokenShape => ({
      type: 'Private Key',
      holds: 'private key',
      pattern: new RegExp(`BEGIN ${kind}PRIVATE KEY${kind === 'PGP ' ? ' BLOCK' : ''}`, 'g'),
      isShared: true,
    }),
  ),
  { type: 'Private Key', holds: 'putty-user-key-file-2', pattern: /PuTTY-User-Key-File-2/g, isShared: true },
  { type: 'Public IP (ipv4)', holds: '.', pattern: new RegExp(publicIp, 'gu') },
  { type: 'PyPI Token', holds: 'pypi-ageichlwas5vcmc', pattern: /pypi-AgEIcHlwaS5vcmc[\w-]{70,}/g },
  { type: 'PyPI Token', holds: 'pypi-agendgvzdc5wexbplm9yzw', pattern: /pypi-AgENdGVzdC5weXBpLm9yZw[\w-]{70,}/g },
  { type: 'SendGrid API Key', holds: 'sg.', pattern: /SG\.[\w-]{22}\.[\w-]{43}/g },
  { type: 'Slack Token', holds: 'xox', pattern: /xox[abposr]-(?:\d+-)+[a-z0-9]+/giu },
  {
    type: 'Slack Token',
    holds: 'hooks.slack.com',
    pattern: /https:\/\/hooks\.slack\.com\/services\/T[a-z0-9_]+\/B[a-z0-9_]+\/\w+/gi,
  },
  { type: 'SoftLayer Credentials', holds: 'sl', pattern: assignment(softLayerNames, '[a-z0-9]{64}'), groups: [1] },
  {
    type: 'SoftLayer Credentials',
    holds: 'softlayer',
    pattern: assignment(softLayerNames, '[a-z0-9]{64}'),
    groups: [1],
  },
  {
    type: 'SoftLayer Credentials',
    holds: '/soap/v3',
    pattern: /https?:\/\/api.softlayer.com\/soap\/v3(?:.1)?\/([a-z0-9]{64})/giu,
    groups: [1],
  },
  { type: 'Square OAuth Secret', holds: 'sq0csp-', pattern: /sq0csp-[\w\\-]{43}/g },
  { type: 'Stripe Access Key', holds: 'k_live_', pattern: /[rs]k_live_[0-9a-zA-Z]{24}/g },
  { type: 'Telegram Bot Token', holds: ':', pattern: /\d{8,10}:[\w-]{35}/g },
  { type: 'Twilio API Key', holds: 'ac', pattern: /AC[a-z0-9]{32}/g },
  { type: 'Twilio API Key', holds: 'sk', pattern: /SK[a-z0-9]{32}/g },
];

/** What the plugins that look for a token's shape take from a line, whatever their settings. */
export function takeTokens(line: string): Taken[] {
  const lower = line.toLowerCase();
  const taken: Taken[] = [];
  made ??= makeShapes();
  for (const { type, holds, pattern, groups = [0], isShared } of made) {
    if (!lower.includes(holds)) continue;
    for (const match of line.matchAll(pattern)) {
      for (const group of groups) taken.push({ type, value: match[group] ?? '', ...(isShared && { isShared }) });
    }
  }
  for (const value of takeJwts(line, lower)) taken.push({ type: 'JSON Web Token', value });
  return taken;
}

/** Of a JSON Web Token the plugin takes what stands before the signature, with the dot behind it. */
function takeJwts(line: string, lower: string): string[] {
  if (!lower.includes('eyj')) return [];
  return [...line.matchAll(/eyJ[\w=-]+\.[\w=-]+\.?/g)].map(([token]) => token).filter(isJwt);
}

function isJwt(token: string): boolean {
  return token.split('.').every((part, index) => {
    if (part.length % 4 === 1) return false;
    return index > 1 || isJson(Buffer.from(part, 'base64url'));
  });
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
