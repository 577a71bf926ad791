/** A Zstandard frame (RFC 8878) whose blocks hold the content as it is, without a checksum. */
export function storedZstd(content: Buffer, blockSize = 100_000): Buffer {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]);
  const parts: Buffer[] = [head];
  for (let at = 0; at === 0 || at < content.length; at += blockSize) {
    const block = content.subarray(at, at + blockSize);
    const blockHead = Buffer.alloc(3);
    blockHead.writeUIntLE((block.length << 3) | (at + blockSize >= content.length ? 1 : 0), 0, 3);
    parts.push(blockHead, block);
  }
  return Buffer.concat(parts);
}
