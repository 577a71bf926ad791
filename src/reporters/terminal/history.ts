import { displayWidth } from '../../lib/display-width.ts';
import { escapeControl } from '../../lib/escape-control.ts';
import { formatCount, formatNoun } from '../../lib/format-amount.ts';
import type { Finding } from '../../model/finding.ts';
import type { FindingHistory, HistoryPlace, HistoryScope } from '../../model/history.ts';
import { confidences, severities } from '../../model/level.ts';
import type { Report } from '../../model/report.ts';
import { dayOf, shortCommit } from '../kind-words.ts';
import { explainBlocked } from './blocked.ts';
import { explainCleanUp } from './clean-up.ts';
import { describeAdvice, describeEvidence, describeTitle } from './finding.ts';
import { drawFrame } from './frame.ts';
import { summarizeHistory } from './history-summary.ts';
import { describeKnown } from './known.ts';
import { joinTexts, type Layout, labelled, shownPath } from './layout.ts';
import { listErrors, listUnusedAllows } from './summary.ts';

const placesShown = 3;
const refsShown = 4;
/** Another name of a branch that is listed itself. */
const remoteHead = /^refs\/remotes\/[^/]+\/HEAD$/;

/** A finding of a history, with its history. */
type Audited = Finding & { history: FindingHistory };

/** The report of a history: secrets, newest danger first, then errors, a summary, and what cleaning takes. */
export function* reportHistory(given: Layout, report: Report, scope: HistoryScope): Generator<string> {
  // Its files may be gone, and a bare repository has none: paths stay as git names them.
  const layout: Layout = { ...given, context: { ...given.context, cwd: report.root } };
  const { quiet } = layout.context;
  const findings = report.findings.filter(isAudited);
  yield* describeGroup(
    layout,
    'Still in HEAD',
    findings.filter(({ history }) => history.inHead),
  );
  yield* describeGroup(
    layout,
    'In the history only',
    findings.filter(({ history }) => !history.inHead),
  );
  if (layout.context.showKnown) {
    yield* describeGroup(layout, `Known in ${escapeControl(report.baseline ?? '')}`, report.known.filter(isAudited));
  }
  const errors = listErrors(layout, report);
  if (errors) yield `${errors}${quiet ? '' : '\n'}`;
  if (quiet) return;
  const unused = listUnusedAllows(layout, report);
  if (unused) yield `${unused}\n`;
  yield summarizeHistory(layout, report, scope);
  if (findings.length === 0) return;
  // What a hook looked at is not out yet.
  yield `\n${explainBlocked(layout, report) ?? explainCleanUp(given, report)}`;
}

function isAudited(finding: Finding): finding is Audited {
  return finding.history !== undefined;
}

function* describeGroup(layout: Layout, heading: string, findings: Audited[]): Generator<string> {
  if (findings.length === 0) return;
  yield `${layout.style.path(`${heading}: ${formatNoun(findings.length, 'secret')}`)}\n\n`;
  for (const finding of findings.sort(byDanger)) yield `${describeSecret(layout, finding)}\n`;
}

function byDanger(one: Audited, other: Audited): number {
  return (
    severities.indexOf(other.severity) - severities.indexOf(one.severity) ||
    confidences.indexOf(other.confidence) - confidences.indexOf(one.confidence) ||
    compare(other.history.lastDate, one.history.lastDate) ||
    compare(one.path, other.path) ||
    one.startLine - other.startLine
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function describeSecret(layout: Layout, finding: Audited): string {
  const { history } = finding;
  const texts = [describeTitle(layout, finding), describePosition(layout, finding), drawFrame(layout, finding)];
  texts.push(labelled(layout, 'Added:', introduction(history)));
  texts.push(labelled(layout, history.inHead ? 'Still in HEAD:' : 'Not in HEAD:', extent(layout, history)));
  const others = otherPlaces(layout, finding);
  if (others) texts.push(labelled(layout, 'Also at', others));
  texts.push(describeKnown(layout, finding));
  if (layout.context.verbose) {
    if (history.otherRules.length > 0) texts.push(labelled(layout, 'Matches too:', history.otherRules.join(', ')));
    texts.push(...describeEvidence(layout, finding));
  }
  return [...texts, describeAdvice(layout, finding)].join('');
}

function describePosition(layout: Layout, finding: Audited): string {
  const rule = `${escapeControl(finding.ruleId)}, confidence ${finding.confidence}`;
  const { startLine, startColumn, path, history } = finding;
  const place = placeText(layout, { path, startLine, kind: history.kind, commit: history.commit }, `:${startColumn}`);
  const fits = displayWidth(place) + displayWidth(rule) + 4 <= layout.context.width;
  return `  ${place}${fits ? '  ' : '\n  '}${rule}\n`;
}

/** Where it stands, in words where that is no file. */
function placeText(
  layout: Layout,
  { kind, path, startLine, commit }: Pick<HistoryPlace, 'kind' | 'path' | 'startLine' | 'commit'>,
  column = '',
): string {
  switch (kind) {
    case 'file':
      return `${shownPath(layout, path)}:${startLine}${column}`;
    case 'note':
      return `note ${shownPath(layout, path)}:${startLine}${column}`;
    case 'message':
      return `message of ${escapeControl(shortCommit(commit))}, line ${startLine}`;
    case 'author':
    case 'committer':
      return `${kind} of ${escapeControl(shortCommit(commit))}`;
    case 'tag':
      return `annotated tag, line ${startLine}`;
    case 'ref':
      return 'name of a ref';
    case 'file-name':
      return 'name of a file';
  }
}

/** `1a2b3c4d5e on 2024-01-02 by Ada <ada@example.com>: "add the store"`. */
function introduction({ commit, date, author, email, message }: FindingHistory): string {
  const who = [author, email && `<${email}>`].filter((text) => text !== '').join(' ');
  return `${shortCommit(commit)}${onDay(date)}${who && ` by ${who}`}${message && `: "${message}"`}`;
}

/** `last in 2b3c4d5e6f on 2024-05-06; in 12 commits, on main, tag v1.0 and 3 more refs`. */
function extent({ context }: Layout, history: FindingHistory): string {
  const { inHead, lastCommit, lastDate, commitCount, refs, refCount } = history;
  const last = inHead ? '' : `last in ${shortCommit(lastCommit)}${onDay(lastDate)}; `;
  const named = refs.filter((ref) => !remoteHead.test(ref));
  const shown = named.slice(0, context.verbose ? named.length : refsShown).map(refText);
  const more = refCount - shown.length - (refs.length - named.length);
  if (more > 0) shown.push(shown.length === 0 ? formatNoun(more, 'ref') : `${formatCount(more)} more`);
  const on = shown.length === 0 ? 'that no ref leads to' : `on ${joinTexts(shown)}`;
  return `${last}in ${formatNoun(commitCount, 'commit')} ${on}`;
}

function refText(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, '').replace(/^refs\/tags\//, 'tag ');
}

function onDay(date: string): string {
  return date && ` on ${dayOf(date)}`;
}

function otherPlaces(layout: Layout, { history, ...own }: Audited): string {
  const { places, placeCount } = history;
  const others = places.filter(({ path, startLine, commit }) => {
    return path !== own.path || startLine !== own.startLine || commit !== history.commit;
  });
  const shown = layout.context.verbose ? others : others.slice(0, placesShown);
  const texts = shown.map((place) => {
    const state = place.inHead ? 'in HEAD' : `until ${shortCommit(place.lastCommit)}`;
    return `${placeText(layout, place)} (${state})`;
  });
  const more = Math.max(placeCount - 1, others.length) - shown.length;
  if (more > 0) texts.push(`${formatCount(more)} more`);
  return joinTexts(texts);
}
