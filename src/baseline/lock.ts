import { linkSync, lstatSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { crypto } from '../lib/lazy-crypto.ts';
import { UserError } from '../lib/user-error.ts';

const pauseMs = 100;

/** A lock that is held. */
export interface Lock {
  release(): void;
}

/**
 * Takes the lock beside a file, so that of two that change it the second begins when the first has ended. One whose
 * owner is gone is taken over. Throws `UserError` when it is still held after `patienceMs`.
 */
export async function takeLock(path: string, name: string, patienceMs: number, onWait: () => void): Promise<Lock> {
  const lock = `${path}.lock`;
  const token = `${process.pid} ${hostname()} ${crypto().randomBytes(6).toString('hex')}\n`;
  for (let waited = 0; ; waited += pauseMs) {
    if (tryToTake(lock, token)) return { release: () => release(lock, token) };
    const owner = readOwner(lock);
    if (owner !== undefined && isGone(owner)) {
      takeAway(lock, owner);
      continue;
    }
    if (waited >= patienceMs) {
      const who = owner === undefined ? '' : ` (process ${owner.split(' ')[0]})`;
      const advice = `wait for it, or remove ${name}.lock if nothing is running`;
      throw new UserError('baseline-locked', `${name} is being changed by another keyturn${who}: ${advice}`);
    }
    if (waited === 0) onWait();
    await wait(pauseMs);
  }
}

/** Made aside and linked, so that it never stands there without its owner; where links cannot be made, written. */
function tryToTake(lock: string, token: string): boolean {
  const aside = asideName(lock);
  try {
    writeFileSync(aside, token, { flag: 'wx', mode: 0o600 });
    try {
      linkSync(aside, lock);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      writeFileSync(lock, token, { flag: 'wx', mode: 0o600 });
    } finally {
      remove(aside);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Who holds the lock may have been faster. */
function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch {}
}

/** What is left of it by who was killed, the next one who writes takes away with what else is half-written. */
function asideName(lock: string): string {
  return `${lock.replace(/\.lock$/, '')}.${crypto().randomBytes(6).toString('hex')}.tmp`;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function readOwner(lock: string): string | undefined {
  try {
    return lstatSync(lock).isFile() ? readFileSync(lock, 'utf8').slice(0, 300) : undefined;
  } catch {
    return undefined;
  }
}

/** Only of processes on this very machine can be told that they have ended. */
function isGone(owner: string): boolean {
  const [, pid, host] = /^(\d{1,9}) (\S+) [\da-f]+\n$/.exec(owner) ?? [];
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Takes a dead owner's lock away, and puts it back if somebody else had taken it in the meantime. */
function takeAway(lock: string, owner: string): void {
  const aside = asideName(lock);
  try {
    renameSync(lock, aside);
    if (readOwner(aside) !== owner) linkSync(aside, lock);
    unlinkSync(aside);
  } catch {
    // Another one was faster.
  }
}

function release(lock: string, token: string): void {
  if (readOwner(lock) === token) unlinkSync(lock);
}
