import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * How another scanner is called. `report` is a fresh file in a temporary folder and never a device: run by root,
 * gitleaks puts a regular file in the place of `/dev/null` where its report is sent there.
 */
interface Peer {
  tree?(program: string, folder: string, report: string): string[];
  staged?(program: string, report: string): string[];
  history?(program: string, folder: string, report: string): string[];
  /** The commits of a range such as `A..B`. */
  range?(program: string, folder: string, report: string, range: string): string[];
}

const peers: Readonly<Record<string, Peer>> = {
  kingfisher: {
    tree: (program, folder) => {
      const flags = ['--turbo', '--no-validate', '--git-history', 'none', '--no-update-check'];
      return [program, 'scan', folder, ...flags];
    },
    // It reads the history unless told not to; of a repository that is not bare the files of its work tree too.
    history: (program, folder) => [program, 'scan', folder, '--turbo', '--no-validate', '--no-update-check'],
  },
  gitleaks: {
    tree: (program, folder, report) => [program, 'dir', folder, '--no-banner', '-r', report, '-f', 'json'],
    staged: (program, report) => {
      const flags = ['--staged', '--pre-commit', '--no-banner', '-r', report, '-f', 'json'];
      return [program, 'git', ...flags];
    },
    history: (program, folder, report) => [program, 'git', folder, '--no-banner', '-r', report, '-f', 'json'],
    range: (program, folder, report, range) => {
      return [program, 'git', folder, `--log-opts=${range}`, '--no-banner', '-r', report, '-f', 'json'];
    },
  },
  'detect-secrets': { tree: (program, folder) => [program, '-C', folder, 'scan', '--all-files'] },
  secretlint: { tree: (program, folder) => [program, `${folder}/**/*`] },
  ripsecrets: { tree: (program, folder) => [program, folder] },
};

export interface FoundPeer extends Peer {
  name: string;
  program: string;
}

/** The peers on PATH, and those that `--peer NAME=PROGRAM` names. Throws for a name it has no command line for. */
export function findPeers(named: readonly string[]): FoundPeer[] {
  const programs = new Map<string, string>();
  for (const name of Object.keys(peers)) {
    const program = onPath(name);
    if (program) programs.set(name, program);
  }
  for (const entry of named) {
    const [name = '', program = name] = entry.split('=', 2);
    if (!peers[name]) throw new Error(`--peer ${name}: known are ${Object.keys(peers).join(', ')}`);
    programs.set(name, program);
  }
  return [...programs].map(([name, program]) => ({ ...peers[name], name, program }));
}

function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
