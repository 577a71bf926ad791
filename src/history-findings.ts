import { digestOptions } from './config/digest-options.ts';
import type { RefList } from './git/refs.ts';
import type { ResolvedSelection } from './git/selection.ts';
import { assembleFindings } from './history/assemble.ts';
import type { Audit } from './history/audit.ts';
import { createBoundary, settleBoundary } from './history/boundary.ts';
import { compareTexts } from './history/compare-findings.ts';
import { describeCommits, noCommit } from './history/describe-commits.ts';
import { gatherFacts, type HeldFacts } from './history/facts.ts';
import { markAncestors } from './history/reach.ts';
import { addHeld, digestCommits, exportErrors, exportFindings, type HeldAt, pathKey } from './history/shard/export.ts';
import { createSuppression, isAllowedIn, listIgnores } from './history/suppression.ts';
import { gatherTextFacts } from './history/text-facts.ts';
import type { AuditContext } from './history-context.ts';
import { displayPath, type HistoryScanner } from './history-scanner.ts';
import { remember } from './lib/remember.ts';
import type { Finding } from './model/finding.ts';
import type { ScanError } from './model/report.ts';
import type { Shard, ShardPart } from './model/shard.ts';
import { decodeUtf16 } from './sources/decode-utf16.ts';

/** A secret's bytes as they stand somewhere, and where. They leave memory only where the user asked for that. */
export interface RawSecret {
  bytes: Buffer;
  place: string;
  /** Whether it stands in a blob that git filter-repo takes for binary. */
  inBinary?: boolean;
}

/** From what was found to findings: when each secret came, whether it is gone, from where it can be reached. */
export async function explainFindings(context: AuditContext, audit: Audit) {
  const { options, selection, refs, scanner, part } = context;
  const { commits, versions, reader, problems } = audit;
  const { hits, pipeline } = scanner;
  const { holdings } = hits;
  const tips = selection.refs.map(({ name, id, peeled }) => ({
    name: displayPath(name),
    commit: commits.indexOf(peeled?.id ?? id),
  }));
  const head = refs.head === undefined ? -1 : commits.indexOf(refs.head);
  const readBlob = async (name: string) => {
    const answer = await reader.read(name);
    const content = answer.problem === undefined ? answer.content : undefined;
    return content && (decodeUtf16(content) ?? content);
  };
  const blobAt = async (commit: number, path: string) => {
    const answer = await reader.read(`${commits.idOf(commit)}:${path}`);
    if (answer.problem !== undefined) return undefined;
    if (answer.content) reader.recycle(answer.content);
    return answer.id;
  };
  hits.showPaths(remember(pipeline.hide));
  const allowedIn = (finding: Finding) => scanner.allowedIn.get(finding);
  const inTexts = hits.removeTexts(
    ({ commit, finding }) => commit >= 0 && isAllowedIn(allowedIn(finding), commits.idOf(commit)),
  );
  const textFacts = gatherTextFacts({ hits, commits, versions, refs: tips, head });
  const alsoHeld = new Map(
    [...textFacts].map(([secretHash, all]) => [secretHash, all.flatMap(({ holders }) => holders)]),
  );
  const release = (content: Buffer) => reader.recycle(content);
  const heldAt: HeldAt = new Map();
  const held = await gatherFacts({
    commits,
    versions,
    holdings,
    readBlob,
    release,
    blobAt,
    refs: tips,
    head,
    alsoHeld,
    ...(part && { onHeld: (place, ...told) => addHeld(heldAt, place, ...told) }),
  });
  const { firstParent } = selection;
  const extent = { firstParent, isClosed: isClosed(selection), head: refs.head };
  const boundary = createBoundary({ holdings, commits, versions, reader, readBlob, ...extent });
  const fileFacts = await settleBoundary(held, boundary);
  const places = [...[...fileFacts.values()].flatMap((each) => each.places), ...[...textFacts.values()].flat()];
  const describe = (numbers: Iterable<number>) => describeCommits(numbers, commits, reader, pipeline.hide);
  const known = await describe(namedCommits(places));
  const noteTips = tips.filter(({ name, commit }) => name.startsWith('refs/notes/') && commit >= 0);
  const notes = markAncestors(
    commits,
    noteTips.map(({ commit }) => commit),
  );
  const ignored = listIgnores(options.ignore);
  const assembled = assembleFindings({
    hits,
    fileFacts,
    textFacts,
    describe: (commit) => known.get(commit) ?? noCommit,
    timeOf: (commit) => (commit < 0 ? 0 : commits.timeOf(commit)),
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    hide: pipeline.hide,
    isSuppressed: createSuppression(ignored, allowedIn),
  });
  const errors = problems.list(
    (id) => {
      const found = versions.placesOf(id);
      const path = found[0] && pipeline.hide(displayPath(found[0].path));
      return { commits: [...new Set(found.map(({ commit }) => commits.idOf(commit)))], ...(path && { path }) };
    },
    (commit) => commits.indexOf(commit),
  );
  const suppressed = pipeline.gathered.suppressed + inTexts + assembled.suppressed;
  if (!part) return { ...assembled, suppressed, errors, shard: undefined };
  const exported = await exportFindings({
    ...{ hits, commits, versions, refs: tips, facts: held, heldAt, textFacts, describe, allowedIn },
    boundary,
    isClosed: extent.isClosed,
    isNote: (commit) => notes[commit] === 1,
    displayPath: (path) => pipeline.hide(displayPath(path)),
    hide: pipeline.hide,
  });
  const shard = describeShard(part, context, audit, { errors, ignored, suppressedInTexts: inTexts, exported });
  return { ...assembled, suppressed, errors, shard };
}

/** Whether with each commit all that leads to it is selected. */
function isClosed({ excluded, since, until, maxCommits }: ResolvedSelection): boolean {
  return excluded.length === 0 && [since, until, maxCommits].every((limit) => limit === undefined);
}

/** What a shard says of itself, beside what it found. */
function describeShard(
  part: ShardPart,
  { options, selection, refs, facts, scanner, unreachable }: AuditContext,
  { commits, submodules }: Audit,
  told: {
    errors: readonly ScanError[];
    ignored: Shard['ignored'];
    suppressedInTexts: number;
    exported: Awaited<ReturnType<typeof exportFindings>>;
  },
): Shard {
  const { suppressedIn, lfsPaths, pipeline } = scanner;
  const inFiles = [...suppressedIn].map(([key, count]) => [pathKey(key), count] as const);
  const inTexts = pipeline.gathered.suppressed + told.suppressedInTexts - sum(suppressedIn.values());
  const tips = selection.refs.map(({ name, id }) => `${name} ${id}`);
  const flags = [refs.head, selection.firstParent, selection.isEverything, unreachable, tips];
  return {
    ...part,
    options: digestOptions(options, 'found'),
    history: digestCommits(commits, JSON.stringify(flags)),
    redact: options.redact,
    notes: facts.notes,
    submodules: submodules.size,
    lfs: [...lfsPaths].map(pathKey).sort(),
    suppressed: { texts: inTexts, files: inFiles.sort(([a], [b]) => compareTexts(a, b)) },
    ignored: told.ignored,
    ...told.exported,
    errors: exportErrors(told.errors, (commit) => commits.indexOf(commit)),
  };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function namedCommits(places: readonly HeldFacts[]): Set<number> {
  const named = new Set<number>();
  for (const { first, last } of places) if (first >= 0) named.add(first).add(last);
  return named;
}

/** Refs that lead nowhere. */
export function refErrors({ problems }: RefList, { pipeline }: HistoryScanner): ScanError[] {
  return problems.map(({ name, id, message }) => ({
    code: 'ref-unreadable',
    message: pipeline.hide(`${displayPath(name)}: ${message}`),
    ...(id !== undefined && { object: id }),
  }));
}

/** The bytes of what is reported, wherever they stand. */
export function rawSecrets({ hits, binaryBlobs, pipeline }: HistoryScanner, findings: readonly Finding[]): RawSecret[] {
  const reported = new Set(findings.map(({ secretHash }) => secretHash));
  const inFiles = hits.holdings
    .filter(({ secretHash }) => reported.has(secretHash))
    .map(({ path, blob, secretHash, needle }) => {
      const line = hits.bySecret.get(secretHash)?.files.get(path)?.get(blob)?.[0]?.startLine ?? 1;
      const place = pipeline.hide(`${displayPath(path)}:${line}`);
      return { bytes: needle, place, inBinary: binaryBlobs.has(blob) };
    });
  const inTexts = [...hits.bySecret.values()]
    .flatMap(({ texts }) => texts)
    .filter(({ finding }) => reported.has(finding.secretHash))
    .map(({ finding, needle }) => ({ bytes: needle, place: `${finding.path}:${finding.startLine}` }));
  return [...inFiles, ...inTexts];
}
