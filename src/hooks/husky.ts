import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import type { Husky } from './folder.ts';
import { writeHook } from './hook-file.ts';
import type { HookName } from './hook-names.ts';

const begin = '# keyturn-hook begin: `keyturn hook uninstall` takes this out\n';
const end = '# keyturn-hook end\n';
const oldHead = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n';

/** The file in which husky looks for what to run. */
export function huskyFile({ path }: Husky, name: HookName): string {
  return join(path, name);
}

/** Whether ours is in it. */
export function hasOurs(file: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8').includes(begin);
}

/**
 * Puts our lines into husky's file, first, as a line of the team's could end the script. The file is shared: it names
 * no path of this machine. `command`: how the package is started from the root. Throws `UserError`.
 */
export function addToHusky(husky: Husky, name: HookName, command: string): void {
  const file = huskyFile(husky, name);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : husky.isOld ? oldHead : '';
  const rest = without(text);
  const [head = ''] = /^[\s\S]*?^\. .*husky\.sh.*\n/m.exec(rest) ?? /^#!.*\n/.exec(rest) ?? [];
  if (rest.startsWith('#!') && !rest.includes('\n')) throw new UserError('hook', `${file} must end its first line`);
  writeHook(file, `${head}${block(name, command)}${rest.slice(head.length)}`, modeOf(file));
}

/** Takes our lines out; a file that has no others goes. */
export function removeFromHusky(husky: Husky, name: HookName): void {
  const file = huskyFile(husky, name);
  const rest = without(readFileSync(file, 'utf8'));
  if (rest === '' || (husky.isOld && rest === oldHead)) rmSync(file);
  else writeHook(file, rest, modeOf(file));
}

function without(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  return from === -1 || to === -1 ? text : text.slice(0, from) + text.slice(to + end.length);
}

function block(name: HookName, command: string): string {
  const line = `${command} hook run ${name} "$@" || exit $?\n`;
  return `${begin}${name === 'pre-push' ? sharedInput(line) : line}${end}`;
}

/** git's list of what is pushed can be read once: it is handed on to the lines that follow. */
function sharedInput(line: string): string {
  return `keyturn_input=
while IFS= read -r keyturn_line; do keyturn_input="$keyturn_input$keyturn_line
"; done
printf '%s' "$keyturn_input" | ${line}[ -z "$keyturn_input" ] || exec <<KEYTURN
\${keyturn_input%?}
KEYTURN
`;
}

/** husky 9 sources its files, before that they are run. */
function modeOf(file: string): number {
  return existsSync(file) ? statSync(file).mode & 0o777 : 0o755;
}
