import type { Problem } from '../../model/problem.ts';
import type { Check } from '../check.ts';
import { ciFiles } from './files.ts';
import { secretsIn } from './references.ts';
import { readCommands } from './shell.ts';
import type { CiStep } from './step.ts';

const login =
  /^(?:sudo\s+)?(?:docker|podman|buildah|skopeo|helm(?:\s+registry)?|crane(?:\s+auth)?|oras|az(?:\s+acr)?|oc|cf|nerdctl|regctl(?:\s+registry)?)\s+login\b/;
const option = String.raw`(?:^|\s)(?:-p|-P|--password|--pass|--passwd|--token|--api-?key|--auth-?token|--secret|--client-secret|--storepass|--keypass|-storepass|-keypass|/p:?)(?:[ =]|\b)`;
const passing = new RegExp(option);
const others =
  /^(?:sudo\s+)?(?:sshpass\s+-p|curl\b.*\s(?:-u|--user)[ =]?|wget\b.*--(?:http-|ftp-)?password[ =]|mysql\w*\b.*\s(?:-p(?=\S)|--password=)|keytool\b|jarsigner\b|npm\s+(?:config\s+)?set\b.*_authToken|nuget\b.*-(?:apikey|password)\b|dotnet\s+nuget\s+push\b.*(?:-k|--api-key)\b|twine\s+upload\b.*\s-p\b|gem\s+push\b.*--key\b)/i;

/** Secrets on command lines, where every program of the machine can read them, and many tools print them. */
export const ciArgument: Check = {
  id: 'doctor-ci-argument',
  summary: 'CI scripts that pass secrets on a command line',
  async run(repository) {
    return (await ciFiles(repository)).flatMap(({ steps }) => steps.flatMap(checkStep));
  },
};

function checkStep(step: CiStep): Problem[] {
  return readCommands(step.script).flatMap(({ text, line }): Problem[] => {
    if (text.length > 5000) return [];
    const base = { check: ciArgument.id, path: step.path, line: step.line + line };
    const pasted =
      step.system === 'jenkins' && step.direct ? secretsIn({ ...step, variables: step.variables }, text) : [];
    if (pasted.length > 0) {
      return [
        {
          ...base,
          severity: 'medium',
          message: `Groovy puts ${pasted[0]} into the text of the command`,
          why: 'the command, with the secret in it, is in the list of processes, and may end up in the log',
          fix: ["write the script in single quotes: sh '... $NAME', so that the shell takes it from its environment"],
        },
      ];
    }
    const isLogin = login.test(text);
    if (!(isLogin && passing.test(text)) && !others.test(text)) return [];
    const [name] = secretsIn(step, text);
    if (name === undefined || /--password-stdin/.test(text)) return [];
    return [
      {
        ...base,
        severity: 'low',
        message: `passes ${name} on a command line`,
        why: 'the list of processes shows it to every program of the machine',
        fix: [
          isLogin
            ? `printf '%s' "$${name}" | ${text.split(/\s+/)[0]} login --username ... --password-stdin`
            : 'hand it over by the environment, a file or standard input',
        ],
      },
    ];
  });
}
