/** Builds `dist/`: compiled packs, the program as one file, the library with its types, the schemas. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { compilePacks } from './compile-packs.ts';
import { collectLicences } from './licences.ts';
import { onlyScan } from './only-scan.ts';
import { buildPackages, splitPackages } from './split-packages.ts';
import { markBuilt } from './stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');

const schemas = [
  'src/rules/pack.schema.json',
  'src/config/config.schema.json',
  'src/reporters/report.schema.json',
  'src/reporters/doctor.schema.json',
];

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};

/** CommonJS starts faster than ES modules; `require` spares the start of the module loader. */
const commonJs: BuildOptions = {
  ...common,
  format: 'cjs',
  minify: true,
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
};

const packages = new Set<string>();

const program: BuildOptions = {
  ...commonJs,
  entryPoints: { program: 'src/cli.ts', thread: 'src/worker.ts' },
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  plugins: [splitPackages(packages)],
  define: { 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
  banner: {},
};

/** What runs before a commit and in a tree scan, by itself. */
const scanProgram: BuildOptions = {
  ...program,
  entryPoints: { scan: 'src/cli.ts' },
  plugins: [onlyScan, splitPackages(packages)],
};

/** The files that start programs know them by their hash. */
function buildStart(name: string, entry: string, started: string[], banner: string): ReturnType<typeof build> {
  const hash = createHash('sha256');
  for (const file of started) hash.update(readFileSync(join(dist, file)));
  const buildId = hash.digest('hex').slice(0, 16);
  return build({
    ...commonJs,
    entryPoints: { [name]: entry },
    outdir: dist,
    outExtension: { '.js': '.cjs' },
    define: { buildId: JSON.stringify(buildId) },
    banner: { js: banner },
  });
}

/** It shares the packages that are loaded on demand with the program. */
const library: BuildOptions = {
  ...common,
  entryPoints: { index: 'src/index.ts' },
  outdir: dist,
  format: 'esm',
  supported: { 'dynamic-import': false },
  plugins: [splitPackages(packages)],
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
};

async function run(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'schemas'), { recursive: true });
  const counts = await compilePacks(join(root, 'rules'), dist);
  for (const schema of schemas) copyFileSync(join(root, schema), join(dist, 'schemas', schema.replace(/.*\//, '')));
  const results = await Promise.all([build(program), build(scanProgram), build(library)]);
  results.push(
    await buildStart('keyturn', 'src/start.ts', ['program.cjs', 'scan.cjs'], '#!/usr/bin/env node'),
    await buildStart('worker', 'src/start-worker.ts', ['thread.cjs'], ''),
    ...(await buildPackages(packages, commonJs, dist)),
  );
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), collectLicences(root, results));
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'src/build/tsconfig.types.json')],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  markBuilt(root);
  process.stdout.write(`built ${counts.rules} rules of ${counts.providers} providers\n`);
}

await run();
