import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 wait longer before it optimises a function. By default it optimises the engine's before they have seen all
 * kinds of files, throws that away and begins anew: a tree of 26 MB then takes a third more time. Patterns become
 * machine code at once, not byte code first, and garbage is marked when there is need, not bit by bit: 5 %. For the
 * command line only, as it holds for the whole process, and before a program is loaded from a code cache: V8 takes one
 * only under the flags that it was made with.
 */
export function optimizeLater(): void {
  setFlagsFromString('--interrupt-budget=500000');
  setFlagsFromString('--no-regexp-tier-up');
  setFlagsFromString('--no-incremental-marking');
}
