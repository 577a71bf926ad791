import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tar } from '../../helpers/archives.ts';
import { folder } from '../../helpers/folder.ts';
import { layout, layoutFiles, saved, savedFiles, sha256 } from '../../helpers/image.ts';
import { scanIn } from '../../helpers/scan.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';
import { slackBot } from '../../helpers/secrets.ts';

const base = tar([
  { name: 'etc/app.env', content: leak(1) },
  { name: 'etc/old/a.env', content: leak(2) },
  { name: 'srv/kept.env', content: leak(3) },
  { name: 'srv/new.env', content: leak(4) },
  { name: 'var/cache/x.env', content: leak(5) },
]);
const middle = tar([{ name: 'etc/.wh.app.env' }, { name: 'etc/.wh.old' }, { name: 'srv/new.env', content: 'nothing' }]);
const top = tar([{ name: 'var/cache/.wh..wh..opq' }, { name: 'var/cache/y.env', content: leak(6) }]);
const config = {
  architecture: 'amd64',
  config: {
    Env: ['PATH=/usr/bin', `SLACK_TOKEN=${slackBot(7)}`],
    Labels: { maintainer: 'nobody', token: slackBot(8) },
    Cmd: ['serve', `--token=${slackBot(9)}`],
  },
  history: [{ created_by: 'ADD rootfs.tar / # buildkit' }, { created_by: `RUN TOKEN=${slackBot(10)} make` }],
  author: `somebody ${slackBot(11)}`,
  variant: slackBot(12),
};
const parts = { layers: [base, middle, top], config };
const packed = { layers: [gzipSync(base), middle, gzipSync(top)], config };

const notes = (number: number, how: string) =>
  `layer ${number} of the image has it ${how}, yet who has the image has this`;

const fates = [
  ['etc/app.env', notes(2, 'deleted')],
  ['etc/old/a.env', notes(2, 'deleted')],
  ['srv/kept.env', undefined],
  ['srv/new.env', notes(2, 'replaced')],
  ['var/cache/x.env', notes(3, 'deleted')],
];

describe.each([
  ['docker save', saved(parts)],
  ['docker save, packed', gzipSync(saved(parts))],
  ['an OCI layout', layout(parts)],
  ['an OCI layout with packed layers', layout(packed)],
])('an image as %s', (_, content) => {
  it('is read layer by layer, and says what later layers delete', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'i.tar'), content);
    const { findings, errors } = await scanIn(cwd, { paths: ['i.tar'] });
    expect(errors).toEqual([]);
    expect(findings.filter(({ path }) => path.includes('layer')).map(({ path, remark }) => [path, remark])).toEqual([
      ...fates.map(([name, remark]) => [`i.tar!layer 1!${name}`, remark]),
      ['i.tar!layer 3!var/cache/y.env', undefined],
    ]);
  });

  it('is read with its variables, labels, commands and the steps it was built by', async () => {
    const { found, errors } = await scanArchive('i.tar', content);
    expect(errors).toBeUndefined();
    expect(found.filter((place) => place.includes('config'))).toEqual([
      'i.tar!config!Cmd:1',
      'i.tar!config!Env:2',
      'i.tar!config!Labels:2',
      'i.tar!config!history:2',
      'i.tar!config!rest:4',
      'i.tar!config!rest:5',
    ]);
  });
});

it('reads an OCI layout that is a folder', async () => {
  const cwd = folder(
    Object.fromEntries(layoutFiles([parts]).map(({ name, content }) => [`image/${name}`, `${content}`])),
  );
  const { findings, errors } = await scanIn(cwd, { paths: ['image'] });
  expect(errors).toEqual([]);
  const places = findings.map(({ path, remark }) => [path, remark]);
  expect(places.filter(([path]) => path?.includes('layer'))).toEqual([
    ...fates.map(([name, remark]) => [`image!layer 1!${name}`, remark]),
    ['image!layer 3!var/cache/y.env', undefined],
  ]);
});

it('tags what is in a layer', async () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'i.tar'), layout(parts));
  const { findings } = await scanIn(cwd, { paths: ['i.tar'] });
  const tags = findings.filter(({ path }) => /srv|y\.env/.test(path)).map((finding) => finding.tags.slice(-2));
  const digest = (layer: Buffer) => `layer:sha256:${sha256(layer)}`;
  expect(tags).toEqual([
    [expect.any(String), digest(base)],
    [digest(base), 'replaced-in-later-layer'],
    [expect.any(String), digest(top)],
  ]);
});

it('tells images of one archive apart', async () => {
  const other = { layers: [tar([{ name: 'b.env', content: leak(2) }])], config: {} };
  const content = layout({ layers: [tar([{ name: 'a.env', content: leak(1) }])], config: {} }, other);
  expect((await scanArchive('i.tar', content)).found).toEqual([
    'i.tar!image 1 layer 1!a.env:2',
    'i.tar!image 2 layer 1!b.env:2',
  ]);
});

it('reports layers that are not there', async () => {
  const files = savedFiles(parts).filter(({ name }) => !name.startsWith(sha256(middle)));
  expect((await scanArchive('i.tar', tar(files))).errors).toEqual([
    `image-incomplete: i.tar is an image without layer 2 (sha256:${sha256(middle)}), which was not read`,
  ]);
});

it('follows a layer that is written as a link to an equal one', async () => {
  const [first, , ...others] = savedFiles({ layers: [top, base], config: {} });
  const link = { name: `${sha256(base)}/layer.tar`, type: '2', link: `../${sha256(top)}/layer.tar` };
  const result = await scanArchive('i.tar', tar([first!, link, ...others]));
  expect(result.errors).toBeUndefined();
  expect(result.found).toEqual(['i.tar!layer 1!var/cache/y.env:2']);
});

it('reads an image without its index as the archives that are in it', async () => {
  const files = layoutFiles([parts]).filter(({ name }) => name !== 'index.json');
  const { found } = await scanArchive('i.tar', tar(files));
  expect(found.filter((place) => place.endsWith('!srv/kept.env:2'))).toEqual([
    `i.tar!blobs/sha256/${sha256(base)}!srv/kept.env:2`,
  ]);
});

it.each([
  ['a manifest of another shape', { 'manifest.json': '[{"Config":1,"Layers":{}},null,3]' }],
  ['an index that names itself', { 'index.json': '{"manifests":[{"digest":"sha256:../../index.json"}]}' }],
  ['no JSON', { 'manifest.json': '[', 'index.json': '{' }],
])('takes %s for an ordinary archive', async (_, files) => {
  const entries = Object.entries(files).map(([name, content]) => ({ name, content }));
  expect(await scanArchive('i.tar', tar([...entries, { name: 'blobs/a', content: leak() }]))).toEqual({
    found: ['i.tar!blobs/a:2'],
  });
});
