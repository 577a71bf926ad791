import type { Plugin } from 'esbuild';

/** What `commands/index.ts` imports that the hook's program holds. */
const held = ['./scan.ts', '../lib/version.ts'];

const namespace = 'other-commands';

/**
 * Makes the program of `scan` and `staged` without the other commands and help: V8 takes in every byte of a program at
 * each start, and a hook runs none of them. `start.ts` chooses.
 */
export const onlyScan: Plugin = {
  name: 'only-scan',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ path, kind, importer }) => {
      const isHeld = kind !== 'dynamic-import' || !/[\\/]commands[\\/]index\.ts$/.test(importer) || held.includes(path);
      return isHeld ? undefined : { path, namespace };
    });
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not in the program of scan and staged`)});`,
    }));
  },
};
