import type { Severity } from '../model/level.ts';
import { isExampleName } from './env-file.ts';
import type { Project } from './stacks.ts';

/** What a `.gitignore` should cover in projects of a kind. */
export interface IgnoreWish {
  stack: string;
  /** The line to add. */
  pattern: string;
  /** Names that it must cover, relative to the project's folder. */
  samples: readonly string[];
  severity: Severity;
  why: string;
  applies(project: Project): boolean;
}

/** By the files and dependencies that show what a project is. */
export const ignoreWishes: readonly IgnoreWish[] = [
  {
    stack: 'dotenv',
    pattern: '.env',
    samples: ['.env'],
    severity: 'medium',
    why: 'the project reads a .env, and the next `git add .` would take it',
    applies: (project) => usesDotenv(project) && !readsEnvLocal(project),
  },
  {
    stack: 'env.local',
    pattern: '.env*.local',
    samples: ['.env.local'],
    severity: 'low',
    why: 'this framework reads secrets from .env.local, which is for one machine only',
    applies: readsEnvLocal,
  },
  {
    stack: 'any',
    pattern: '.env',
    samples: ['.env'],
    severity: 'info',
    why: 'sooner or later someone keeps secrets in a .env',
    applies: (project) => runsCode.some((name) => project.names.has(name)),
  },
  {
    stack: 'Terraform',
    pattern: '*.tfstate*',
    samples: ['terraform.tfstate', 'terraform.tfstate.backup'],
    severity: 'medium',
    why: 'a state holds every value that Terraform has set, passwords among them, in plain text',
    applies: isTerraform,
  },
  {
    stack: 'Terraform',
    pattern: '.terraform/',
    samples: ['.terraform/environment'],
    severity: 'low',
    why: 'it keeps the settings of the backend, its credentials among them',
    applies: isTerraform,
  },
  {
    stack: 'Terraform',
    pattern: '*.tfvars',
    samples: ['terraform.tfvars'],
    severity: 'info',
    why: 'variables for one place are where secrets are put',
    applies: (project) => isTerraform(project) && ![...project.names].some((name) => name.endsWith('.tfvars')),
  },
  {
    stack: 'Rails',
    pattern: '/config/*.key',
    samples: ['config/master.key'],
    severity: 'medium',
    why: 'config/master.key opens all encrypted credentials',
    applies: (project) => isRails(project) && project.names.has('config.ru'),
  },
  {
    stack: 'Android',
    pattern: 'local.properties',
    samples: ['local.properties'],
    severity: 'low',
    why: 'it holds settings of one machine, often keys of services',
    applies: isAndroid,
  },
  {
    stack: 'Cloudflare Workers',
    pattern: '.dev.vars*',
    samples: ['.dev.vars'],
    severity: 'medium',
    why: 'wrangler reads local secrets from it',
    applies: ({ names }) => ['wrangler.toml', 'wrangler.json', 'wrangler.jsonc'].some((name) => names.has(name)),
  },
  {
    stack: 'Azure Functions',
    pattern: 'local.settings.json',
    samples: ['local.settings.json'],
    severity: 'medium',
    why: 'it holds the connection strings of a developer',
    applies: ({ names, text }) =>
      names.has('host.json') && /"extensionBundle"|Microsoft\.Azure\.Functions/.test(text('host.json')),
  },
  {
    stack: 'Ansible',
    pattern: '.vault_pass*',
    samples: ['.vault_pass', '.vault_pass.txt'],
    severity: 'medium',
    why: 'ansible.cfg names a vault password file inside the repository',
    applies: ({ text }) => /^\s*vault_password_file\s*=\s*(?:\.\/)?\.vault_pass/m.test(text('ansible.cfg')),
  },
];

/** Whether a dotenv file is in use there: a pattern for one, a library that reads it, or compose, which does so itself. */
function usesDotenv(project: Project): boolean {
  const { names } = project;
  if ([...names].some(isExampleName)) return true;
  return (
    dependsOn(
      project,
      'package.json',
      /"(?:dotenv|dotenv-flow|dotenv-safe|env-cmd|@nestjs\/config|@fastify\/env)"\s*:/,
    ) ||
    ['requirements.txt', 'Pipfile'].some((name) => dependsOn(project, name, pythonDotenv)) ||
    pythonDotenv.test(mainDependencies(project.text('pyproject.toml'))) ||
    dependsOn(project, 'Gemfile', /^\s*gem ['"](?:dotenv|dotenv-rails|figaro)['"]/m) ||
    dependsOn(project, 'go.mod', /^\s*(?:require\s+)?github\.com\/joho\/godotenv\s/m) ||
    dependsOn(project, 'composer.json', /"vlucas\/phpdotenv"\s*:/) ||
    names.has('artisan')
  );
}

const pythonDotenv = /^[\s"']*(?:python-dotenv|python-decouple|django-environ|environs|pydantic-settings)\b/im;

/** What a project itself needs, without what it offers or is developed with. */
function mainDependencies(pyproject: string): string {
  const lists = /^dependencies\s*=\s*\[([^[\]]*(?:\[[^[\]]*\][^[\]]*){0,500})\]/m.exec(pyproject)?.[1] ?? '';
  const [, poetry = ''] = pyproject.split(/^\[tool\.poetry\.dependencies\]$/m);
  return `${lists}\n${poetry.split(/^\[/m)[0]}`;
}

function dependsOn({ text }: Project, name: string, pattern: RegExp): boolean {
  return pattern.test(text(name));
}

/** Frameworks that read `.env.local` beside a `.env` that is meant to be committed. */
export function readsEnvLocal(project: Project): boolean {
  return (
    dependsOn(project, 'package.json', /"(?:next|react-scripts|nuxt|astro)"\s*:/) ||
    (project.names.has('index.html') && dependsOn(project, 'package.json', /"vite"\s*:/)) ||
    (dependsOn(project, 'composer.json', /"type"\s*:\s*"project"/) &&
      dependsOn(project, 'composer.json', /"symfony\/(?:dotenv|flex)"\s*:/))
  );
}

const runsCode = ['package.json', 'manage.py', 'Pipfile', 'Gemfile', 'composer.json', 'go.mod', 'mix.exs'];
function isTerraform({ names }: Project): boolean {
  return [...names].some((name) => name.endsWith('.tf'));
}

function isRails(project: Project): boolean {
  return dependsOn(project, 'Gemfile', /^\s*gem ['"]rails['"]/m);
}

function isAndroid(project: Project): boolean {
  return ['build.gradle', 'build.gradle.kts'].some((name) =>
    dependsOn(project, name, /com\.android\.(?:application|library)/),
  );
}
