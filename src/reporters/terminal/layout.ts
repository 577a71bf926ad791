import { join, relative } from 'node:path';
import { displayWidth } from '../../lib/display-width.ts';
import { escapeControl } from '../../lib/escape-control.ts';
import { wrapText } from '../../lib/wrap-text.ts';
import type { Place } from '../../model/finding.ts';
import type { ReportContext } from '../types.ts';
import type { Style } from './style.ts';

/** What the parts of the terminal report share. */
export interface Layout {
  style: Style;
  context: ReportContext;
  /** Absolute folder that the report's paths are relative to. */
  root: string;
}

/** A report's path as the user can open it from the working folder. */
export function shownPath(layout: Layout, path: string): string {
  return escapeControl(relative(layout.context.cwd, join(layout.root, path)) || path);
}

/** `path:line:column`, linked to the file. */
export function shownPlace(layout: Layout, place: Place): string {
  const text = `${shownPath(layout, place.path)}:${place.startLine}:${place.startColumn}`;
  return layout.style.link(text, join(layout.root, place.path));
}

/** A label with text behind it, wrapped to the width under its own beginning. */
export function labelled(layout: Layout, label: string, text: string): string {
  const indent = 2 + displayWidth(label) + 1;
  const lines = wrapText(escapeControl(text), layout.context.width - indent);
  return `  ${layout.style.label(label)} ${lines.join(`\n${' '.repeat(indent)}`)}\n`;
}

/** `a, b and c`. */
export function joinTexts(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length > 1 ? `${texts.slice(0, -1).join(', ')} and ${last}` : last;
}
