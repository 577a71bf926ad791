import { resolve } from 'node:path';
import { listChangedPaths } from '../git/changed-paths.ts';
import { createPathFilter } from '../sources/path-filter.ts';
import { createStagedSource } from '../sources/staged.ts';
import type { CommandContext } from './context.ts';
import { currentRepository } from './hook-context.ts';
import { auditSelection } from './hook-push.ts';
import { scan, scanSource, staged } from './scan.ts';

/**
 * What is staged. pre-commit names files, from the root: of those that are staged what is new counts; others, as in
 * its `run --all-files`, are scanned whole. With its `--from-ref` and `--to-ref`, the commits between them.
 */
export async function preCommit(files: readonly string[], context: CommandContext): Promise<number> {
  const { cwd, env } = context;
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: to } = env;
  if (from && to) {
    const range = { range: [`${from}..${to}`], branches: [], firstParent: false, unreachable: false };
    return await auditSelection('pre-commit', range, context);
  }
  const flags = { format: 'terminal' };
  if (files.length === 0) return await staged({ kind: 'run', command: 'staged', operands: [], flags }, context);
  const repository = currentRepository(context);
  const only = new Set(files);
  // git sets it for a commit. Without it somebody runs pre-commit by hand, and may mean more than what is staged.
  const isCommit = env.GIT_INDEX_FILE !== undefined;
  const changed = isCommit ? undefined : await listChangedPaths({ tree: repository, env, keepLocal: true });
  if (changed && files.some((file) => !changed.has(file))) {
    const paths = files.map((file) => resolve(cwd, file));
    return await scan({ kind: 'run', command: 'scan', operands: paths, flags }, context);
  }
  return await scanSource(
    'staged',
    async ({ maxFileSize, include, exclude }) => {
      const isIncluded = await createPathFilter(include, exclude);
      return createStagedSource({ cwd, env, maxFileSize, isIncluded: (path) => only.has(path) && isIncluded(path) });
    },
    context,
  );
}
