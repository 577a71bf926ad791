import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds `dist/` before the first test, unless it is up to date or the tests are for another build. */
export default function setup(): void {
  if (process.env.KEYTURN_BIN) return;
  const script = fileURLToPath(new URL('../../src/build/setup.mjs', import.meta.url));
  execFileSync(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit'] });
}
