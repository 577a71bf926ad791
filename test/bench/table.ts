import type { Contestant, Sample } from './measure.ts';

/** A Markdown table; the last column is the median of time by time ratios to the first contestant of the same round. */
export function toTable(contestants: readonly Contestant[], samples: readonly (readonly Sample[])[]): string {
  const rows = contestants.map(({ name }, index) => {
    const own = samples[index]!;
    const wall = sorted(own.map(({ wallMs }) => wallMs));
    const ratios = sorted(own.map(({ wallMs }, run) => wallMs / samples[0]![run]!.wallMs));
    const cells = [
      name,
      `${ms(wall[0]!)} / ${ms(median(wall))} / ${ms(wall.at(-1)!)}`,
      ms(median(sorted(own.map(({ cpuMs }) => cpuMs)))),
      (Math.max(...own.map(({ peakKb }) => peakKb)) / 1024).toFixed(0),
      [...new Set(own.map(({ exitCode }) => exitCode))].join(', '),
      median(ratios).toFixed(2),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| program | wall ms min / median / max | CPU ms | peak MB | exit | wall, as a multiple of the first |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

export function median(values: readonly number[]): number {
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function ms(value: number): string {
  return value < 100 ? value.toFixed(1) : value.toFixed(0);
}
