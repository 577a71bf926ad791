/**
 * Runs a program beside this file with V8's code cache: compiling it is most of what a hook would wait for. The cache
 * lies in the user's own cache folder, is made on the first run, and is named for the very program and Node.js that it
 * belongs to. `KEYTURN_NO_CACHE=1` does without.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

function cacheFile(buildId: string, part: string): string | undefined {
  const { KEYTURN_NO_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (KEYTURN_NO_CACHE) return undefined;
  const folder = XDG_CACHE_HOME || LOCALAPPDATA || join(homedir(), '.cache');
  return join(folder, 'keyturn', `${buildId}-${part}-${process.version}-${process.arch}.v8`);
}

/** The cached code, unless somebody else could have written it. */
function readCache(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { uid, mode } = fstatSync(descriptor);
    const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
    return isOurs ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** A cache that cannot be written costs a little time at the next start, and nothing else. */
function writeCache(file: string, script: Script): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, script.createCachedData(), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, file);
  } catch {
    try {
      unlinkSync(temporary);
    } catch {}
  }
}

/** `buildId`: a hash of the program, which a cache must have been made for; `part`: the part of it that will run. */
export function runCached(name: string, buildId: string, part: string): void {
  const program = join(__dirname, name);
  const file = cacheFile(buildId, part);
  const cachedData = file === undefined ? undefined : readCache(file);
  // The bundler escapes whatever is not ASCII.
  const source = `(function(require,module,exports,__filename,__dirname){${readFileSync(program, 'latin1')}\n})`;
  const script = new Script(source, { filename: program, ...(cachedData && { cachedData }) });
  if (file !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    // After a failure it would hold little of what the next run needs.
    process.once('exit', (code) => {
      if (code === 0 || code === 1) writeCache(file, script);
    });
  }
  script.runInThisContext()(require, module, exports, program, __dirname);
}
