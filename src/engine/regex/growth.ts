/** An upper bound of a number of steps: `fixed + perByte * n` for a text of n bytes. */
export interface Growth {
  fixed: number;
  perByte: number;
}

/** Stands for "no useful bound"; finite, so that sums and products stay numbers. */
export const boundless: Growth = { fixed: 1e15, perByte: 1e15 };

export const once: Growth = { fixed: 1, perByte: 0 };

export const never: Growth = { fixed: 0, perByte: 0 };

function cap(value: number): number {
  return Math.min(value, 1e15);
}

export function constant(fixed: number): Growth {
  return { fixed: cap(fixed), perByte: 0 };
}

export function add(left: Growth, right: Growth): Growth {
  return { fixed: cap(left.fixed + right.fixed), perByte: cap(left.perByte + right.perByte) };
}

/** A product that would grow with the square of the text is boundless. */
export function multiply(left: Growth, right: Growth): Growth {
  if (left.perByte > 0 && right.perByte > 0) return boundless;
  return {
    fixed: cap(left.fixed * right.fixed),
    perByte: cap(left.fixed * right.perByte + left.perByte * right.fixed),
  };
}

/** At least as large as both. */
export function larger(left: Growth, right: Growth): Growth {
  return { fixed: Math.max(left.fixed, right.fixed), perByte: Math.max(left.perByte, right.perByte) };
}

/** `ratio ** from + ... + ratio ** to`. */
export function sumOfPowers(ratio: Growth, from: number, to: number): Growth {
  if (ratio.perByte > 0) return to <= 1 ? add(from === 0 ? once : never, to === 1 ? ratio : never) : boundless;
  if (ratio.fixed === 1) return constant(Math.max(0, to - from + 1));
  let total = 0;
  for (let power = from; power <= to && total < 1e15; power++) total += ratio.fixed ** power;
  return constant(total);
}
