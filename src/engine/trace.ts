/** One thing that happened to a candidate; for `--explain`. Offsets are bytes in the fragment. */
export interface TraceEvent {
  ruleId: string;
  start: number;
  end: number;
  /** What was decided and why, in words; never holds the value. */
  message: string;
}

export type Trace = (event: TraceEvent) => void;
