import type { Match } from '../../model/match.ts';
import type { PartName } from './role.ts';
import type { Piece } from './to-part.ts';

/** The keys of connection strings; https://learn.microsoft.com/dotnet/api/system.data.sqlclient.sqlconnection.connectionstring */
const pair =
  /(?<=^|[;"'=(]|[^\w]\s)\s?(?:(user ?id|uid|user ?name|user)|(server|data ?source|host|address|addr|network address|accountendpoint|endpoint)|(accountname|account)|(sharedaccesskeyname))=(?:tcp:|https?:\/\/|sb:\/\/)?([^;"'<>\r\n/()]{1,200})/gi;

const parts: readonly PartName[] = ['user', 'host', 'account', 'id'];

/** User, host and account of a connection string of `key=value;` pairs that a secret stands in. */
export function readPairs(text: string, { start, end }: Match): Piece[] {
  if (!/[=;(]\s{0,4}["']?$/.test(text.slice(Math.max(0, start - 6), start)) && text.charCodeAt(end) !== 40) {
    if (!text.slice(end, end + 2).startsWith('@(')) return [];
  }
  const from = lineStart(text, start);
  const line = text.slice(from, lineEnd(text, end));
  if (!line.includes(';') && !line.includes('@(')) return [];
  return [...line.matchAll(pair)].map((found) => {
    const value = found.at(-1)!.trimEnd();
    const at = from + found.index + found[0].length - found.at(-1)!.length;
    return {
      part: parts[found.slice(1, 5).findIndex((group) => group !== undefined)]!,
      start: at,
      end: at + value.length,
    };
  });
}

const reach = 500;

function lineStart(text: string, at: number): number {
  const least = Math.max(0, at - reach);
  return Math.max(least, text.lastIndexOf('\n', at - 1) + 1);
}

function lineEnd(text: string, at: number): number {
  const close = text.indexOf('\n', at);
  return Math.min(close < 0 ? text.length : close, at + reach);
}
