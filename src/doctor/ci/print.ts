import type { Severity } from '../../model/level.ts';
import type { Problem } from '../../model/problem.ts';
import type { Check } from '../check.ts';
import { type CiFile, ciFiles } from './files.ts';
import { secretsIn } from './references.ts';
import { readCommands, type ShellCommand } from './shell.ts';
import type { CiStep } from './step.ts';

const printing =
  /^(?:sudo\s+)?(?:(?:echo|printf|print|Write-(?:Host|Output|Information|Verbose)|println)\b|cat\s*<<<)/i;
/** What passes on what it reads, in another form: no system masks that. */
const changing =
  /^\s*(?:base64|xxd|od|hexdump|rev|sed|tr|cut|head|tail|fold|awk|jq|openssl\s+(?:enc|base64)|tac|sort)\b/;
const passing = /^\s*(?:cat|tee|grep)\b/;
const listing = /^(?:env|printenv|export\s+-p|set|Get-ChildItem\s+env:|dir\s+env:|gci\s+env:)\s*$/i;
const tracing = /^(?:set\s+-(?:\w*x|o\s+xtrace)|(?:bash|sh|zsh)\s+-\w*x)/;

/** Scripts of CI that put secrets into the log. */
export const ciPrint: Check = {
  id: 'doctor-ci-print',
  summary: 'CI scripts that print secrets, trace commands that hold them, or take all secrets at once',
  async run(repository) {
    return (await ciFiles(repository)).flatMap((file) => [
      ...file.steps.flatMap((step) => checkStep(step)),
      ...findAllSecrets(file),
    ]);
  },
};

function checkStep(step: CiStep): Problem[] {
  const problems: Problem[] = [];
  let isTraced = step.isTraced === true;
  let told = false;
  for (const command of readCommands(step.script)) {
    const { text } = command;
    if (tracing.test(text)) isTraced = true;
    if (/^set\s+\+(?:\w*x|o\s+xtrace)/.test(text)) isTraced = false;
    // A name of a user, kept as a secret too, is the least of them.
    const names = secretsIn(step, text).sort((a, b) => Number(isHarmless(a)) - Number(isHarmless(b)));
    const printed = names.length > 0 && printing.test(text) && !isMasking(text) ? outcome(command) : undefined;
    if (printed) problems.push(toProblem(step, command, names[0]!, printed));
    else if (isTraced && names.length > 0 && !told) {
      told = true;
      problems.push(tracedProblem(step, command, names[0]!));
    } else if (listing.test(text) && step.variables.size > 0 && !command.isRedirected && command.pipes.length === 0) {
      problems.push(listingProblem(step, command));
    }
  }
  return problems;
}

/** What many keep as a secret and is none by itself. */
function isHarmless(name: string): boolean {
  return /(?:^|_)(?:USER(?:NAME)?|USR|E?MAIL(?:_ADDRESS)?|NAME|HOST(?:NAME)?|PORT|DOMAIN|URL|ID|REGION|ORG|PROJECT|BUCKET)$/i.test(
    name,
  );
}

function isMasking(text: string): boolean {
  return /::add-mask::|task\.setvariable|task\.setsecret|::set-output|::save-state/i.test(text);
}

type Outcome = 'as it is' | 'in another form';

/** In which form what a command prints reaches the log; undefined where it does not. */
function outcome({ pipes, isRedirected }: ShellCommand): Outcome | undefined {
  if (isRedirected) return undefined;
  if (pipes.every((pipe) => passing.test(pipe))) return 'as it is';
  return pipes.every((pipe) => passing.test(pipe) || (changing.test(pipe) && !/\s-d\b|--decode/.test(pipe)))
    ? 'in another form'
    : undefined;
}

function toProblem(step: CiStep, { line }: ShellCommand, name: string, printed: Outcome): Problem {
  const isChanged = printed === 'in another form';
  const worst: Severity = isChanged || step.system === 'travis' ? 'high' : 'medium';
  const severity = isHarmless(name) ? 'low' : worst;
  return {
    check: ciPrint.id,
    severity,
    path: step.path,
    line: step.line + line,
    message: isChanged ? `prints ${name} in another form` : `prints ${name}`,
    why: isChanged
      ? 'masking knows a secret only as it is: in another form it stands in the log for all who can read that'
      : 'a mask hides only the very same text; parts of it, and what has several lines, stay readable',
    fix: ['take the command out; to see whether it is set, test it: [ -n "$NAME" ]'],
  };
}

function tracedProblem(step: CiStep, { line }: ShellCommand, name: string): Problem {
  return {
    check: ciPrint.id,
    severity: isHarmless(name) ? 'low' : 'medium',
    path: step.path,
    line: step.line + line,
    message: `a traced command holds ${name}`,
    why: 'set -x prints each command with the values in place',
    fix: ['set +x before commands that use secrets'],
  };
}

function listingProblem(step: CiStep, { line }: ShellCommand): Problem {
  const [first] = step.variables;
  return {
    check: ciPrint.id,
    severity: 'medium',
    path: step.path,
    line: step.line + line,
    message: `prints the whole environment, ${first} in it`,
    why: 'a mask hides only the very same text; parts of it, and what has several lines, stay readable',
    fix: ['print the variables that matter by name'],
  };
}

/** `toJSON(secrets)`: https://docs.github.com/en/actions/reference/security/secure-use */
function findAllSecrets({ system, path, yaml }: CiFile): Problem[] {
  if (system !== 'github' || !yaml) return [];
  return yaml.lines.flatMap((text, index): Problem[] => {
    if (text.length > 2000 || /^\s*#/.test(text) || !/\$\{\{\s*toJSON\(\s*secrets\s*\)/i.test(text)) return [];
    return [
      {
        check: ciPrint.id,
        severity: /\b(?:echo|printf|cat)\b/.test(text) ? 'high' : 'medium',
        path,
        line: index + 1,
        message: 'takes all secrets at once: toJSON(secrets)',
        why: 'the step gets secrets that it has no use for, in a form that masking may not know',
        fix: [`name the secrets that the step needs: env: NAME: \${{ secrets.NAME }}`],
      },
    ];
  });
}
