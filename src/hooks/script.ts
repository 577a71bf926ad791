import { createHash } from 'node:crypto';
import type { HookName } from './hook-names.ts';

/** What a hook starts. */
export interface Runner {
  /** Absolute paths of Node.js and of our program. */
  node: string;
  program: string;
  /** Where the package is installed in the work tree itself: its command, relative to the root. */
  local?: string;
}

/** The hook that was there before is kept beside ours, under this ending. */
export const keptSuffix = '.before-keyturn';

/** How the hook that was there before is run. */
export type Chained = 'no' | 'yes' | 'unless-run-by-framework';

/**
 * A hook for POSIX shells, also that of Git for Windows. It starts one program and nothing before it: the paths were
 * noted when it was installed, as a graphical client may have an empty `PATH`. Where nothing can be started it fails.
 */
export function hookScript(name: HookName, runner: Runner, chained: Chained): string {
  const takesInput = name === 'pre-push' && chained !== 'no';
  const start = startLines(name, runner, takesInput);
  const body = [...(chained === 'no' ? [] : chainLines(name, chained)), ...start].join('\n');
  return `#!/bin/sh\n${markLine(name, body)}\n${body}\n`;
}

/** Whose a hook is: ours as we wrote it, ours and changed since, or somebody else's. */
export function whoseScript(text: string): 'ours' | 'changed' | 'other' {
  const [, name, digest, body] =
    /^#!\/bin\/sh\n# keyturn-hook 1 ([a-z-]+) ([0-9a-f]{16}): [^\n]*\n(.*)\n$/s.exec(text) ?? [];
  if (name === undefined) return /^# keyturn-hook 1 /m.test(text) ? 'changed' : 'other';
  return digest === digestOf(body!) ? 'ours' : 'changed';
}

/** The program that a hook of ours starts, as it was noted; undefined where it is none of ours. */
export function programOf(text: string): { node: string; program: string } | undefined {
  const [, node, program] = /^node='((?:[^']|'\\'')*)'\nprogram='((?:[^']|'\\'')*)'$/m.exec(text) ?? [];
  if (node === undefined || program === undefined) return undefined;
  return { node: node.replaceAll("'\\''", "'"), program: program.replaceAll("'\\''", "'") };
}

function markLine(name: HookName, body: string): string {
  return `# keyturn-hook 1 ${name} ${digestOf(body)}: by \`keyturn hook install\`; \`keyturn hook uninstall\` takes it away`;
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}

/** A shell's own commands only. Both hooks get the input of git's. */
function chainLines(name: HookName, chained: Chained): string[] {
  const guard = chained === 'yes' ? '' : '[ -z "$PRE_COMMIT_RUNNING_LEGACY" ] && ';
  const input =
    name === 'pre-push'
      ? ['input=', 'while IFS= read -r line || [ -n "$line" ]; do input="$input$line', '"; done']
      : [];
  const feed = name === 'pre-push' ? 'printf \'%s\' "$input" | ' : '';
  return [
    `case $0 in */*) before=\${0%/*} ;; *) before=. ;; esac`,
    `before=$before/${name}${keptSuffix}`,
    ...input,
    `if ${guard}[ -x "$before" ]; then ${feed}"$before" "$@" || exit $?; fi`,
  ];
}

function startLines(name: HookName, { node, program, local }: Runner, takesInput: boolean): string[] {
  const words = name === 'pre-commit' ? 'staged' : `hook run ${name} "$@"`;
  const start = (command: string) =>
    takesInput ? `printf '%s' "$input" | ${command} ${words}; exit $?` : `exec ${command} ${words}`;
  const inTree = local === undefined ? undefined : quote(`./${local}`);
  return [
    `if [ -n "$KEYTURN_SKIP" ]; then echo 'keyturn: KEYTURN_SKIP is set: ${name} scans nothing' >&2; exit 0; fi`,
    `node=${quote(slashed(node))}`,
    `program=${quote(slashed(program))}`,
    '[ -x "$node" ] || node=$(command -v node)',
    `if [ -n "$node" ] && [ -f "$program" ]; then ${start('"$node" "$program"')}; fi`,
    ...(inTree === undefined ? [] : [`if [ -x ${inTree} ]; then ${start(inTree)}; fi`]),
    `if command -v keyturn >/dev/null 2>&1; then ${start('keyturn')}; fi`,
    `echo "keyturn: not found: neither $program nor keyturn on PATH; nothing was scanned." >&2`,
    `echo '  Install it and run: keyturn hook install' >&2`,
    `echo '  To go on without: ${bypass(name)}' >&2`,
    'exit 1',
  ];
}

function bypass(name: HookName): string {
  return `KEYTURN_SKIP=1 ${name === 'pre-push' ? 'git push' : 'git commit'} ...`;
}

/** In a shell's single quotes nothing but the quote itself means anything. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Also where the shell is that of Git for Windows. */
function slashed(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
