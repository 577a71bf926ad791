import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../src/model/problem.ts';
import { seen } from '../../helpers/doctor.ts';

const path = '.github/workflows/ci.yml';
const ci: CheckId[] = [
  'doctor-ci-print',
  'doctor-ci-mask',
  'doctor-ci-argument',
  'doctor-ci-untrusted',
  'doctor-ci-debug',
];

/** A workflow of one job; its script begins in line 12. */
function workflow(script: string, on = 'push'): string {
  return `name: x
on: ${on}
jobs:
  a:
    runs-on: ubuntu-latest
    env:
      NAME: ada
    steps:
      - name: run
        env:
          TOKEN: \${{ secrets.TOKEN }}
        run: |
${script.replace(/^/gm, '          ')}
`;
}

async function told(script: string): Promise<string[]> {
  const found = await seen({ [path]: workflow(script) }, ...ci);
  return found.map((line) => line.replace(` ${path}:`, ' '));
}

describe('a script of a GitHub workflow', () => {
  it.each([
    [`echo \${{ secrets.DEPLOY_KEY }}`, 'medium 13 prints DEPLOY_KEY'],
    [`true\necho "it is \${{ secrets['DEPLOY_KEY'] }}"`, 'medium 14 prints DEPLOY_KEY'],
    ['echo "$TOKEN"', 'medium 13 prints TOKEN'],
    [`true && printf "%s" \${TOKEN}`, 'medium 13 prints TOKEN'],
    ['if true; then\n  echo $TOKEN\nfi', 'medium 14 prints TOKEN'],
    ['if true; then echo $TOKEN; fi', 'medium 13 prints TOKEN'],
    ['(echo $TOKEN)', 'medium 13 prints TOKEN'],
    ['cat <<< $TOKEN\ntrue', 'medium 13 prints TOKEN'],
    ["echo 'a\\\\'; echo $TOKEN", 'medium 13 prints TOKEN'],
    ['Write-Host $env:TOKEN', 'medium 13 prints TOKEN'],
    ['echo $TOKEN | base64', 'high 13 prints TOKEN in another form'],
    ['echo "$TOKEN" | sed "s/./& /g"', 'high 13 prints TOKEN in another form'],
    [`set -x\ngit config user.name "\${{ secrets.USER_NAME }}"`, 'low 14 a traced command holds USER_NAME'],
    ['set -x\ncurl -H "X: $TOKEN" https://example.com', 'medium 14 a traced command holds TOKEN'],
    ['env', 'medium 13 prints the whole environment, TOKEN in it'],
    [`echo '\${{ toJSON(secrets) }}' > x`, 'high 13 takes all secrets at once: toJSON(secrets)'],
    ['docker login -u ada -p $TOKEN', 'low 13 passes TOKEN on a command line'],
    [`docker login \\\n  --password \${{ secrets.P }} host`, 'low 13 passes P on a command line'],
    [
      'X=$(aws secretsmanager get-secret-value --secret-id a)\necho done',
      'medium 13 keeps a value from a secret store that is not masked',
    ],
    [
      'echo "X=$(vault kv get -field=x secret/a)" >> $GITHUB_ENV',
      'medium 13 keeps a value from a secret store that is not masked',
    ],
  ])('is told: %j', async (script, expected) => {
    expect(await told(script)).toEqual([expected]);
  });

  it.each([
    ['echo "$NAME"'],
    ['echo "$TOKEN" > token.txt'],
    ['echo "TOKEN=$TOKEN" >> "$GITHUB_ENV"'],
    ['echo "$TOKEN" | docker login --username ada --password-stdin'],
    ['echo "$KEY" | base64 -d > key.json'],
    ['echo "::add-mask::$TOKEN"'],
    ["echo '$TOKEN'"],
    ['echo "\\$TOKEN"'],
    ['[ -n "$TOKEN" ] && echo "there is one"'],
    ['if [ -z "$TOKEN" ]; then echo missing; fi'],
    [`echo "set: \${TOKEN:+yes}, of \${#TOKEN}"`],
    [`echo \${{ secrets.TOKEN != '' }}`],
    ['# echo $TOKEN'],
    ['echo "$(curl -H "X: $TOKEN" https://example.com)"'],
    ['set -x\nmake\nset +x\ncurl -H "X: $TOKEN" https://example.com'],
    ['X=$(aws secretsmanager get-secret-value --secret-id a)\necho "::add-mask::$X"'],
    ['aws secretsmanager get-secret-value --secret-id a > x.json'],
    ['cat <<EOF > x\n$TOKEN\nEOF'],
    ['env | grep NAME'],
    ['curl -H "Authorization: Bearer $TOKEN" https://example.com'],
  ])('is none of our business: %j', async (script) => {
    expect(await told(script)).toEqual([]);
  });

  it('may be switched to debug logs', async () => {
    expect(await seen({ [path]: 'env:\n  ACTIONS_STEP_DEBUG: true\n' }, ...ci)).toEqual([
      `low ${path}:2 ACTIONS_STEP_DEBUG is switched on for every run`,
    ]);
  });
});

describe('a workflow that strangers can start', () => {
  const job = (on: string, step: string, more = '') =>
    `on:\n  ${on}:\n${more}jobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: actions/setup-node@v4\n${step}\n`;
  const checkout = (ref: string) => `      - uses: actions/checkout@v4\n        with:\n          ref: ${ref}`;

  it.each([
    ['pull_request_target', checkout(`\${{ github.event.pull_request.head.sha }}`)],
    ['pull_request_target', checkout(`\${{ github.head_ref }}`)],
    ['pull_request_target', checkout(`refs/pull/\${{ github.event.number }}/merge`)],
    ['pull_request_target', `      - run: gh pr checkout \${{ github.event.number }}`],
    ['workflow_run', checkout(`\${{ github.event.workflow_run.head_sha }}`)],
  ])('under %s must not check out their code', async (on, step) => {
    expect(await seen({ [path]: job(on, step) }, ...ci)).toEqual([
      `high ${path}:8 checks out the code of a pull request under ${on}`,
    ]);
  });

  it.each([
    ['pull_request_target', 'github.event.pull_request.head.repo.full_name == github.repository'],
    ['workflow_run', "github.event.workflow_run.event == 'push' && success()"],
  ])('under %s may do so for what is pushed to this repository: %s', async (on, condition) => {
    const text = job(on, checkout(`\${{ github.event.pull_request.head.sha }}`)).replace(
      '    runs-on',
      `    if: ${condition}\n    runs-on`,
    );
    expect(await seen({ [path]: text }, ...ci)).toEqual([]);
  });

  it('is less of a concern where it has nothing to take', async () => {
    const text = job('pull_request_target', checkout(`\${{ github.head_ref }}`), 'permissions:\n  contents: read\n');
    expect(await seen({ [path]: text }, ...ci)).toEqual([
      `medium ${path}:10 checks out the code of a pull request under pull_request_target`,
    ]);
  });

  it.each([
    ['pull_request', checkout(`\${{ github.event.pull_request.head.sha }}`)],
    ['pull_request_target', '      - uses: actions/checkout@v4'],
    ['pull_request_target', checkout('main')],
    ['push', checkout(`\${{ github.head_ref }}`)],
  ])('under %s may do: %s', async (on, step) => {
    expect(await seen({ [path]: job(on, step) }, ...ci)).toEqual([]);
  });
});
