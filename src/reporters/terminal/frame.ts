import { displayWidth, takeColumns, takeLastColumns } from '../../lib/display-width.ts';
import { escapeControl } from '../../lib/escape-control.ts';
import type { Finding } from '../../model/finding.ts';
import type { Layout } from './layout.ts';

/**
 * The masked line behind its number, and a marker under the hidden secret. Cut to the width so that the marker
 * stays under it; empty for a finding without a line (a file that is itself the finding).
 */
export function drawFrame({ style, context }: Layout, finding: Finding): string {
  if (finding.line.trim() === '' || finding.lineEnd <= finding.lineStart) return '';
  const number = String(finding.startLine).padStart(5);
  const room = Math.max(24, context.width - number.length - 4);
  const { before, secret, after } = fitWidth(split(finding), room);
  const gutter = ' '.repeat(number.length);
  const marker = ' '.repeat(displayWidth(before)) + style.mark('^'.repeat(Math.max(1, displayWidth(secret))));
  return `${number} | ${before}${style.strong(secret)}${after}\n${gutter} | ${marker}\n`;
}

interface Pieces {
  before: string;
  secret: string;
  after: string;
}

function split({ line, lineStart, lineEnd }: Finding): Pieces {
  return {
    before: printable(line.slice(0, lineStart).trimStart()),
    secret: printable(line.slice(lineStart, lineEnd)),
    after: printable(line.slice(lineEnd).trimEnd()),
  };
}

function printable(text: string): string {
  return escapeControl(text.replaceAll('\t', '    '));
}

/** Cuts first what follows the secret, then what precedes it, then the secret itself. */
function fitWidth({ before, secret, after }: Pieces, room: number): Pieces {
  if (displayWidth(before + secret + after) <= room) return { before, secret, after };
  const shown = shorten(secret, Math.max(12, Math.floor(room / 2)));
  const rest = room - displayWidth(shown);
  const kept = Math.max(rest - displayWidth(after), Math.floor(rest / 2));
  const front = displayWidth(before) <= kept ? before : `…${takeLastColumns(before, kept - 1)}`;
  return { before: front, secret: shown, after: shorten(after, rest - displayWidth(front)) };
}

function shorten(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : `${takeColumns(text, columns - 1)}…`;
}
