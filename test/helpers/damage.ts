import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gitTestEnv, openRepo, type Repo, temporaryFolder } from './repo.ts';

/**
 * Where to break an object. `start`, `middle`, `end`: of its compressed bytes; `type`: of a packed one the byte that
 * says what it is; `empty`, `short`: of a loose one, nothing or too little left.
 */
export type DamagePlace = 'start' | 'middle' | 'end' | 'type' | 'empty' | 'short';

/** Puts every object of a repository into a file of its own. */
export function makeLoose(repo: Pick<Repo, 'path' | 'git'>): void {
  const folder = join(objectsOf(repo), 'pack');
  for (const pack of packsOf(folder)) {
    const bytes = readFileSync(join(folder, `${pack}.pack`));
    removePack(folder, pack);
    runWithInput(repo, ['unpack-objects', '-q'], bytes);
  }
}

/** Puts every object into one pack; as it is, or against others where they are alike. */
export function makePacked(repo: Pick<Repo, 'path' | 'git'>, { deltas = false } = {}): void {
  packObjects(repo, listIds(repo), deltas);
}

/** Takes objects out of a repository, loose or packed. */
export function deleteObjects(repo: Pick<Repo, 'path' | 'git'>, ...ids: readonly string[]): void {
  const isPacked = packsOf(join(objectsOf(repo), 'pack')).length > 0;
  const kept = listIds(repo).filter((id) => !ids.includes(id));
  for (const id of ids) rmSync(loosePath(repo, id), { force: true });
  if (isPacked) packObjects(repo, kept, false);
}

/** Breaks an object where it is stored, loose or packed, and no other. */
export function damageObject(repo: Pick<Repo, 'path' | 'git'>, id: string, place: DamagePlace = 'end'): void {
  const loose = loosePath(repo, id);
  if (!existsSync(loose)) {
    damagePacked(repo, id, place);
    return;
  }
  chmodSync(loose, 0o644);
  const bytes = readFileSync(loose);
  if (place === 'empty') writeFileSync(loose, '');
  else if (place === 'short') writeFileSync(loose, bytes.subarray(0, bytes.length >> 1));
  else flip(loose, positionIn(0, bytes.length, place));
}

/** A clone that leaves out what a filter says, such as `blob:none`, and what it may not fetch. */
export function partialClone(source: Repo, filter: string): Repo {
  source.git('config', 'uploadpack.allowFilter', 'true');
  const path = temporaryFolder();
  source.git('clone', '--quiet', '--no-checkout', `--filter=${filter}`, pathToFileURL(source.path).href, path);
  return openRepo(path);
}

/** Ids of all objects. */
export function listIds({ git }: Pick<Repo, 'git'>): string[] {
  return git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n').filter(Boolean);
}

function damagePacked(repo: Pick<Repo, 'path' | 'git'>, id: string, place: DamagePlace): void {
  const folder = join(objectsOf(repo), 'pack');
  for (const pack of packsOf(folder)) {
    const path = join(folder, `${pack}.pack`);
    const index = runWithInput(repo, ['show-index'], readFileSync(join(folder, `${pack}.idx`))).toString();
    // OFFSET ID (CRC); behind the last object stands a hash.
    const entries = index.split('\n').map((line) => line.split(' '));
    const offset = Number(entries.find((entry) => entry[1] === id)?.[0]);
    if (Number.isNaN(offset)) continue;
    const end = statSync(path).size - id.length / 2;
    const next = Math.min(end, ...entries.map((entry) => Number(entry[0])).filter((each) => each > offset));
    chmodSync(path, 0o644);
    flip(path, positionIn(place === 'type' ? offset : dataStart(path, offset), next, place));
    return;
  }
  throw new Error(`no pack has ${id}`);
}

/** The objects of a pack that others are stored against. */
export function listBases(repo: Pick<Repo, 'path' | 'git'>): string[] {
  const folder = join(objectsOf(repo), 'pack');
  const lines = packsOf(folder).flatMap((pack) =>
    repo.git('verify-pack', '-v', join(folder, `${pack}.idx`)).split('\n'),
  );
  // ID TYPE SIZE SIZE-IN-PACK OFFSET DEPTH BASE
  const bases = lines.filter((line) => /^[0-9a-f]{40,}/.test(line)).map((line) => line.split(/ +/)[6]);
  return [...new Set(bases.filter((base) => base !== undefined))];
}

/** Behind the entry's header; see https://git-scm.com/docs/gitformat-pack. */
function dataStart(path: string, offset: number): number {
  const bytes = Buffer.alloc(64);
  const file = openSync(path, 'r');
  readSync(file, bytes, 0, bytes.length, offset);
  closeSync(file);
  const type = (bytes[0]! >> 4) & 7;
  let position = 0;
  while (bytes[position++]! & 128);
  if (type === 6) while (bytes[position++]! & 128);
  if (type === 7) position += 20;
  return offset + position;
}

function positionIn(start: number, end: number, place: DamagePlace): number {
  if (place === 'end') return end - 1;
  return place === 'middle' ? (start + end) >> 1 : start;
}

function flip(path: string, position: number): void {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, position);
  byte[0]! ^= 0xff;
  writeSync(file, byte, 0, 1, position);
  closeSync(file);
}

function packObjects(repo: Pick<Repo, 'path' | 'git'>, ids: readonly string[], deltas: boolean): void {
  const folder = join(objectsOf(repo), 'pack');
  const old = packsOf(folder);
  const how = deltas ? ['--depth=50', '--window=50'] : ['--depth=0', '--window=0'];
  const args = ['pack-objects', '--quiet', '--no-reuse-delta', ...how, join(folder, 'pack')];
  const name = `pack-${runWithInput(repo, args, `${ids.join('\n')}\n`)
    .toString()
    .trim()}`;
  for (const pack of old) if (pack !== name) removePack(folder, pack);
  for (const id of ids) rmSync(loosePath(repo, id), { force: true });
}

function removePack(folder: string, pack: string): void {
  for (const name of readdirSync(folder)) if (name.startsWith(pack)) rmSync(join(folder, name), { force: true });
}

function packsOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.pack'))
    .map((name) => name.slice(0, -5));
}

function loosePath(repo: Pick<Repo, 'path' | 'git'>, id: string): string {
  return join(objectsOf(repo), id.slice(0, 2), id.slice(2));
}

function objectsOf({ path, git }: Pick<Repo, 'path' | 'git'>): string {
  return join(path, git('rev-parse', '--git-path', 'objects'));
}

function runWithInput({ path }: Pick<Repo, 'path'>, args: string[], input: string | Buffer): Buffer {
  return execFileSync('git', args, { cwd: path, env: gitTestEnv(), input, stdio: ['pipe', 'pipe', 'pipe'] });
}
