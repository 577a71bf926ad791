import { isNameChar, skipSpace } from '../assignment/chars.ts';
import { findNameStart } from '../assignment/read-joint.ts';
import { readQuotedValue } from '../assignment/read-value.ts';
import { keepGeneric } from '../judge.ts';
import { type Level, latin1Text, tell } from '../level.ts';
import { judgeValue } from './judge-value.ts';
import { judgeRandomness } from './randomness.ts';
import { measureShape } from './shape.ts';
import { judgeCredentials } from './url-credentials.ts';

/** Which argument of a function is the secret, from 0, and of what kind it is. */
interface Signature {
  index: number;
  kind: 'password' | 'secret' | 'api-key';
  /** Whether functions of this name do other things, too. */
  isCommon?: true;
}

/** By the last words of a function's name, in small letters without separators. */
const signatures: ReadonlyMap<string, Signature> = new Map(
  Object.entries({
    'password 0':
      'passwordhash generatepasswordhash hashpassword generatefrompassword bcrypt bcrypthash bcrypthashsync hashmake sshpassword bcryptcompare bcryptcomparesync',
    'password 1':
      'basicauth setbasicauth httpbasicauth httpdigestauth httpproxyauth digestauth basicauthentication basiccredentials ' +
      'networkcredential passwordauthentication usernamepasswordcredentials usernamepasswordtoken ' +
      'usernamepasswordauthenticationtoken credentialsbasic changeuserpassword setuserpassword wifibegin credentialsnew',
    'common 1': 'auth setauth authenticate authorize login signin setcredentials credentials',
    'password 2':
      'plainauth drivermanagergetconnection mysqlconnect mysqliconnect mysqli mysqlpconnect pdo mysqldbconnect pymysqlconnect ' +
      'createsuperuser createuser sequelize sshauthpassword ldapbind ftplogin mysqlrealconnect',
    'secret 0': 'cookieparser newcookiestore newstore totp totpnew hmac hmacdigest signedstring',
    'secret 1':
      'jwtsign jwtverify jwtencode jwtdecode createcipher createcipheriv createdecipheriv createhmac hmacnew opensslencrypt signwith',
  }).flatMap(([key, names]) => {
    const [kind, index] = key.split(' ') as [string, string];
    const signature: Signature =
      kind === 'common'
        ? { index: Number(index), kind: 'password', isCommon: true }
        : { index: Number(index), kind: kind as Signature['kind'] };
    return names.split(' ').map((name) => [name, signature] as const);
  }),
);

/** An argument that is no string with the secret: a literal, a variable, a short list or object, a call. */
const argument =
  /\s{0,40}(?:[bNuf@]{0,2}"(?:[^"\\\r\n]|\\.){0,200}"|[bNuf]?'(?:[^'\\\r\n]|\\.){0,200}'|\{[^{}\r\n]{0,120}\}|\[[^[\]\r\n]{0,80}\]|[\w$:&*][\w$.:>&*-]{0,60}(?:\([^()\r\n]{0,80}\))?)(?:\.\w{1,30}\(\)){0,2}\s{0,10},/y;

/** Reads the secret among the arguments of the function whose name holds the keyword at `start`; true if there is one. */
export function readCallArgument(level: Level, start: number): boolean {
  const { bytes } = level;
  let open = start;
  while (open < bytes.length && open - start < 60 && isCallee(bytes, open)) open++;
  const code = bytes[open];
  if (code === 44) return endsInUserPwd(bytes, open) && readPair(level, open + 1, start);
  const next = bytes[open + 1];
  const isCommand = code === 32 && (next === 39 || next === 34);
  if ((code !== 40 && !isCommand) || !mayBeCallee(bytes, open) || !hasQuote(bytes, open)) return false;
  const { text } = level;
  const nameStart = calleeStart(text, start);
  const callee = text.slice(nameStart, open);
  if (/(?:^|\.)btoa$/.test(callee)) return readPair(level, open + 1, nameStart);
  const signature = signatureOf(callee);
  if (signature === undefined) return false;
  let at = open + 1;
  for (let i = 0; i < signature.index; i++) {
    argument.lastIndex = at;
    if (!argument.test(text)) return false;
    at = argument.lastIndex;
  }
  return readLiteral(level, skipSpace(text, at), nameStart, signature);
}

/** The last two letters of the functions' names, 5 bits each: refuses most calls without a look at the text. */
const endings = new Set(
  ['btoa', ...signatures.keys()].map((name) =>
    endingOf(name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1)),
  ),
);

function endingOf(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

function mayBeCallee(bytes: Uint8Array, open: number): boolean {
  return endings.has(endingOf(bytes[open - 2] ?? 0, bytes[open - 1] ?? 0));
}

/** Whether a string begins not far behind the bracket. */
function hasQuote(bytes: Uint8Array, open: number): boolean {
  const limit = Math.min(bytes.length, open + 300);
  for (let at = open + 1; at < limit; at++) if (bytes[at] === 34 || bytes[at] === 39 || bytes[at] === 96) return true;
  return false;
}

/** cURL's option for a user and a password. */
function endsInUserPwd(bytes: Uint8Array, end: number): boolean {
  return (
    (bytes[end - 1]! | 32) === 100 && end > 7 && latin1Text(bytes.subarray(end - 7, end)).toLowerCase() === 'userpwd'
  );
}

/** `Hash::make`, `dbi->connect`, `bcrypt.hash`. */
function isCallee(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at]!;
  return isNameChar(code) || code === 58;
}

function calleeStart(text: string, start: number): number {
  let at = findNameStart(text, start);
  if (text.startsWith('::', at - 2)) at = findNameStart(text, at - 2);
  return at;
}

function signatureOf(callee: string): Signature | undefined {
  const parts = callee.split(/[.:]+/).map((part) => part.toLowerCase().replace(/[^a-z]/g, ''));
  const last = parts.pop() ?? '';
  return signatures.get((parts.pop() ?? '') + last) ?? signatures.get(last);
}

/** What tells one use of a hash from another: `shop/session/v1`. */
const label = /^[A-Za-z]{2,20}(?:[/:.-][A-Za-z]{1,20}\d?)+$/;

function readLiteral(level: Level, at: number, nameStart: number, { kind, index, isCommon }: Signature): boolean {
  const { text } = level;
  const span = readQuotedValue(text, at);
  if (span === undefined || span.valueEnd === span.valueStart) return false;
  const value = text.slice(span.valueStart, span.valueEnd);
  // What is looked up by several arguments, and no user with a password.
  const isOdd = /\d/.test(value) || judgeRandomness(measureShape(value)).level > 0;
  if ((isCommon && !isOdd) || (kind === 'secret' && label.test(value))) return false;
  const assignment = {
    text,
    name: kind,
    nameStart,
    nameEnd: nameStart,
    operator: 'assign' as const,
    isEmbedded: false,
  };
  const verdict = judgeValue({ ...assignment, ...span, isWrapped: false }, value, level.file);
  if ('rejection' in verdict) {
    tell(level, `generic-${kind}`, span.valueStart, span.valueEnd, verdict.rejection);
    return index > 0;
  }
  const reasons = [`handed to a function as a ${kind}`, ...verdict.reasons.slice(1)];
  const confidence = verdict.confidence === 'high' ? 'medium' : verdict.confidence;
  keepGeneric(level, `generic-${kind}`, span, nameStart, { confidence, reasons });
  level.nameDone = Math.max(level.nameDone, span.valueEnd);
  return true;
}

const shortestPassword = 5;

/** A user and a password in one string: `btoa("user:password")`, `CURLOPT_USERPWD, "user:password"`. */
function readPair(level: Level, from: number, nameStart: number): boolean {
  const { text } = level;
  const span = readQuotedValue(text, skipSpace(text, from));
  if (span === undefined) return false;
  const pair = text.slice(span.valueStart, span.valueEnd);
  const colon = pair.indexOf(':');
  if (colon <= 0) return false;
  const password = pair.slice(colon + 1);
  if (password.length < shortestPassword) return false;
  const verdict = judgeCredentials(pair.slice(0, colon), password);
  const valueStart = span.valueStart + colon + 1;
  if ('rejection' in verdict) tell(level, 'generic-password', valueStart, span.valueEnd, verdict.rejection);
  else {
    const reasons = ['a user and a password handed to a function'];
    keepGeneric(level, 'generic-password', { valueStart, valueEnd: span.valueEnd }, nameStart, { ...verdict, reasons });
  }
  return true;
}
