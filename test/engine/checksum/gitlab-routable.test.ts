import { expect, it } from 'vitest';
import { gitlabRoutable } from '../../../src/engine/checksum/gitlab-routable.ts';

function sign(routing: string, prefix = ['gl', 'pat-'].join('')): string {
  const random = Buffer.from(Array.from({ length: 16 }, (_, i) => (i * 151 + 77) & 0xff));
  const payload = Buffer.concat([random, Buffer.from(routing), Buffer.from([routing.length])]);
  const body = prefix + payload.toString('base64url');
  return body + gitlabRoutable.sign(body);
}

it('reads the ids that route a token, from base 36', () => {
  const routed = sign('c:1\no:a\nu:zz');
  expect(gitlabRoutable.check(routed)).toBe('valid');
  expect(gitlabRoutable.describe?.(routed)).toEqual(['GitLab cell 1', 'GitLab organization 10', 'GitLab user 1295']);
});

it('reads them behind the prefix of a runner', () => {
  const routed = sign('g:2\no:1\np:10\nt:3', ['gl', 'rt-t3_'].join(''));
  expect(gitlabRoutable.check(routed)).toBe('valid');
  expect(gitlabRoutable.describe?.(routed)).toEqual(['GitLab group 2', 'GitLab organization 1', 'GitLab project 36']);
});

it('says nothing of a payload that is no routing', () => {
  expect(gitlabRoutable.describe?.(sign('o:1 \x1b[31m'))).toEqual([]);
});
