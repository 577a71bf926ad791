import { formatBytes } from '../../lib/format-amount.ts';
import { BudgetSpent } from './archive-error.ts';
import type { Flow } from './cursor.ts';

/** What an entry without content counts for: as much as its head takes in a tar file. */
const entryCost = 512;
const leastAllowed = 256 << 20;
/** Deflate packs zeros to a thousandth; what people pack seldom goes below a fiftieth. */
const mostRatio = 250;

/** How much may come out of one archive on disk, with all that is nested in it. */
export interface Budget {
  entry(): void;
  bytes(count: number): void;
}

/**
 * Counts what is unpacked. `most`: in bytes; undefined: 250 times the packed size that `packed` gives, at least 256 MiB.
 * Its members throw `BudgetSpent` for `path` where that is exceeded.
 */
export function createBudget(path: string, most: number | undefined, packed: () => number): Budget {
  let spent = 0;
  const spend = (count: number) => {
    spent += count;
    if (spent <= (most ?? leastAllowed)) return;
    const allowed = most ?? Math.max(leastAllowed, mostRatio * packed());
    if (spent <= allowed) return;
    const words = `unpacks to more than ${formatBytes(allowed)}; the rest was not read (--max-archive-size allows more)`;
    throw new BudgetSpent('archive-limit', path, words);
  };
  return { entry: () => spend(entryCost), bytes: spend };
}

/** A flow that is counted as it is read. */
export function countFlow(flow: Flow, budget: Budget): Flow {
  const { skip } = flow;
  return {
    next: async () => {
      const chunk = await flow.next();
      if (chunk !== undefined) budget.bytes(chunk.length);
      return chunk;
    },
    ...(skip && { skip: (count) => skip(count) }),
  };
}
