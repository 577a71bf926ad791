/** Tells whether `dist/` is what the sources at hand build. Plain JavaScript, since `setup.mjs` needs it first of all. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const inputs = ['package.json', 'package-lock.json', 'rules', 'src', 'tsconfig.json'];
const stampName = '.stamp';

/**
 * Whether nothing that is built from, and nothing that was built, has changed since the last build.
 * @param {string} root
 */
export function isBuilt(root) {
  const stamp = join(root, 'dist', stampName);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(root);
}

/**
 * Marks `dist/` as built from what is there now.
 * @param {string} root
 */
export function markBuilt(root) {
  writeFileSync(join(root, 'dist', stampName), digest(root));
}

/** @param {string} root */
function digest(root) {
  const hash = createHash('sha256');
  for (const name of [...inputs, 'dist']) {
    for (const path of listFiles(root, name)) {
      const content = readFileSync(join(root, path));
      hash.update(`${path}\n${content.length}\n`).update(content);
    }
  }
  return `${hash.digest('hex')}\n`;
}

/**
 * Every file at or below a path, in a fixed order, but for the stamp itself.
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(root, path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const names = readdirSync(join(root, path)).filter((name) => name !== stampName);
  return names.sort().flatMap((name) => listFiles(root, `${path}/${name}`));
}
