import { join } from 'node:path';
import { expect, it } from 'vitest';
import { idsForGitleaks, knownGitleaksIds } from '../../src/rules/gitleaks-ids.ts';
import { readPackFolder } from '../../src/rules/read-pack.ts';

it('names only rules that there are', async () => {
  const rules = await readPackFolder(join(import.meta.dirname, '../../rules'));
  const known = new Set(rules.map(({ id }) => id));
  const named = knownGitleaksIds.flatMap((id) => idsForGitleaks(id).slice(1));
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

it.each([
  ['gcp-api-key', ['gcp-api-key', 'google-api-key']],
  ['github-pat', ['github-pat']],
  ['constructor', ['constructor']],
  ['made-up', ['made-up']],
])('takes %s for %j', (id, ids) => {
  expect(idsForGitleaks(id)).toEqual(ids);
});
