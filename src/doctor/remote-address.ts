/** An address of a remote that holds credentials, taken apart. */
export interface CredentialAddress {
  /** Without them, but for a user that is no secret. */
  bare: string;
  /** For messages: what is secret hidden. */
  shown: string;
  protocol: string;
  host: string;
  user: string;
  password: string;
}

const parts = /^([a-z][a-z\d+.-]*):\/\/([^/@\s]{1,4096})@([^/\s]{1,255})(?:\/(.*))?$/is;

/**
 * Takes an address apart; undefined where it holds no credentials. A user alone is one only where it is a token, as in
 * `https://TOKEN@host/`.
 */
export function readCredentials(address: string): CredentialAddress | undefined {
  const [, protocol, info, host, path] = parts.exec(address) ?? [];
  if (protocol === undefined || !/^(?:https?|ftps?|sftp|ssh|rsync|svn)$/i.test(protocol)) return undefined;
  const at = info!.indexOf(':');
  const [user, password] = at < 0 ? [info!, ''] : [info!.slice(0, at), info!.slice(at + 1)];
  if (password === '' && (!/^https?$/i.test(protocol) || !isToken(user))) return undefined;
  if (/^(?:\$\{?\w|<|\{\{|%\w+%|x-oauth-basic$)/.test(password)) return undefined;
  const isUserSecret = isToken(user);
  const kept = isUserSecret || user === '' ? '' : `${user}@`;
  const rest = path === undefined ? host! : `${host}/${path}`;
  return {
    bare: `${protocol}://${kept}${rest}`,
    shown: `${protocol}://${isUserSecret ? '[hidden]' : user}${password === '' ? '' : ':[hidden]'}@${rest}`,
    protocol: protocol!,
    host: host!,
    user: decode(user),
    password: decode(password),
  };
}

/** Long, with digits and letters: no name of a person. */
function isToken(user: string): boolean {
  return user.length >= 20 && /\d/.test(user) && /[A-Za-z]/.test(user) && !user.includes('.');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
