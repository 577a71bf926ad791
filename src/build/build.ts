/** Builds `dist/`: compiled packs, the program as one file, the library with its types, the schemas. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { compilePacks } from './compile-packs.ts';
import { collectLicences } from './licences.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');

const schemas = ['src/rules/pack.schema.json', 'src/config/config.schema.json', 'src/reporters/report.schema.json'];

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** CommonJS starts faster than ES modules; minified, since V8 reads every byte of it at each start. */
const program: BuildOptions = {
  ...common,
  entryPoints: { keyturn: 'src/cli.ts', worker: 'src/worker.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  minify: true,
  keepNames: false,
  banner: { js: '#!/usr/bin/env node' },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
};

const library: BuildOptions = {
  ...common,
  entryPoints: { index: 'src/index.ts' },
  outdir: dist,
  format: 'esm',
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
};

async function run(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'schemas'), { recursive: true });
  const counts = await compilePacks(join(root, 'rules'), dist);
  for (const schema of schemas) copyFileSync(join(root, schema), join(dist, 'schemas', schema.replace(/.*\//, '')));
  const results = await Promise.all([build(program), build(library)]);
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), collectLicences(root, results));
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'src/build/tsconfig.types.json')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.stdout.write(`built ${counts.rules} rules of ${counts.providers} providers\n`);
}

await run();
