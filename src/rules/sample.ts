import { getChecksum } from '../engine/checksum/index.ts';
import { crc32 } from '../lib/crc32.ts';
import { UserError } from '../lib/user-error.ts';
import { samplePem } from './sample-pem.ts';
import { createRandom, type Random } from './sample-random.ts';

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const maxLength = 20_000;

/** Alphabets of `<<class:n>>`, in groups that a text of 8 or more characters all draws from. */
const classes: Record<string, readonly string[]> = {
  digit: [digits],
  hex: [digits, 'abcdef'],
  HEX: [digits, 'ABCDEF'],
  lower: [lower],
  upper: [upper],
  alpha: [lower, upper],
  alnum: [digits, lower, upper],
  base62: [digits, lower, upper],
  ALNUM: [digits, upper],
  lalnum: [digits, lower],
  base32: [upper, '234567'],
  bech32: ['023456789', 'acdefghjklmnpqrstuvwxyz'],
  BECH32: ['023456789', 'ACDEFGHJKLMNPQRSTUVWXYZ'],
  base58: ['123456789', 'abcdefghijkmnopqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ'],
};

/** Alphabets with signs, which need not occur in every text. */
const withSigns: Record<string, string> = { base64: '+/', base64url: '_-', word: '_' };

export interface SampleOptions {
  /** Same template and seed, same text. */
  seed: number;
  /** Name of the scheme that `<<sum>>` stands for. */
  checksum?: string;
}

/**
 * Turns a template into a text with made-up secrets: `<<class:n>>` and `<<class:n-m>>` random characters, `<<b64:n>>`
 * and `<<b64url:n>>` random bytes, `<<b64text:...>>`, `<<uuid>>`, `<<password:n>>`, `<<jwt>>`, `<<pem:LABEL>>`, and
 * `<<sum>>`, the checksum of what stands since `<<token>>`. `<<cut>>` is nothing: it keeps a look-alike in a pack from
 * being taken for a secret by those who scan the pack. Throws `UserError` for a class or scheme it does not know.
 */
export function expandSample(template: string, options: SampleOptions): string {
  const random = createRandom(options.seed ^ crc32(template));
  let text = '';
  let tokenStart = 0;
  let end = 0;
  for (const match of template.matchAll(/<<([0-9A-Za-z]+)(?::(.{0,2000}?))?>>/gs)) {
    text += template.slice(end, match.index);
    end = match.index + match[0].length;
    if (match[0] === '<<cut>>') continue;
    if (match[0] === '<<token>>') tokenStart = text.length;
    else if (match[0] === '<<sum>>') text += sign(text.slice(tokenStart), options.checksum);
    else text += expandClass(match[0], match[1]!, match[2] ?? '', random);
  }
  return text + template.slice(end);
}

function sign(body: string, name: string | undefined): string {
  const scheme = name === undefined ? undefined : getChecksum(name);
  if (scheme) return scheme.sign(body);
  throw new UserError('bad-template', `<<sum>> in an example needs the rule's checksum, not ${JSON.stringify(name)}`);
}

function expandClass(placeholder: string, name: string, argument: string, random: Random): string {
  if (name === 'uuid') return uuid(random);
  if (name === 'jwt') return jwt(random);
  if (name === 'pem') return samplePem(argument, random);
  if (name === 'b64text') return Buffer.from(argument).toString('base64');
  const draw = drawers(name);
  if (!draw) throw new UserError('bad-template', `unknown class "${name}" in the example's ${placeholder}`);
  return draw(random, readLength(placeholder, argument, random));
}

function drawers(name: string): ((random: Random, length: number) => string) | undefined {
  if (name === 'b64') return (random, length) => random.bytes(length).toString('base64');
  if (name === 'b64url') return (random, length) => random.bytes(length).toString('base64url');
  if (name === 'password') return password;
  if (Object.hasOwn(classes, name)) return (random, length) => random.text(classes[name]!, length);
  if (!Object.hasOwn(withSigns, name)) return undefined;
  return (random, length) => random.text([digits, lower, upper + withSigns[name]], length);
}

function readLength(placeholder: string, argument: string, random: Random): number {
  const [, least, most = least] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(argument) ?? [];
  const min = Number(least);
  const max = Number(most);
  if (min >= 1 && max >= min && max <= maxLength) return min + random.below(max - min + 1);
  const rule = `a length from 1 to ${maxLength}, or two as in 20-40`;
  throw new UserError('bad-template', `the example's ${placeholder} needs ${rule}, not "${argument}"`);
}

function uuid(random: Random): string {
  const hex = (length: number): string => random.text(classes.hex!, length);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[random.below(4)]}${hex(3)}-${hex(12)}`;
}

/** Letters and digits with a sign among them; the signs have no meaning in quotes, URLs, YAML or a shell's double quotes. */
function password(random: Random, length: number): string {
  const text = random.text(classes.base62!, length);
  const at = 1 + random.below(Math.max(1, length - 2));
  return length < 4 ? text : text.slice(0, at) + '*_~+-'[random.below(5)] + text.slice(at + 1);
}

function jwt(random: Random): string {
  const header = { alg: 'HS256', typ: 'JWT' };
  const payload = { sub: random.text(classes.lalnum!, 12), iat: 1_700_000_000 + random.below(60_000_000) };
  const parts = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...parts, random.bytes(32).toString('base64url')].join('.');
}
