import type { Problem } from '../../model/problem.ts';
import type { Check } from '../check.ts';
import { isSecretName } from '../placeholder.ts';
import { ciFiles } from './files.ts';
import { readCommands } from './shell.ts';
import type { CiStep } from './step.ts';

/** Commands that fetch a secret from where it is kept. */
const fetching =
  /\b(?:aws\s+(?:\S+\s+){0,4}?(?:secretsmanager\s+get-secret-value|ssm\s+get-parameters?(?:-by-path)?\b.{0,300}--with-decryption)|vault\s+(?:kv\s+get|read)\b|gcloud\s+secrets\s+versions\s+access|az\s+keyvault\s+secret\s+show|op\s+(?:read|item\s+get)|doppler\s+secrets\s+get|bw\s+get\s+password|infisical\s+secrets\s+get|sops\s+(?:-d|--decrypt|decrypt)|az\s+acr\s+credential\s+show|gcloud\s+auth\s+print-(?:access|identity)-token)/;
/** Into a variable of the script, or of later steps. */
const kept = /(?:^|\s)(?:export\s+)?\w+=["']?(?:\$\(|`)|GITHUB_(?:ENV|OUTPUT)/;

/** Secrets that a job fetches itself: no system masks what it did not hand out. */
export const ciMask: Check = {
  id: 'doctor-ci-mask',
  summary: 'CI scripts that fetch secrets from a store without masking them',
  async run(repository) {
    const steps = (await ciFiles(repository)).flatMap(({ steps }) => steps);
    return steps.flatMap((step) =>
      step.system === 'github' ? checkGithub(step) : step.system === 'azure' ? checkAzure(step) : [],
    );
  },
};

function checkGithub(step: CiStep): Problem[] {
  if (/::add-mask::|core\.setSecret/.test(step.script)) return [];
  const command = readCommands(step.script).find(({ text, pipes }) => {
    const whole = [text, ...pipes].join(' | ');
    return whole.length < 5000 && fetching.test(whole) && kept.test(whole);
  });
  if (!command) return [];
  return [
    {
      check: ciMask.id,
      severity: 'medium',
      path: step.path,
      line: step.line + command.line,
      message: 'keeps a value from a secret store that is not masked',
      why: 'only secrets of the repository are masked by themselves: whatever prints this one puts it into the log',
      fix: ['right after it is fetched: echo "::add-mask::$NAME"'],
    },
  ];
}

/** https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands#setvariable-initialize-or-modify-the-value-of-a-variable */
function checkAzure(step: CiStep): Problem[] {
  return step.script.split('\n').flatMap((text, index): Problem[] => {
    const [, name = '', rest = ''] =
      /##vso\[task\.setvariable\s+variable=([\w.-]+)([^\]]{0,200})\]/i.exec(text.slice(0, 5000)) ?? [];
    if (!isSecretName(name) || /issecret=true/i.test(rest)) return [];
    return [
      {
        check: ciMask.id,
        severity: 'medium',
        path: step.path,
        line: step.line + index,
        message: `sets ${name} for later steps without masking it`,
        why: 'whatever prints it puts it into the log, and every later step gets it in its environment',
        fix: [`##vso[task.setvariable variable=${name};issecret=true]`],
      },
    ];
  });
}
