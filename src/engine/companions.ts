import { severities } from '../model/level.ts';
import type { Match } from '../model/match.ts';
import type { Companion } from '../model/rule.ts';
import { createPeers, type LinePlace, type Peers } from './peers.ts';
import type { Trace } from './trace.ts';

/**
 * Joins the parts of multi-part credentials: a match takes the nearest match of each companion rule as its part. One
 * that lacks a required companion is dropped, and so are parts that nobody took. Matches come and go in order of place.
 */
export function joinCompanions(matches: readonly Match[], text: string, trace?: Trace): Match[] {
  if (!matches.some(({ rule }) => rule.isPart || rule.companions.length > 0)) return [...matches];
  const places = placesOf(matches, text);
  const byRule = groupByRule(matches, places);
  const absorbed = new Set<Match>();
  const dropped = new Set<Match>();
  const joined = new Map<Match, Match>();
  for (const match of matches) {
    if (match.rule.companions.length === 0 || absorbed.has(match)) continue;
    const parts: Match[] = [];
    for (const companion of match.rule.companions) {
      const part = nearest(match, companion, byRule.get(companion.rule), places);
      if (part !== undefined) parts.push(part);
      else if (companion.required) {
        dropped.add(match);
        tell(trace, match, `no ${companion.rule} within ${companion.within} lines`);
      }
    }
    if (dropped.has(match) || parts.length === 0) continue;
    for (const part of parts) {
      absorbed.add(part);
      byRule.get(part.rule.id)!.remove(part);
    }
    joined.set(match, join(match, parts));
  }
  return matches
    .filter((match) => !absorbed.has(match) && !dropped.has(match))
    .filter(
      (match) => !match.rule.isPart || joined.has(match) || tell(trace, match, 'only ever part of another finding'),
    )
    .map((match) => joined.get(match) ?? match);
}

function groupByRule(matches: readonly Match[], places: ReadonlyMap<Match, LinePlace>): Map<string, Peers> {
  const wanted = new Set(matches.flatMap(({ rule }) => rule.companions.map((companion) => companion.rule)));
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    if (!wanted.has(match.rule.id)) continue;
    const group = groups.get(match.rule.id);
    if (group) group.push(match);
    else groups.set(match.rule.id, [match]);
  }
  return new Map([...groups].map(([id, group]) => [id, createPeers(group, (match) => places.get(match)!)]));
}

function tell(trace: Trace | undefined, match: Match, message: string): false {
  trace?.({ ruleId: match.rule.id, start: match.start, end: match.end, message });
  return false;
}

/** The closest match of the companion's rule that is nobody's part yet, by lines; of two the one before. */
function nearest(
  match: Match,
  { within, withinColumns }: Companion,
  peers: Peers | undefined,
  places: ReadonlyMap<Match, LinePlace>,
): Match | undefined {
  if (peers === undefined) return undefined;
  const { line } = places.get(match)!;
  const found = [peers.before(match, within, withinColumns), peers.after(match, within, withinColumns)];
  const distance = (other: Match) => Math.abs(places.get(other)!.line - line);
  return found.filter((other) => other !== undefined).sort((a, b) => distance(a) - distance(b))[0];
}

/** The most severe member is the finding, so that it points at the secret and not at its id; the others are parts. */
function join(match: Match, parts: readonly Match[]): Match {
  const members = [match, ...parts];
  const main = members.reduce((a, b) => (severities.indexOf(b.severity) > severities.indexOf(a.severity) ? b : a));
  const others = members.filter((member) => member !== main);
  return {
    ...main,
    reasons: [...main.reasons, `stands with ${others.map(({ rule }) => rule.id).join(', ')}`],
    parts: [...main.parts, ...others.map(({ rule, start, end, secret }) => ({ ruleId: rule.id, start, end, secret }))],
  };
}

function placesOf(matches: readonly Match[], text: string): Map<Match, LinePlace> {
  const places = new Map<Match, LinePlace>();
  let line = 0;
  let lineStart = 0;
  let at = text.indexOf('\n');
  for (const match of matches) {
    while (at >= 0 && at < match.start) {
      line++;
      lineStart = at + 1;
      at = text.indexOf('\n', lineStart);
    }
    places.set(match, { line, column: match.start - lineStart });
  }
  return places;
}
