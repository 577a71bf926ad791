import { isDay } from '../lib/is-day.ts';
import { readJson } from '../lib/read-json.ts';
import { UserError } from '../lib/user-error.ts';
import { type Decision, decisions } from '../model/known.ts';
import { readCsv } from './read-csv.ts';

/** A decision as a file gives it. */
export interface GivenDecision {
  id: string;
  decision: Decision;
  reason?: string;
  by?: string;
  until?: string;
  /** `FILE:LINE`, maybe with a column, for messages. */
  place: string;
}

const mostText = 4096;
const keys = ['id', 'decision', 'reason', 'until', 'by'] as const;
/** What else `baseline report` tells of an entry: its output, edited, is a file of decisions. */
const reported = ['ruleId', 'path', 'at', 'isExpired', 'isExpiring', 'history', 'advice', 'adviceUrl'];

type Row = { members: Readonly<Record<string, unknown>>; place: string };

/**
 * Reads decisions: a JSON list, an object a line, a table (CSV) with names in its first line, or what `baseline report`
 * printed as JSON. Throws `UserError` that names the line, the rule broken and the value.
 */
export function readDecisions(text: string, name: string): GivenDecision[] {
  const given = readRows(text.replace(/^\ufeff/, ''), name).map(readRow);
  const byId = new Map<string, GivenDecision>();
  for (const each of given) {
    const before = byId.get(each.id);
    if (before) throw fault(each.place, `${each.id} is decided on before, in ${before.place}`);
    byId.set(each.id, each);
  }
  return given;
}

function fault(place: string, problem: string): UserError {
  return new UserError('bad-decisions', `${place}: ${problem}; nothing was decided`);
}

function readRows(text: string, name: string): Row[] {
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) throw fault(name, 'holds no decisions');
  if (first === '[') return readList(text, name);
  if (first !== '{') return readTable(text, name);
  return isOneObject(text) ? readList(text, name) : readLines(text, name);
}

/** What a report is; a decision has its line to itself. */
function isOneObject(text: string): boolean {
  return /^\s*\{\s*"(?:baseline|entries)"/.test(text);
}

function readList(text: string, name: string): Row[] {
  const { value, placeOf } = readJson(text, name, 'bad-decisions');
  const path = Array.isArray(value) ? [] : ['entries'];
  const list = Array.isArray(value) ? value : (value as Record<string, unknown>).entries;
  if (!Array.isArray(list)) throw fault(placeOf(path), '"entries" must be a list');
  return list.map((each: unknown, index) => toRow(each, placeOf([...path, index])));
}

function readLines(text: string, name: string): Row[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${name}:${index + 1}`;
    try {
      return [toRow(JSON.parse(line), place)];
    } catch (error) {
      throw error instanceof UserError ? error : fault(place, 'is no JSON; each line must be an object');
    }
  });
}

function readTable(text: string, name: string): Row[] {
  const { rows, fault: line } = readCsv(text);
  if (line !== undefined) throw fault(`${name}:${line}`, 'a quote is not closed, or something stands behind it');
  const [head, ...rest] = rows as [(typeof rows)[number], ...typeof rows];
  const names = head.cells.map((each) => each.trim());
  for (const needed of ['id', 'decision']) {
    if (names.includes(needed)) continue;
    const hint = `the first line must name the columns, ${keys.join(',')}, got ${JSON.stringify(head.cells.join(','))}`;
    throw fault(`${name}:${head.line}`, hint);
  }
  return rest.map(({ cells, line: at }) => {
    const place = `${name}:${at}`;
    if (cells.length > names.length)
      throw fault(place, `has ${cells.length} cells, and there are ${names.length} columns`);
    const members = cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [[names[index]!, cell.trim()]]));
    return toRow(Object.fromEntries(members), place);
  });
}

function toRow(value: unknown, place: string): Row {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault(place, `a decision must be an object, got ${JSON.stringify(value)?.slice(0, 80)}`);
  }
  const members = Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null));
  const known: readonly string[] = [...keys, ...reported];
  const unknown = Object.keys(members).find((key) => !known.includes(key));
  if (unknown === undefined) return { members, place };
  throw fault(place, `the key ${JSON.stringify(unknown)} is unknown; known are ${keys.join(', ')}`);
}

function readRow({ members, place }: Row): GivenDecision {
  const text = (key: (typeof keys)[number]): string | undefined => {
    const value = members[key];
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && value.length <= mostText) return value;
    throw fault(place, `"${key}" must be a text of at most ${mostText} characters`);
  };
  const id = text('id');
  if (id === undefined) throw fault(place, '"id" is missing; keyturn baseline report lists them');
  const decision = text('decision');
  if (!decisions.some((each) => each === decision)) {
    throw fault(place, `"decision" must be one of ${decisions.join(', ')}, got ${JSON.stringify(decision ?? '')}`);
  }
  const until = text('until');
  if (until !== undefined && !isDay(until)) {
    throw fault(place, `"until" must be a date as in 2027-01-31, got ${JSON.stringify(until)}`);
  }
  const optional = { reason: text('reason'), by: text('by'), until };
  const given = Object.entries(optional).filter(([, each]) => each !== undefined);
  return { id, decision: decision as Decision, ...Object.fromEntries(given), place };
}
