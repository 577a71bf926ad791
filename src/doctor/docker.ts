import { posix } from 'node:path';
import type { Problem } from '../model/problem.ts';
import type { Check } from './check.ts';
import { readCompose } from './compose.ts';
import { type Instruction, readAssignments, readDockerfile, readSources } from './dockerfile.ts';
import { isPlaceholder, isSecretName } from './placeholder.ts';
import type { Repository } from './repository.ts';
import { secretFileKind } from './secret-file.ts';
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
  const seen = new Map(repository.findSecrets(path, Buffer.from(text)).map((each) => [each.line, each]));
  return readDockerfile(text).flatMap((instruction) => {
    const { name } = instruction;
    if (name === 'ENV' || name === 'ARG') return checkVariables(path, instruction, seen);
    return name === 'COPY' || name === 'ADD' ? checkCopied(repository, path, instruction) : [];
  });
}

function checkVariables(path: string, instruction: Instruction, seen: ReadonlyMap<number, unknown>): Problem[] {
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
    const isSure = seen.has(line) && !isPlaceholder(value);
    if (!isSure && (!isSecretName(name) || isPlaceholder(value, name))) return [];
    return [
      {
        ...base,
        severity: isSure ? 'high' : 'medium',
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
    const isCertificate = kind === 'key' && /\.pem$/.test(source) && /cert|ca|chain|bundle|public/i.test(source);
    if (kind !== undefined && !isCertificate && !repository.isSamplePath(source)) {
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
  const seen = new Set(repository.findSecrets(path, Buffer.from(file.lines.join('\n'))).map(({ line }) => line));
  return readCompose(file).flatMap(({ service, kind, name, value, line }): Problem[] => {
    const isSecret = isSecretName(name);
    const isSure = seen.has(line) && !isPlaceholder(value);
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
    if (!isSure && (!isSecret || isPlaceholder(value, name))) return [];
    return [
      {
        ...base,
        severity: isSure ? 'high' : 'medium',
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
