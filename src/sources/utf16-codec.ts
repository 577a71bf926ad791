import type { Order } from './decode-utf16.ts';

/** To UTF-8 and back, a piece at a time. */
export interface Codec {
  decode(bytes: Buffer, isEnd: boolean): Buffer;
  encode(text: Buffer): Buffer;
}

const asIs: Codec = { decode: (bytes) => bytes, encode: (text) => text };

/** The codec for text that begins with these bytes: for UTF-16 by its mark (Unicode 15, section 23.8), else as it is. */
export function createCodec(beginning: Buffer): Codec {
  const isUtf32 = beginning[2] === 0 && beginning[3] === 0;
  if (beginning[0] === 0xff && beginning[1] === 0xfe && !isUtf32) return createUtf16Codec('little');
  return beginning[0] === 0xfe && beginning[1] === 0xff ? createUtf16Codec('big') : asIs;
}

/** The mark stays a character of the text. */
function createUtf16Codec(order: Order): Codec {
  const decoder = new TextDecoder(order === 'big' ? 'utf-16be' : 'utf-16le', { ignoreBOM: true });
  const encoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    decode: (bytes, isEnd) => Buffer.from(decoder.decode(bytes, { stream: !isEnd })),
    encode(text) {
      const units = Buffer.from(encoder.decode(text, { stream: true }), 'utf16le');
      return order === 'big' ? units.swap16() : units;
    },
  };
}
