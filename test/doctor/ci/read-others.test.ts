import { describe, expect, it } from 'vitest';
import type { CheckId } from '../../../src/model/problem.ts';
import { diagnose, seen, tracked } from '../../helpers/doctor.ts';

const ci: CheckId[] = [
  'doctor-ci-print',
  'doctor-ci-mask',
  'doctor-ci-argument',
  'doctor-ci-untrusted',
  'doctor-ci-debug',
];

describe('files of other CI systems', () => {
  it('of GitLab are read, with its tags, anchors and merge keys', async () => {
    const text = `variables:
  CI_DEBUG_TRACE: "true"
.base: &base
  image: x
build:
  <<: *base
  script:
    - !reference [.other, script]
    - echo "$DB_PASSWORD"
    - |
      true
      docker login -u x -p $CI_REGISTRY_PASSWORD $CI_REGISTRY
    - echo "$CI_COMMIT_SHA" "$KEY_FILE"
    - echo "$DEPLOY_TOKEN" | docker login --password-stdin
`;
    expect(await seen({ '.gitlab-ci.yml': text }, ...ci)).toEqual([
      'high .gitlab-ci.yml:2 CI_DEBUG_TRACE is switched on for every run',
      'medium .gitlab-ci.yml:9 prints DB_PASSWORD',
      'low .gitlab-ci.yml:12 passes CI_REGISTRY_PASSWORD on a command line',
    ]);
  });

  it('of CircleCI are read', async () => {
    const text = `jobs:
  a:
    steps:
      - run: echo $AWS_SECRET_ACCESS_KEY
      - run:
          name: b
          command: |
            true
            printf "%s" $API_TOKEN | base64
`;
    expect(await seen({ '.circleci/config.yml': text }, ...ci)).toEqual([
      'high .circleci/config.yml:9 prints API_TOKEN in another form',
      'medium .circleci/config.yml:4 prints AWS_SECRET_ACCESS_KEY',
    ]);
  });

  it('of Azure are read', async () => {
    const text = `steps:
  - bash: |
      echo $(DB_PASSWORD)
      echo "##vso[task.setvariable variable=apiToken]$X"
      echo "##vso[task.setvariable variable=apiToken;issecret=true]$X"
      echo "##vso[task.setvariable variable=version]$X"
  - script: echo $(Build.SourceVersion)
variables:
  system.debug: true
`;
    expect(await seen({ 'azure-pipelines.yml': text }, ...ci)).toEqual([
      'medium azure-pipelines.yml:3 prints DB_PASSWORD',
      'medium azure-pipelines.yml:4 sets apiToken for later steps without masking it',
      'low azure-pipelines.yml:9 system.debug is switched on for every run',
    ]);
  });

  it('of Travis are read', async () => {
    expect(
      await seen(
        { '.travis.yml': 'script:\n  - echo $NPM_TOKEN\n  - npm test\n  - echo $PWD $PASS of $TOTAL\n' },
        ...ci,
      ),
    ).toEqual(['high .travis.yml:2 prints NPM_TOKEN']);
  });

  it('of Jenkins are read', async () => {
    const text = `pipeline {
  environment { DEPLOY = credentials('deploy') }
  stages {
    stage('a') {
      steps {
        withCredentials([string(credentialsId: 'x', variable: 'API_TOKEN')]) {
          sh 'echo $API_TOKEN'
          sh "curl -H 'X: \${API_TOKEN}' https://example.com"
          sh "echo \\$DEPLOY_USR"
          sh '''
            make
            echo $DEPLOY_PSW | rev
          '''
          sh 'make deploy'
        }
      }
    }
  }
}
`;
    expect(await seen({ Jenkinsfile: text }, ...ci)).toEqual([
      'high Jenkinsfile:12 prints DEPLOY_PSW in another form',
      'medium Jenkinsfile:7 prints API_TOKEN',
      'medium Jenkinsfile:8 Groovy puts API_TOKEN into the text of the command',
    ]);
  });

  it('that are no YAML are told, and no reason to stop', async () => {
    const made = tracked({ '.gitlab-ci.yml': 'a: [', '.travis.yml': 'script: echo $NPM_TOKEN\n' });
    const { problems, errors } = await diagnose(made, ci);
    expect(problems.map(({ message }) => message)).toEqual(['prints NPM_TOKEN']);
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['bad-yaml', '.gitlab-ci.yml']]);
  });

  it('may be as odd as they like', async () => {
    const script = `echo \${A\${A[ $((`.repeat(15_000);
    const text = `script:\n  - ${JSON.stringify(script)}\n`;
    const jenkins = `sh${' '.repeat(200_000)}x ${'sh "'.repeat(50_000)}`;
    expect(await seen({ '.travis.yml': text, Jenkinsfile: jenkins }, ...ci)).toEqual([]);
  });
});
