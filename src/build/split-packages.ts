import { basename, dirname, join } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';

/** Folder beside the program that holds one file for each package it loads on demand. */
const folder = 'packages';

/** Parts of ours that few scans need; they are kept out in the same way. */
const ownParts = /[\\/]sources[\\/]archive[\\/]index\.ts$/;

/**
 * Keeps the packages that are imported dynamically out of the program: V8 reads every byte of the program at each
 * start, and the hook needs none of them. `found` gathers their names.
 */
export function splitPackages(found: Set<string>): Plugin {
  return {
    name: 'split-packages',
    setup({ onResolve }) {
      onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) => {
        if (kind !== 'dynamic-import' || path.startsWith('node:')) return undefined;
        found.add(path);
        return { path: `./${folder}/${fileName(path)}`, external: true };
      });
      onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        const file = join(resolveDir, path);
        if (kind !== 'dynamic-import' || !ownParts.test(file)) return undefined;
        found.add(file);
        return { path: `./${folder}/${fileName(file)}`, external: true };
      });
    },
  };
}

/** Bundles each of those packages into a file of its own. */
export function buildPackages(names: ReadonlySet<string>, options: BuildOptions, dist: string): Promise<BuildResult[]> {
  return Promise.all(
    [...names].map((name) =>
      build({
        ...options,
        stdin: { contents: reExport(name), resolveDir: options.absWorkingDir! },
        outfile: join(dist, folder, fileName(name)),
      }),
    ),
  );
}

/** To an ES module, what a CommonJS one exports is its default: so the default, with the named exports on it. */
function reExport(name: string): string {
  return `const all = require(${JSON.stringify(name)});
const main = (all.__esModule && all.default) || all;
for (const name of Object.keys(all)) if (!(name in main)) main[name] = all[name];
module.exports = main;`;
}

function fileName(name: string): string {
  if (ownParts.test(name)) return `${basename(dirname(name))}.cjs`;
  return `${name.replaceAll('/', '-').replace('@', '')}.cjs`;
}
