/** Makes text of one shape, some more than the bytes asked for. */
type Shape = () => string;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const keywords = ['AKIA', 'ghp_', 'sk_live_', 'xoxb-', 'password', 'secret', 'token', 'api_key', 'npm_', 'eyJ', '://'];

let state = 1;

/** Always the same numbers, so that two runs read the same bytes. */
function random(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

export function randomText(length: number, alphabet = letters): string {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}

function nested(text: string, depth: number): string {
  return depth === 0 ? text : nested(base64(text), depth - 1);
}

/** Content that has made scanners slow; none may cost more a byte when there is more of it. */
export const shapes: Readonly<Record<string, Shape>> = {
  'minified JavaScript': () =>
    `function ${randomText(2)}(e,t){var n=e.${randomText(4)}||{};return n.key=t?7:"a",a[b]=!0}`,
  'one-line JSON': () =>
    `{"id":${random(1e6)},"key":"${randomText(12)}","url":"https://example.org/${randomText(8)}"},`,
  'base64 of text': () => base64('some text that goes on and on, user name and place. '.repeat(9)),
  'nothing but keywords': () => keywords[random(keywords.length)]!,
  'names and signs': () => 'key=',
  'white space': () => ' '.repeat(1000),
  'a name and blanks': () => `key${' '.repeat(200)}=`,
  'percent escapes': () => '%70%61%73%73%20',
  'unicode escapes': () => '\\u0070\\u0061\\u0073 ',
  'nested base64': () => `${nested(`password = "${randomText(16)}"; `, 5)}\n`,
  'PEM headers': () => `${'-'.repeat(5)}BEGIN RSA PRIVATE KEY${'-'.repeat(5)}\n`,
  'passwords on one line': () => `password="${randomText(14)}";`,
  'passwords and comments that allow them': () => `password = "${randomText(14)}" # keyturn:allow\n`,
};

/** Exactly so many bytes of a shape; every call starts from the same seed. */
export function makeShape(name: string, bytes: number): Buffer {
  state = 1;
  const make = shapes[name]!;
  const buffer = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; ) at += buffer.write(make(), at, 'latin1');
  return buffer;
}
