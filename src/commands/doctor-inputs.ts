import { listEntries } from '../baseline/index.ts';
import { listGone } from '../baseline/update.ts';
import { findBaseline } from '../config/find-baseline.ts';
import { settleOptions } from '../config/settle.ts';
import type { DoctorInputs, HookState, SeenSecret } from '../doctor/index.ts';
import { isSamplePath, isTestPath } from '../engine/test-path.ts';
import type { Repository } from '../git/find-repository.ts';
import { findHooksFolder, readHookStatus } from '../hooks/index.ts';
import { isKnown } from '../lib/is-known.ts';
import { wholeFragment } from '../lib/whole-fragment.ts';
import { loadKnown } from '../load-known.ts';
import type { Options } from '../model/options.ts';
import { createPipeline, createReportKey } from '../pipeline.ts';
import { recordFindings } from './baseline-run.ts';
import type { CommandContext } from './context.ts';
import type { Flags } from './options.ts';

/** Joins the stages that know what `doctor` asks. Throws `UserError` for a wrong configuration. */
export async function createInputs(
  repository: Repository,
  { config }: Flags,
  context: CommandContext,
): Promise<DoctorInputs> {
  const { cwd, env } = context;
  const { root } = repository;
  const given = config === undefined ? {} : { config };
  const options = await settleOptions({ ...given, paths: [root] }, { cwd, root, env, isTty: false });
  for (const notice of options.notices) context.notice(notice);
  return {
    findSecrets: await createFinder(options),
    isSamplePath: (path) => isTestPath(path) || isSamplePath(path),
    hookState: () => (env.CI ? undefined : readHookState(repository, env)),
    async staleEntries() {
      const file = findBaseline({}, { cwd: root, root });
      if (!file) return undefined;
      const entries = listEntries(file.text, file.name);
      const flags: Flags = { ...given, quiet: true };
      const recording = await recordFindings([root], flags, { root, file }, context, context.interrupt());
      const stale = listGone(entries, recording);
      return { file: file.name, entries: stale.map(({ path, ruleId }) => ({ path, ruleId })) };
    },
  };
}

/** One that was decided to be a false alarm or a test value is none. */
async function createFinder(options: Options): Promise<DoctorInputs['findSecrets']> {
  const known = await loadKnown(options);
  const { sink, gathered } = createPipeline(options, createReportKey(), { known });
  return (path, bytes) => {
    gathered.findings.length = 0;
    sink.fragment(wholeFragment(path, bytes));
    const wrong = ['false-alarm', 'test'];
    return gathered.findings
      .filter((finding) => !isKnown(finding) || !wrong.includes(finding.known!.decision))
      .map(
        ({ startLine, description, ruleId, severity, confidence }): SeenSecret => ({
          line: startLine,
          description,
          ruleId,
          severity,
          confidence,
        }),
      )
      .sort((a, b) => a.line - b.line);
  };
}

function readHookState(repository: Repository, env: NodeJS.ProcessEnv): HookState {
  const { hooks, mentions } = readHookStatus(findHooksFolder(repository, env), repository.root);
  const changed = hooks.find(({ state }) => state === 'changed');
  const missing = hooks.find(({ missingProgram }) => missingProgram !== undefined);
  return {
    isInstalled: mentions.length > 0 || hooks.some(({ state }) => state === 'installed'),
    ...(changed && { fault: `the ${changed.name} hook of keyturn was changed since it was installed` }),
    ...(missing && { fault: `the ${missing.name} hook starts a program that does not exist any more` }),
  };
}
