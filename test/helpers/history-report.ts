import type { Finding } from '../../src/model/finding.ts';
import type { FindingHistory, HistoryPlace } from '../../src/model/history.ts';
import type { Report } from '../../src/model/report.ts';
import { makeFinding, makeReport } from '../reporters/make-report.ts';

/** Full commit ids from one hex digit or a few: `commitId('1a')`. */
export function commitId(digits: string): string {
  return digits.repeat(40).slice(0, 40);
}

/** A place that one commit brought and another was the last to hold, with changes. */
export function makeHistoryPlace(changes: Partial<HistoryPlace> = {}): HistoryPlace {
  return {
    kind: 'file',
    path: 'src/store.ts',
    startLine: 12,
    endLine: 12,
    startColumn: 14,
    endColumn: 26,
    commit: commitId('1a'),
    author: 'Ada Example',
    email: 'ada@example.com',
    date: '2024-01-02T03:04:05Z',
    lastCommit: commitId('2b'),
    lastDate: '2024-05-06T07:08:09Z',
    commitCount: 12,
    inHead: false,
    ...changes,
  };
}

/** A finding of a history at one place, which its history's facts are made from; with changes of either. */
export function makeHistoryFinding({
  history = {},
  place = {},
  ...changes
}: Partial<Omit<Parameters<typeof makeFinding>[0] & object, 'history'>> & {
  history?: Partial<FindingHistory>;
  place?: Partial<HistoryPlace>;
} = {}): Finding {
  const first = makeHistoryPlace(place);
  const { kind, path, commit, author, email, date, lastCommit, lastDate, commitCount, inHead } = first;
  const facts: FindingHistory = {
    kind,
    commit,
    author,
    email,
    date,
    message: 'add the store',
    lastCommit,
    lastDate,
    commitCount,
    inHead,
    refs: ['refs/heads/main', 'refs/tags/v1.0'],
    refCount: 2,
    places: [first],
    placeCount: 1,
    otherRules: [],
    ...history,
  };
  return { ...makeFinding({ path, ...changes }), history: facts };
}

/** A report of an audit that found and missed nothing, with changes. */
export function makeHistoryReport(changes: Partial<Report> = {}): Report {
  return makeReport({
    command: 'history',
    durationMs: 6400,
    scanned: { files: 61_203, bytes: 1_100_000_000, commits: 19_252, blobs: 61_203, skipped: [] },
    history: { commits: 19_252, refs: 143, isShallow: false, isPartial: false, notes: [] },
    ...changes,
  });
}

/** A report in which everything that a history report can hold is there. */
export function makeFullHistoryReport(): Report {
  const other = makeHistoryPlace({
    path: 'old/ünï.ts',
    startLine: 3,
    endLine: 3,
    commit: commitId('3c'),
    author: '',
    email: '',
    date: '',
    lastDate: '',
  });
  return makeHistoryReport({
    scanned: {
      files: 9,
      bytes: 99,
      commits: 1200,
      blobs: 8,
      skipped: [{ path: 'big.bin', reason: 'lfs-pointer' }],
    },
    history: { commits: 1300, refs: 2, isShallow: true, isPartial: true, notes: ['3 replaced objects are ignored'] },
    findings: [
      makeHistoryFinding({
        history: { places: [makeHistoryPlace(), other], placeCount: 130, otherRules: ['generic-key'] },
      }),
      makeHistoryFinding({
        path: '(commit message)',
        secretHash: 'h2',
        fingerprint: 'f2',
        place: { kind: 'message', path: '(commit message)', startLine: 3, endLine: 3, inHead: true },
        history: { refs: [], refCount: 0 },
      }),
    ],
    errors: [
      {
        code: 'object-missing',
        message: 'the blob is missing',
        path: 'src/gone.ts',
        object: commitId('4d'),
        commits: [commitId('5e'), commitId('6f')],
      },
      { code: 'interrupted', message: 'interrupted' },
    ],
  });
}
