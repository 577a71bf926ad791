/**
 * What `--fix` does: only what is safe and can be undone. Each step is planned, shown, and then done, whole or not at all;
 * code and files of CI are never touched.
 */
import { setRemoteAddress, untrackFile } from '../../git/change.ts';
import { readConfig } from '../../git/config.ts';
import { keepCredential } from '../../git/credential.ts';
import { UserError } from '../../lib/user-error.ts';
import type { Problem, Repair } from '../../model/problem.ts';
import { readCredentials } from '../remote-address.ts';
import type { Repository } from '../repository.ts';
import { shellWord } from '../shell-word.ts';
import { applyAppend, planAppend } from './append.ts';
import { makePrivate } from './chmod.ts';

/** Something that `--fix` can do. */
export interface Step {
  /** A diff or a command, a line each. */
  shown: readonly string[];
  /** What else there is to know of it. */
  note?: string;
  /** Done only where it was asked for by name, or is agreed to by itself. */
  isExtra?: boolean;
  /** Gives what there is to say of it afterwards. Throws `UserError` where it cannot be done; nothing is changed then. */
  apply(): Promise<string | undefined>;
}

/** The steps that mend what can be mended: lines for one file are one step. Errors of planning are collected. */
export function planSteps(
  repository: Repository,
  problems: readonly Problem[],
  installHook: () => Promise<string>,
): { steps: Step[]; errors: UserError[] } {
  const repairs = problems.flatMap(({ repairs: some = [] }) => some);
  const errors: UserError[] = [];
  const steps: Step[] = [];
  const lines = new Map<string, string[]>();
  for (const repair of repairs) {
    if (repair.kind === 'append') lines.set(repair.path, [...(lines.get(repair.path) ?? []), ...repair.lines]);
  }
  for (const [path, added] of lines) {
    try {
      const step = appendStep(repository, path, added);
      if (step) steps.push(step);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push(error);
    }
  }
  const done = new Set<string>();
  for (const repair of repairs) {
    const key = JSON.stringify(repair);
    if (repair.kind === 'append' || done.has(key)) continue;
    done.add(key);
    steps.push(otherStep(repository, repair, installHook));
  }
  return { steps, errors };
}

function appendStep({ root }: Repository, path: string, lines: readonly string[]): Step | undefined {
  const change = planAppend(root, path, lines);
  if (change.lines.length === 0) return undefined;
  return {
    shown: [`${path}${change.before === undefined ? ' (new)' : ''}:`, ...change.lines.map((line) => `  + ${line}`)],
    async apply() {
      applyAppend(root, change);
      return undefined;
    },
  };
}

function otherStep(
  repository: Repository,
  repair: Exclude<Repair, { kind: 'append' }>,
  installHook: () => Promise<string>,
): Step {
  const place = { tree: repository.git, env: repository.env };
  switch (repair.kind) {
    case 'chmod':
      return {
        shown: [`chmod 600 ${shellWord(repair.path)}`],
        async apply() {
          makePrivate(repository.root, repair.path);
          return undefined;
        },
      };
    case 'untrack':
      return {
        shown: [`git rm --cached -- ${shellWord(repair.path)}`],
        note: 'the file stays on disk; the history still has it, so what it holds has to be rotated',
        async apply() {
          await untrackFile(repair.path, place);
          return `${repair.path} is no longer tracked once this is committed; rotate what it held: the history has it`;
        },
      };
    case 'remote':
      return {
        shown: [`git remote set-url -- ${shellWord(repair.remote)} ${shellWord(repair.address)}`],
        note: 'the credentials go to your credential helper first, and stay where they are if it does not keep them',
        apply: () => moveCredentials(repository, repair),
      };
    case 'hook':
      return { shown: ['keyturn hook install'], isExtra: true, apply: installHook };
  }
}

async function moveCredentials(
  { root, git, env }: Repository,
  { remote, address }: Extract<Repair, { kind: 'remote' }>,
): Promise<string> {
  const entries = readConfig(/^remote\..*\.url$/, { cwd: root, tree: git, env });
  const urls = entries.filter(({ key }) => key === `remote.${remote}.url`);
  const found = urls.length === 1 ? readCredentials(urls[0]!.value) : undefined;
  if (found?.bare !== address) throw new UserError('fix-failed', `the address of ${remote} was changed meanwhile`);
  const { protocol, host, user, password } = found;
  // A token that stands for a user goes in as the password, which every host of git takes.
  const credential = password === '' ? { user: 'x-access-token', password: user } : { user, password };
  const { helper } = keepCredential({ protocol, host, ...credential }, env);
  await setRemoteAddress(remote, address, { tree: git, env });
  return `the credentials for ${host} are with ${helper.split(/[\s/]/).at(-1)} now`;
}
