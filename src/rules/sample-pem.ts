import type { Random } from './sample-random.ts';

const tag = { integer: 0x02, bits: 0x03, octets: 0x04, nothing: 0x05, oid: 0x06, sequence: 0x30 };

// Object identifiers as DER bytes: RFC 8017 A.1, RFC 5480 2.1.1, RFC 8018 A.4.
const rsaEncryption = Buffer.from('2a864886f70d010101', 'hex');
const primeCurve = Buffer.from('2a8648ce3d030107', 'hex');
const pbes2 = Buffer.from('2a864886f70d01050d', 'hex');

/**
 * A PEM block (RFC 7468) with that label: lines of 64 columns, the structure and size of a usual key of its kind, and
 * random numbers in place of the key.
 */
export function samplePem(label: string, random: Random): string {
  const lines =
    toBody(label, random)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const isPgp = label.startsWith('PGP ');
  const sum = isPgp ? [`=${random.bytes(3).toString('base64')}`] : [];
  return [`-----BEGIN ${label}-----`, ...(isPgp ? [''] : []), ...lines, ...sum, `-----END ${label}-----`].join('\n');
}

function toBody(label: string, random: Random): Buffer {
  if (label === 'RSA PRIVATE KEY') return rsaKey(random);
  if (label === 'EC PRIVATE KEY') return ecKey(random);
  if (label === 'PRIVATE KEY') return pkcs8(random);
  if (label === 'DSA PRIVATE KEY') return dsaKey(random);
  if (label === 'ENCRYPTED PRIVATE KEY') return encrypted(random);
  if (label === 'OPENSSH PRIVATE KEY') return openSshKey(random);
  if (label.startsWith('PGP ')) return Buffer.concat([Buffer.from([0x95, 0x03, 0xbe, 0x04]), random.bytes(960)]);
  return der(tag.sequence, random.bytes(800));
}

function rsaKey(random: Random): Buffer {
  const exponent = der(tag.integer, Buffer.from([1, 0, 1]));
  const primes = [128, 128, 128, 128, 128].map((size) => number(random, size));
  return der(tag.sequence, zero(), number(random, 256), exponent, number(random, 256), ...primes);
}

function pkcs8(random: Random): Buffer {
  const algorithm = der(tag.sequence, der(tag.oid, rsaEncryption), der(tag.nothing));
  return der(tag.sequence, zero(), algorithm, der(tag.octets, rsaKey(random)));
}

function ecKey(random: Random): Buffer {
  const point = Buffer.concat([Buffer.from([0, 4]), random.bytes(64)]);
  return der(
    tag.sequence,
    der(tag.integer, Buffer.from([1])),
    der(tag.octets, random.bytes(32)),
    der(0xa0, der(tag.oid, primeCurve)),
    der(0xa1, der(tag.bits, point)),
  );
}

function dsaKey(random: Random): Buffer {
  return der(tag.sequence, zero(), ...[128, 20, 128, 128, 20].map((size) => number(random, size)));
}

function encrypted(random: Random): Buffer {
  const algorithm = der(tag.sequence, der(tag.oid, pbes2), der(tag.sequence, random.bytes(64)));
  return der(tag.sequence, algorithm, der(tag.octets, random.bytes(1232)));
}

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key, an Ed25519 key without a passphrase. */
function openSshKey(random: Random): Buffer {
  const type = sshString(Buffer.from('ssh-ed25519'));
  const point = random.bytes(32);
  const check = random.bytes(4);
  const secret = sshString(Buffer.concat([random.bytes(32), point]));
  const comment = sshString(Buffer.from('deploy@build'));
  const inner = Buffer.concat([check, check, type, sshString(point), secret, comment]);
  const padding = Buffer.from(Array.from({ length: (8 - (inner.length % 8)) % 8 }, (_, i) => i + 1));
  const none = sshString(Buffer.from('none'));
  const head = [Buffer.from('openssh-key-v1\0'), none, none, sshString(Buffer.alloc(0)), Buffer.from([0, 0, 0, 1])];
  const outer = sshString(Buffer.concat([type, sshString(point)]));
  return Buffer.concat([...head, outer, sshString(Buffer.concat([inner, padding]))]);
}

function sshString(content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, content]);
}

function zero(): Buffer {
  return der(tag.integer, Buffer.from([0]));
}

/** A positive INTEGER of `size` bytes with its top bit set, so that a zero byte comes in front. */
function number(random: Random, size: number): Buffer {
  const bytes = random.bytes(size);
  bytes[0]! |= 0x80;
  return der(tag.integer, Buffer.from([0]), bytes);
}

function der(type: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([type, length]), content]);
  if (length < 0x100) return Buffer.concat([Buffer.from([type, 0x81, length]), content]);
  return Buffer.concat([Buffer.from([type, 0x82, length >> 8, length & 0xff]), content]);
}
