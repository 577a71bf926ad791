import { pathToFileURL } from 'node:url';
import type { Severity } from '../../model/level.ts';

type Paint = (text: string) => string;

/** How the terminal report's texts look; each takes text that is already escaped. */
export interface Style {
  severity: Readonly<Record<Severity, Paint>>;
  strong: Paint;
  path: Paint;
  mark: Paint;
  label: Paint;
  bad: Paint;
  /** Text that leads to a file, given as an absolute path, where the terminal follows links. */
  link(text: string, file: string): string;
}

/**
 * Colours come from the terminal's own sixteen, without those that vanish on a light or a dark theme (grey, yellow,
 * green, blue); cyan only for labels; the severity is always a word too. chalk is loaded only when colours are wanted.
 */
export async function createStyle(options: { color: boolean; hyperlinks: boolean }): Promise<Style> {
  const link = options.hyperlinks ? hyperlink : (text: string) => text;
  return { ...(options.color ? await coloredStyle() : plainStyle), link };
}

type Colors = Omit<Style, 'link'>;

const plain: Paint = (text) => text;

const plainStyle: Colors = {
  severity: { critical: plain, high: plain, medium: plain, low: plain, info: plain },
  strong: plain,
  path: plain,
  mark: plain,
  label: plain,
  bad: plain,
};

async function coloredStyle(): Promise<Colors> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return {
    severity: {
      critical: chalk.bold.inverse.red,
      high: chalk.bold.red,
      medium: chalk.bold.magenta,
      low: chalk.bold,
      info: chalk.bold,
    },
    strong: chalk.bold,
    path: chalk.bold.underline,
    mark: chalk.bold.red,
    label: chalk.cyan,
    bad: chalk.bold.red,
  };
}

/** https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda */
function hyperlink(text: string, file: string): string {
  return `\u001b]8;;${pathToFileURL(file).href}\u001b\\${text}\u001b]8;;\u001b\\`;
}
