import { posix } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { readCompose } from './compose.ts';
import { type Instruction, readAssignments, readDockerfile, readSources } from './dockerfile.ts';
import { isPlaceholder, isSecretName } from './placeholder.ts';
import type { Repository } from './repository.ts';
import { heldBy, isSure, type SecretFileKind, secretFileKind } from './secret-file.ts';
import { readYamlFile } from './yaml-file.ts';

const dockerfile = /(?:^|\/)(?:(?:Docker|Container)file(?:\.[\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
const composeFile = /(?:^|\/)(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/;
const notDocker = /\.(?:dockerignore|md|j2|erb|tmpl|tpl|template)$/i;

const inImage = 'it stays in the image: `docker history` and `docker inspect` show it to whoever can pull';

/** What Dockerfiles and compose files put into images and containers for all to read. */
export const docker: Check = {
  id: 'doctor-docker',
  summary: 'ENV, ARG and COPY of Dockerfiles, and settings of compose files, that bake secrets in',
  async run(repository) {
    const own = repository.tracked.filter((path) => !repository.isSamplePath(path) && !notDocker.test(path));
    const problems = own.filter((path) => dockerfile.test(path)).flatMap((path) => checkDockerfile(repository, path));
    for (const path of own.filter((each) => composeFile.test(each)))
      problems.push(...(await checkCompose(repository, path)));
    return problems;
  },
};

function checkDockerfile(repository: Repository, path: string): Problem[] {
  const text = repository.text(path);
  if (text === undefined) return [];
  const seen = sureLines(repository, path, text);
  return readDockerfile(text).flatMap((instruction) => {
    const { name } = instruction;
    if (name === 'ENV' || name === 'ARG') return checkVariables(path, instruction, seen);
    return name === 'COPY' || name === 'ADD' ? checkCopied(repository, path, instruction) : [];
  });
}

/** The lines in which a rule sees a secret, and whether it is one for certain. */
function sureLines(repository: Repository, path: string, text: string): Map<number, boolean> {
  return new Map(repository.findSecrets(path, Buffer.from(text)).map((secret) => [secret.line, isSure(secret)]));
}

function checkVariables(path: string, instruction: Instruction, seen: ReadonlyMap<number, boolean>): Problem[] {
  const { name: keyword, line } = instruction;
  return readAssignments(instruction).flatMap(({ name, value }): Problem[] => {
    const base = { check: docker.id, path, line };
    if (value === undefined || value === '') {
      if (keyword !== 'ARG' || !isSecretName(name)) return [];
      return [
        {
          ...base,
          severity: 'medium',
          message: `ARG ${name} takes a secret into the build`,
          why: 'values of build arguments stay in the history of the image and in its provenance',
          fix: [
            `RUN --mount=type=secret,id=${name.toLowerCase()} ..., and docker build --secret id=${name.toLowerCase()},env=${name}`,
          ],
        },
      ];
    }
    if (/\$\{?\w/.test(value)) {
      if (keyword !== 'ENV' || !isSecretName(name)) return [];
      return [
        {
          ...base,
          severity: 'medium',
          message: `ENV ${name} keeps a secret of the build`,
          why: inImage,
          fix: [runTime(name)],
        },
      ];
    }
    const isSeen = seen.has(line) && !isPlaceholder(value);
    if (!isSeen && (!isSecretName(name) || isPlaceholder(value, name))) return [];
    return [
      {
        ...base,
        severity: isSeen && seen.get(line) ? 'high' : 'medium',
        message: `${keyword} ${name} has a secret as its value`,
        why: inImage,
        fix: [runTime(name), 'then rotate it: images and the history have it'],
      },
    ];
  });
}

function runTime(name: string): string {
  return `take the line out and give it when it runs: docker run --env ${name} ..., or a secret of the orchestrator`;
}

function checkCopied(repository: Repository, path: string, instruction: Instruction): Problem[] {
  const folder = posix.dirname(path);
  return readSources(instruction).flatMap((source): Problem[] => {
    const base = { check: docker.id, path, line: instruction.line };
    const kind = source.includes('*') ? undefined : secretFileKind(source);
    if (kind !== undefined && mayBeSecret(repository, source, folder, kind)) {
      return [
        {
          ...base,
          severity: kind === 'key' || kind === 'env' ? 'high' : 'medium',
          message: `${instruction.name} takes ${source} into the image`,
          why: 'each layer keeps what was copied into it, also where a later one deletes it',
          fix: [`RUN --mount=type=secret,id=file,target=/run/${posix.basename(source)} ..., or mount it when it runs`],
        },
      ];
    }
    return source === '' || source === '.' ? checkWhole(repository, folder, base) : [];
  });
}

/** What certificates, and keys that packages are checked by, are called. */
const openKey = /cert|(?:^|[^a-z])(?:ca|crt|gpg|pgp|pub)(?:[^a-z]|$)|chain|bundle|public|archive|release|repo|rpm|apt/i;

/** A file that is in the repository is judged by what it holds, any other by its name. */
function mayBeSecret(repository: Repository, source: string, folder: string, kind: SecretFileKind): boolean {
  if (repository.isSamplePath(source)) return false;
  const here = [source, posix.join(folder, source)].find((path) => repository.isTracked(path));
  if (here !== undefined && repository.text(here) !== undefined) return heldBy(repository, here, kind) !== undefined;
  return kind !== 'key' || !openKey.test(posix.basename(source));
}

const dockerIgnores = (folder: string) => [...new Set(['.dockerignore', posix.join(folder, '.dockerignore')])];

/** `COPY . .` takes a `.env` that lies there, unless `.dockerignore` leaves it out. */
function checkWhole(repository: Repository, folder: string, base: Pick<Problem, 'check' | 'path' | 'line'>): Problem[] {
  const env = ['.env', posix.join(folder, '.env')].find(
    (name) => repository.mode(name) !== undefined || repository.text(name) !== undefined,
  );
  if (env === undefined || repository.isTracked(env)) return [];
  const own = `${base.path}.dockerignore`;
  const lines = [own, ...dockerIgnores(folder)].flatMap((name) => (repository.text(name) ?? '').split(/\r?\n/));
  if (
    lines.some((line) =>
      /^(?:\*|\*\*|(?:\*\*\/|\/|\*)?\.(?:env\*?|env\*?\/?|\*)|\*\*\/\.\*|\*\*\/\*\.env|\*\.env)\s*$/.test(line.trim()),
    )
  ) {
    return [];
  }
  return [
    {
      ...base,
      severity: 'medium',
      message: `takes the whole folder into the image, ${env} with it`,
      why: 'each layer keeps what was copied into it, also where a later one deletes it',
      fix: [`add to .dockerignore: **/.env*`],
    },
  ];
}

async function checkCompose(repository: Repository, path: string): Promise<Problem[]> {
  const file = await readYamlFile(repository, path);
  if (!file) return [];
  const seen = sureLines(repository, path, file.lines.join('\n'));
  return readCompose(file).flatMap(({ service, kind, name, value, line }): Problem[] => {
    const isSecret = isSecretName(name);
    const isSeen = seen.has(line) && !isPlaceholder(value);
    const base = { check: docker.id, path, line };
    if (kind === 'args' && isSecret && /\$\{?\w/.test(value)) {
      return [
        {
          ...base,
          severity: 'medium',
          message: `the build of ${service} takes the secret ${name} as an argument`,
          why: 'values of build arguments stay in the history of the image and in its provenance',
          fix: [`build.secrets of compose, and RUN --mount=type=secret,id=${name.toLowerCase()} in the Dockerfile`],
        },
      ];
    }
    if (!isSeen && (!isSecret || isPlaceholder(value, name))) return [];
    return [
      {
        ...base,
        severity: isSeen && seen.get(line) ? 'high' : 'medium',
        message: `${service} gets ${name} from a value in the file`,
        why: 'everyone who can read the repository has it',
        fix: [
          `${name}: \${${name}:?} and ${name}=... in a .env that git ignores, or secrets: of compose`,
          'then rotate it',
        ],
      },
    ];
  });
}
