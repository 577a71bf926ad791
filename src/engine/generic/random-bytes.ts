const charOrEscape = /\\x([0-9a-fA-F]{2})|\\([0-7]{3})|\\(.)|[^\\]/gs;
const fewest = 12;

/** Whether a string with escaped bytes, as its source has it (`\\x1a\\x9f...`), is as uneven as a key of bytes. */
export function isRandomBytes(value: string): boolean {
  if (!value.includes('\\') || value.length > 1000) return false;
  const bytes: number[] = [];
  let escaped = 0;
  for (const [char, hex, octal] of value.matchAll(charOrEscape)) {
    if (hex !== undefined) escaped++;
    bytes.push(hex !== undefined ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : char!.charCodeAt(0));
  }
  return escaped >= 4 && escaped * 5 >= bytes.length && isUneven(bytes, fewest);
}

/** Whether numbers of a byte each are as uneven as those of a key: few alike, from the whole range, in no order. */
export function isUneven(bytes: readonly number[], least: number): boolean {
  if (bytes.length < least || new Set(bytes).size < Math.min(bytes.length, 48) * 0.7) return false;
  let turns = 0;
  for (let i = 2; i < bytes.length; i++) {
    if (bytes[i]! - bytes[i - 1]! !== bytes[i - 1]! - bytes[i - 2]!) turns++;
  }
  const isWide = Math.max(...bytes) - Math.min(...bytes) >= 96;
  return isWide && turns >= bytes.length * 0.7;
}
