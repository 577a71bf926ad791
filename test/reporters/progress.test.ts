import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createProgress, describeProgress } from '../../src/reporters/progress.ts';

/** A stream that keeps what it is given, as a terminal of 80 columns or as a pipe. */
function makeStream(isTTY: boolean): Writable & { isTTY: boolean; text: string } {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      kept.text += String(chunk);
      done();
    },
  });
  const kept = Object.assign(stream, { isTTY, columns: 80, text: '' });
  return kept;
}

/** Waits until something is drawn. */
async function untilDrawn(stream: { text: string }): Promise<void> {
  while (!stream.text.includes('Scanning')) await sleep(5);
}

it.each([
  [
    { files: 812, expected: 1623, bytes: 8_120_000, findings: 3 },
    'Scanning [############------------] 812 of 1,623 files, 8.1 MB, 3 findings',
  ],
  [{ files: 1, expected: 0, bytes: 10, findings: 0 }, 'Scanning 1 file, 10 bytes'],
  [
    { files: 9, expected: 4, bytes: 10, findings: 1 },
    'Scanning [########################] 9 of 4 files, 10 bytes, 1 finding',
  ],
])('describes %j', (state, line) => {
  expect(describeProgress(state)).toBe(line);
});

const reading = { phase: 'read', commits: 812, expectedCommits: 19_252, findings: 0 } as const;

it.each([
  [{ ...reading, phase: 'list', commits: 0, expectedCommits: 0 }, 0, 'Listing commits'],
  [{ ...reading, phase: 'list', expectedCommits: 0 }, 0, 'Listing commits: 812 commits'],
  [reading, 0, 'Reading [#-----------------------] 812 of 19,252 commits'],
  [reading, 3120.4, 'Reading [#-----------------------] 812 of 19,252 commits, 3,120/s, 6 s left'],
  [
    { ...reading, commits: 9626, findings: 12 },
    41.3,
    'Reading [#####-----] 9,626 of 19,252 commits, 41/s, 4 min 0 s left, 12 findings',
  ],
  [
    { ...reading, commits: 19_252, findings: 1 },
    0,
    'Reading [########################] 19,252 of 19,252 commits, 1 finding',
  ],
  [
    { ...reading, commits: 999_999, expectedCommits: 1_000_000, findings: 1623 },
    12_345,
    'Reading 999,999 of 1,000,000 commits, 12,345/s, 1 s left, 1,623 findings',
  ],
  [
    { ...reading, phase: 'trace', expectedCommits: 0, commits: 0, findings: 3 },
    0,
    'Tracing what was found, 3 findings',
  ],
] as const)('describes %j at %d commits a second', (state, rate, line) => {
  expect(describeProgress(state, { rate })).toBe(line);
  expect(line.length).toBeLessThan(80);
});

it('says how fast a history is read and what remains, a phase at a time', async () => {
  const stream = makeStream(true);
  const progress = createProgress({ wanted: true, stream, delay: 0 });
  progress.update({ ...reading, phase: 'compare', commits: 19_252 });
  progress.update({ ...reading, commits: 0 });
  while (!stream.text.includes(' left')) {
    await sleep(20);
    progress.update({ ...reading, commits: 9626 });
  }
  progress.stop();
  expect(stream.text).toMatch(/Reading \[#+-+\] 9,626 of 19,252 commits, [\d,]+\/s, \d+ s left/);
});

it('draws on a terminal once the delay is over, and clears its line when stopped', async () => {
  const stream = makeStream(true);
  const progress = createProgress({ wanted: true, stream, delay: 0 });
  progress.update({ files: 1, expected: 4, bytes: 10, findings: 0 });
  await untilDrawn(stream);
  expect(stream.text).toContain('Scanning [######------------------] 1 of 4 files, 10 bytes');
  progress.stop();
  expect(stream.text.endsWith('\u001b[1G\u001b[2K')).toBe(true);
  const length = stream.text.length;
  progress.update({ files: 2, expected: 4, bytes: 10, findings: 0 });
  progress.stop();
  expect(stream.text.length).toBe(length);
});

it('draws from a busy loop that never lets the event loop run', async () => {
  const stream = makeStream(true);
  const progress = createProgress({ wanted: true, stream, delay: 0 });
  await untilDrawn(stream);
  let files = 0;
  while (!stream.text.includes('[########')) progress.update({ files: files++, expected: 1e6, bytes: 0, findings: 0 });
  progress.stop();
  expect(files).toBeGreaterThan(0);
});

it.each([
  ['it is not wanted', false, true],
  ['the stream is no terminal', true, false],
])('prints nothing when %s', async (_why, wanted, isTTY) => {
  const stream = makeStream(isTTY);
  const progress = createProgress({ wanted, stream, delay: 0 });
  await sleep(50);
  progress.update({ files: 1, expected: 4, bytes: 10, findings: 0 });
  progress.stop();
  expect(stream.text).toBe('');
});

it('prints nothing when the scan is over before the delay', async () => {
  const stream = makeStream(true);
  const progress = createProgress({ wanted: true, stream, delay: 1 });
  progress.stop();
  await sleep(50);
  expect(stream.text).toBe('');
});
