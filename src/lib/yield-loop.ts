import { clock } from './clock.ts';

const slice = 50;

/**
 * Makes a function to call often in a long synchronous loop: every 50 ms it lets the event loop run (signals, timers,
 * the progress bar), otherwise it costs a look at the clock.
 */
export function createYielder(): () => Promise<void> | undefined {
  let next = clock() + slice;
  return () => {
    if (clock() < next) return undefined;
    return new Promise((resolve) => {
      const goOn = () => {
        next = clock() + slice;
        resolve();
      };
      // Timers run before the second immediate, but not before the first.
      setImmediate(() => setImmediate(goOn));
    });
  };
}
