import type { RefList } from './git/refs.ts';
import { listUnreachable } from './git/unreachable.ts';
import type { Audit } from './history/audit.ts';
import { scanCommitTexts, scanTagTexts } from './history/commit-texts.ts';
import { findTaggedBlobs, type Orphan, readOrphans } from './history/orphans.ts';
import { selectTexts } from './history/text-selection.ts';
import { scanNames } from './history/texts.ts';
import type { AuditContext } from './history-context.ts';
import { displayPath } from './history-scanner.ts';
import type { HistoryProgress } from './model/history.ts';

/** What is no file of a commit: messages, people, tags, names, and blobs that no commit has. */
export async function readTexts(
  context: AuditContext,
  audit: Audit,
  onProgress: ((progress: HistoryProgress) => void) | undefined,
): Promise<void> {
  const { git, scanner, signal, selection, store, share } = context;
  const { commits, versions, problems } = audit;
  if (signal.aborted) return;
  onProgress?.({ phase: 'texts', commits: 0, expectedCommits: 0, findings: scanner.hits.bySecret.size });
  const onProblem = (id: string, problem: 'missing' | 'damaged' | 'too-large', message: string) => {
    if (problem === 'too-large') scanner.pipeline.sink.skip(id, problem);
    else problems.add({ id, problem, message }, commits.indexOf(id) >= 0 ? [id] : []);
  };
  const read = selectTexts(commits, store, share.ofList(commits.count));
  const commitHooks = scanner.texts((index) => ({ commit: read.indexOf(index) }));
  await scanCommitTexts(read.ids, git, read.watch({ ...commitHooks, onProblem }), signal);
  if (signal.aborted) return;
  read.remember();
  const paths = [...versions.paths()].filter(share.ofNames);
  scanNames(
    'file-name',
    paths,
    scanner.texts((index) => ({ commit: -1, path: paths[index]! })),
  );
  // Of a part of a history, what leads to a commit of it.
  const named = selection.refs.filter(
    ({ id, peeled }) => selection.isEverything || selection.isPush || commits.indexOf(peeled?.id ?? id) >= 0,
  );
  const ownRefs = named.filter(({ name }) => share.ofNames(name));
  const placeOfRef = ({ name, id, peeled }: RefList['refs'][number]) => ({
    commit: commits.indexOf(peeled?.id ?? id),
    ref: displayPath(name),
  });
  scanNames(
    'ref',
    ownRefs.map(({ name }) => name),
    scanner.texts((index) => placeOfRef(ownRefs[index]!)),
  );
  // A tag of a tag is told of the first that leads to it: they are read all in one place, and each time.
  const tags = share.isFirst ? named.filter(({ type }) => type === 'tag') : [];
  const tagIds = { count: tags.length, idOf: (index: number) => tags[index]!.id };
  await scanTagTexts(tagIds, git, { ...scanner.texts((index) => placeOfRef(tags[index]!)), onProblem });
  const orphans = await findTaggedBlobs(named, audit.reader, problems);
  const all = [...orphans, ...(await findDangling(context, audit))];
  await scanOrphans(
    all.filter(({ blob }) => share.ofNames(blob)),
    context,
    audit,
  );
}

async function findDangling(
  { git, unreachable, signal }: AuditContext,
  { versions, problems }: Audit,
): Promise<Orphan[]> {
  if (!unreachable) return [];
  const { blobs, unreadable } = await listUnreachable(git, (id) => versions.blobNumber(id) >= 0, ['blob'], signal);
  for (const id of unreadable) problems.add({ id, problem: 'damaged', message: 'the object cannot be read' });
  return blobs.map((blob) => ({ blob, path: '(unreachable file)', isFile: false }));
}

async function scanOrphans(
  orphans: readonly Orphan[],
  { options, scanner }: AuditContext,
  audit: Audit,
): Promise<void> {
  await readOrphans(orphans, audit.reader, audit.problems, async (orphan, content, size) => {
    if (size > options.maxFileSize) scanner.pipeline.sink.skip(displayPath(orphan.path), 'too-large');
    else await scanner.scanOrphan(orphan, content ?? audit.reader.stream(orphan.blob));
  });
}
