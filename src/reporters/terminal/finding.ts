import { displayWidth } from '../../lib/display-width.ts';
import { escapeControl } from '../../lib/escape-control.ts';
import { formatCount } from '../../lib/format-amount.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Finding, Place } from '../../model/finding.ts';
import { drawFrame } from './frame.ts';
import { describeKnown } from './known.ts';
import { joinTexts, type Layout, labelled, shownPath, shownPlace } from './layout.ts';

const placesShown = 3;

/** One secret: what it is, where it stands, its masked line, its other places, what to do next. */
export function describeFinding(layout: Layout, finding: Finding): string {
  const texts = [describeTitle(layout, finding), position(layout, finding), drawFrame(layout, finding)];
  if (finding.remark !== undefined) texts.push(labelled(layout, 'Note:', finding.remark));
  const others = otherPlaces(layout, finding);
  if (others) texts.push(labelled(layout, 'Also at', others));
  texts.push(describeKnown(layout, finding));
  if (layout.context.verbose) texts.push(...describeEvidence(layout, finding));
  return [...texts, describeAdvice(layout, finding)].join('');
}

/** Severity and description, wrapped. */
export function describeTitle({ style, context }: Layout, { severity, description }: Finding): string {
  const indent = 2 + severity.length + 2;
  const lines = wrapText(escapeControl(description), context.width - indent);
  const text = lines.map((line) => style.strong(line)).join(`\n${' '.repeat(indent)}`);
  return `  ${style.severity[severity](severity)}  ${text}\n`;
}

function position(layout: Layout, finding: Finding): string {
  const rule = `${escapeControl(finding.ruleId)}, confidence ${finding.confidence}`;
  const place = `${shownPath(layout, finding.path)}:${finding.startLine}:${finding.startColumn}`;
  const fits = displayWidth(place) + displayWidth(rule) + 4 <= layout.context.width;
  return `  ${shownPlace(layout, finding)}${fits ? '  ' : '\n  '}${rule}\n`;
}

/** What to do next; its page stands under it, or further left where that keeps the address on one line. */
export function describeAdvice(layout: Layout, { advice, adviceUrl }: Finding): string {
  const text = advice ? labelled(layout, 'Next:', advice) : '';
  const url = escapeControl(adviceUrl ?? '');
  const indent = displayWidth(url) + 8 <= layout.context.width ? 8 : 2;
  return url ? `${text}${' '.repeat(indent)}${url}\n` : text;
}

function otherPlaces(layout: Layout, finding: Finding): string {
  const others = finding.places.filter((place) => !isSame(place, finding));
  const shown = layout.context.verbose ? others : others.slice(0, placesShown);
  const texts = shown.map(({ path, startLine }) => `${shownPath(layout, path)}:${startLine}`);
  const more = Math.max(finding.placeCount - 1, others.length) - shown.length;
  if (more > 0) texts.push(`${formatCount(more)} more`);
  return joinTexts(texts);
}

function isSame(one: Place, other: Place): boolean {
  return one.path === other.path && one.startLine === other.startLine && one.startColumn === other.startColumn;
}

/** Why it was reported: for whoever doubts it. */
export function describeEvidence(layout: Layout, finding: Finding): string[] {
  const texts: string[] = [];
  if (finding.reasons.length > 0) texts.push(labelled(layout, 'Why:', finding.reasons.join('; ')));
  if (finding.decoded.length > 0) texts.push(labelled(layout, 'Decoded:', finding.decoded.join(', then ')));
  for (const part of finding.parts) {
    const place = `${shownPath(layout, part.path)}:${part.startLine}:${part.startColumn}`;
    texts.push(labelled(layout, 'With', `${part.name ?? part.ruleId} ${part.redacted} at ${place}`));
  }
  return [...texts, labelled(layout, 'Fingerprint:', finding.fingerprint)];
}
