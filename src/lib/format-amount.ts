const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** `1623` as `1,623`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with its noun, whose plural ends in `s`: `1 file`, `1,623 files`. */
export function formatNoun(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes in decimal units: `812 bytes`, `16.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatNoun(bytes, 'byte');
  let amount = bytes;
  let unit = -1;
  do {
    amount /= 1000;
    unit++;
  } while (amount >= 999.95 && unit < units.length - 1);
  return `${amount.toFixed(1)} ${units[unit]!}`;
}

/** Milliseconds as `0.12 s`, `45.3 s` or `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 99.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** Milliseconds still to go, roughly: `3 s`, `4 min 20 s`, `2 h 5 min`. */
export function formatRemaining(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const tens = Math.ceil(seconds / 10) * 10;
  if (tens < 3600) return `${Math.floor(tens / 60)} min ${tens % 60} s`;
  const minutes = Math.ceil(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
