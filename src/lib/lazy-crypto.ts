import { createRequire } from 'node:module';

let loaded: typeof import('node:crypto') | undefined;

/** Node's crypto module, loaded on the first call: it costs a start two milliseconds, and most runs find nothing. */
export function crypto(): typeof import('node:crypto') {
  loaded ??= createRequire(import.meta.url)('node:crypto') as typeof import('node:crypto');
  return loaded;
}
