import { relative } from 'node:path';
import { readConfig } from '../git/config.ts';
import { readCommonDir } from '../git/refs.ts';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { readCredentials } from './remote-address.ts';
import type { Repository } from './repository.ts';
import { shellWord } from './shell-word.ts';

const why = 'git keeps the address in plain text, prints it in messages, and hands it to every program that asks';

/** Addresses of remotes, in git's configuration and in `.gitmodules`, that hold credentials. */
export const remoteUrl: Check = {
  id: 'doctor-remote-url',
  summary: 'Addresses of git remotes and submodules with credentials in them',
  run: (repository) => [...checkConfig(repository), ...checkModules(repository)],
};

function checkConfig(repository: Repository): Problem[] {
  const { root, git, env } = repository;
  const keys =
    /^(remote\..*\.(url|pushurl|proxy)|url\..*\.(insteadof|pushinsteadof)|http(\..*)?\.(extraheader|proxy))$/;
  const entries = readConfig(keys, { cwd: root, tree: git, env });
  return entries.flatMap(({ key, value, scope }): Problem[] => {
    const path = pathOf(repository, scope);
    const base = { check: remoteUrl.id, ...(path !== undefined && { path }) };
    if (/\.extraheader$/.test(key)) {
      if (!/^\s*(?:authorization|private-token|cookie|x-[\w-]*(?:key|token))\s*:/i.test(value)) return [];
      const message = `${hideInKey(key)} holds a header with credentials (${scope} configuration)`;
      return [{ ...base, severity: 'medium', message, why, fix: [unset(key, scope)] }];
    }
    const found = readCredentials(/^url\./.test(key) ? key.replace(/^url\.|\.(?:push)?insteadof$/g, '') : value);
    if (!found) return [];
    const [, remote] = /^remote\.(.*)\.url$/s.exec(key) ?? [];
    const isOnly = entries.filter((other) => other.key === key).length === 1;
    return [
      {
        ...base,
        severity: 'high',
        message: `${hideInKey(key)} holds credentials: ${found.shown} (${scope} configuration)`,
        why,
        fix:
          remote !== undefined && isOnly && scope === 'local'
            ? [
                `git remote set-url -- ${shellWord(remote)} ${shellWord(found.bare)}`,
                'git then asks for them once, and your credential helper keeps them',
              ]
            : [`write the address without them: ${found.bare}`, 'git then asks for them once'],
        ...(remote !== undefined &&
          isOnly &&
          scope === 'local' &&
          /^https?$/i.test(found.protocol) && { repairs: [{ kind: 'remote' as const, remote, address: found.bare }] }),
      },
    ];
  });
}

/** The file of a scope, where it is the repository's own. */
function pathOf({ root, git: { gitDir } }: Repository, scope: string): string | undefined {
  if (scope !== 'local') return undefined;
  const path = relative(root, `${readCommonDir(gitDir)}/config`);
  return path.startsWith('..') ? undefined : path.replaceAll('\\', '/');
}

function hideInKey(key: string): string {
  const [, start = '', address = '', end = ''] = /^(url\.|http\.)(.*)(\.\w+)$/s.exec(key) ?? [];
  return start === '' ? key : `${start}${readCredentials(address)?.shown ?? address}${end}`;
}

function unset(key: string, scope: string): string {
  return `git config --${scope} --unset-all ${shellWord(hideInKey(key))}`;
}

function checkModules(repository: Repository): Problem[] {
  const text = repository.isTracked('.gitmodules') ? repository.text('.gitmodules') : undefined;
  return (text ?? '').split('\n').flatMap((line, index): Problem[] => {
    const [, address] = /^\s*url\s*=\s*"?([^"\s]+)/.exec(line.slice(0, 5000)) ?? [];
    const found = address === undefined ? undefined : readCredentials(address);
    if (!found) return [];
    return [
      {
        check: remoteUrl.id,
        severity: 'high',
        path: '.gitmodules',
        line: index + 1,
        message: `the address of a submodule holds credentials: ${found.shown}`,
        why: 'everyone who can clone can read it, and the history keeps it',
        fix: [`write the address without them: ${found.bare}`, 'then rotate them: the history still has them'],
      },
    ];
  });
}
