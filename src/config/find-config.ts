import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isInside } from '../lib/is-inside.ts';
import { UserError } from '../lib/user-error.ts';
import type { ScanContext } from './flags.ts';
import { nameOption } from './name-option.ts';

/** Where the configuration of a run stands, and what the user should know of how it was chosen. */
export interface ConfigOrigin {
  kind: 'keyturn' | 'gitleaks';
  /** Absolute; absent where the text itself was given. */
  path?: string;
  /** How messages name it. */
  name: string;
  text?: string;
  /** Whether the user named it, by flag or environment; what a scanned repository brings along is not trusted. */
  isTrusted: boolean;
  notices: readonly string[];
}

/** Names under which the root of a repository may hold our configuration, the first found wins. */
const keyturnNames = [
  'keyturn.yaml',
  'keyturn.yml',
  '.keyturn.yaml',
  '.keyturn.yml',
  '.config/keyturn.yaml',
  '.config/keyturn.yml',
];
const gitleaksNames = ['.gitleaks.toml', '.betterleaks.toml'];

/**
 * Finds the configuration: `--config`, then KEYTURN_CONFIG, keyturn.yaml in the root, GITLEAKS_CONFIG,
 * GITLEAKS_CONFIG_TOML, .gitleaks.toml in the root; undefined where there is none. Costs a few `stat` calls. Throws
 * `UserError` `bad-config` where a named file is not there, or one found in the root is a link that leaves it.
 */
export function findConfig(flag: string | undefined, context: ScanContext): ConfigOrigin | undefined {
  const { env, root } = context;
  if (flag !== undefined) return namedFile(nameOption('config', context), flag, context);
  if (env.KEYTURN_CONFIG) return namedFile('KEYTURN_CONFIG', env.KEYTURN_CONFIG, context);
  const keyturn = keyturnNames.filter((name) => exists(join(root, name)));
  const gitleaks = gitleaksNames.filter((name) => exists(join(root, name)));
  if (keyturn[0] !== undefined) return foundFile('keyturn', keyturn[0], root, [...keyturn.slice(1), ...gitleaks]);
  if (env.GITLEAKS_CONFIG) return namedFile('GITLEAKS_CONFIG', env.GITLEAKS_CONFIG, context);
  if (env.GITLEAKS_CONFIG_TOML) {
    const name = 'GITLEAKS_CONFIG_TOML';
    return { kind: 'gitleaks', name, text: env.GITLEAKS_CONFIG_TOML, isTrusted: true, notices: [] };
  }
  if (gitleaks[0] !== undefined) return foundFile('gitleaks', gitleaks[0], root, gitleaks.slice(1));
  return undefined;
}

function namedFile(option: string, value: string, { cwd }: ScanContext): ConfigOrigin {
  const path = resolve(cwd, value);
  if (value.trim() === '' || !exists(path)) {
    throw new UserError('bad-config', `${option} must name a file that exists, got ${JSON.stringify(value)}`);
  }
  const isToml = option === 'GITLEAKS_CONFIG' || /\.toml$/i.test(path);
  return { kind: isToml ? 'gitleaks' : 'keyturn', path, name: value, isTrusted: true, notices: [] };
}

function foundFile(kind: ConfigOrigin['kind'], name: string, root: string, ignored: readonly string[]): ConfigOrigin {
  const path = join(root, name);
  if (!isInside(root, path)) throw new UserError('bad-config', `${name} must not be a link that leaves ${root}`);
  const notices = ignored.map((other) => `${name} is used, ${other} is not read`);
  return { kind, path, name, isTrusted: false, notices };
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
