import { describe, expect, it } from 'vitest';
import { builtInEngine, hits } from '../../helpers/engine.ts';

/** A password as people make them at random. */
const v = ['Vt8p', 'Qz3k', 'Lm9w'].join('');
const engine = builtInEngine();

describe('a password on a command line is found', () => {
  it.each([
    ['of curl', `curl -u deploy:${v} https://files.company.test`],
    ['of curl, among other flags', `curl -fsSLu deploy:${v} https://files.company.test`],
    ['of curl, in quotes', `curl --user "deploy:${v}" https://files.company.test`],
    ['of curl, on a line that goes on', `curl https://files.company.test \\\n  -X POST \\\n  -u 'deploy:${v}'\n`],
    ['of curl, for a proxy', `curl --proxy-user deploy:${v} https://files.company.test`],
    ['of sshpass', `sshpass -p ${v} ssh deploy@10.0.0.5`],
    ['of mysql', `mysql -h db -uroot -p${v} shop < shop.sql`],
    ['of mysqldump', `mysqldump -uroot -p'${v}' shop`],
    ['of mongosh', `mongosh -u root -p ${v} shop`],
    ['of docker', `docker login -u ci -p ${v} registry.company.test`],
    ['of podman', `podman login -p ${v} -u ci registry.company.test`],
    ['of redis-cli', `redis-cli -h cache -a ${v} ping`],
    ['of ldapsearch', `ldapsearch -x -D cn=admin -w ${v} uid=1`],
  ])('%s', (_, text) => {
    expect(hits(engine, `${text}\n`, 'deploy.sh')).toEqual([['command-line-password', v]]);
  });
});

describe('nothing is found', () => {
  it.each([
    ['for variables', 'curl -u "$USER:$PASSWORD" https://files.company.test'],
    ['for a template', ['curl -u deploy', '{{password}} https://files.company.test'].join(':')],
    ['for placeholders', ['curl -u user', 'password https://files.company.test'].join(':')],
    ['for a default', ['curl -u elastic', 'changeme https://es.company.test'].join(':')],
    ['for one character over and over', ['curl -u deploy', '111111@ https://es.company.test'].join(':')],
    ['for a password that is the user', ['curl -u deploy', 'deploy https://files.company.test'].join(':')],
    ['for a user alone', `curl -u deploy https://files.company.test/a:${v}`],
    ['for an option of the next command', `curl https://files.company.test | tool -u deploy:${v}`],
    ['for a database after a prompt', 'mysql -u root -p shop_production_1'],
    ['for ports', 'docker run -p 8080:8080 login'],
    ['for a password from standard input', 'docker login -u ci --password-stdin registry.company.test'],
  ])('%s', (_, text) => {
    expect(hits(engine, `${text}\n`, 'deploy.sh')).toEqual([]);
  });

  it('in a long line of nothing but commands', () => {
    expect(hits(engine, 'curl -u '.repeat(20_000), 'deploy.sh')).toEqual([]);
  });
});

it.each([
  ['a colour', (token: string) => `\u001b[1;32m${token}\u001b[0m`],
  ['a colour written out', (token: string) => `echo "\\033[32m${token}"`],
  ['a line break written out', (token: string) => `"\\n${token}"`],
])('a token right after %s is found', (_, write) => {
  const token = `glpat-${v}${v.slice(0, 8)}`;
  expect(hits(engine, `${write(token)} `, 'build.txt').map(([rule]) => rule)).toEqual(['gitlab-pat']);
});
