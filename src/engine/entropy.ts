let counts: Uint32Array | undefined;

/** Shannon entropy of a text in bits per UTF-16 code unit; 0 for an empty one. */
export function shannonEntropy(text: string): number {
  counts ??= new Uint32Array(0x10000);
  const { length } = text;
  for (let i = 0; i < length; i++) counts[text.charCodeAt(i)]!++;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const count = counts[code]!;
    if (count === 0) continue;
    sum += count * Math.log2(count);
    counts[code] = 0;
  }
  return length === 0 ? 0 : Math.max(0, Math.log2(length) - sum / length);
}
