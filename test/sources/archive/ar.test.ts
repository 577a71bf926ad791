import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { tar } from '../../helpers/archives.ts';
import { leak, scanArchive } from '../../helpers/scan-archive.ts';

function ar(...members: readonly [name: string, content: string | Buffer][]): Buffer {
  const parts = members.flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    const head = `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'100644'.padEnd(8)}${String(bytes.length).padEnd(10)}\`\n`;
    return [Buffer.from(head), bytes, Buffer.alloc(bytes.length % 2, '\n')];
  });
  return Buffer.concat([Buffer.from('!<arch>\n'), ...parts]);
}

it("reads Debian's packages", async () => {
  const data = gzipSync(tar([{ name: './etc/app.env', content: leak() }]));
  const content = ar(['debian-binary', '2.0\n'], ['data.tar.gz', data]);
  expect(await scanArchive('app.deb', content)).toEqual({ found: ['app.deb!data.tar.gz!etc/app.env:2'] });
});

it('reads long names, as GNU and BSD have them', async () => {
  const long = 'a-name-that-is-longer-than-sixteen.env';
  const gnu = ar(['/', 'x'], ['//', `${long}/\n`], ['/0', leak()]);
  expect(await scanArchive('a.a', gnu)).toEqual({ found: [`a.a!${long}:2`] });
  const bsd = ar([`#1/${long.length + 2}`, `${long}\0\0${leak()}`]);
  expect(await scanArchive('a.a', bsd)).toEqual({ found: [`a.a!${long}:2`] });
});

it('reports what is damaged or cut off', async () => {
  const whole = ar(['a', leak()], ['b', 'and no more']);
  expect(await scanArchive('a.a', whole.subarray(0, -5))).toEqual({
    found: ['a.a!a:2'],
    errors: ['archive-damaged: a.a is damaged: it ends too early'],
  });
  const at = whole.indexOf('b  ');
  whole[at + 58] = 1;
  expect(await scanArchive('a.a', whole)).toEqual({
    found: ['a.a!a:2'],
    errors: [`archive-damaged: a.a is damaged: there is no entry at byte ${at}`],
  });
});
