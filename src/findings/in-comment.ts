import type { Directive } from './inline-allow.ts';

const slashes = ['//', '/*', '*'];
const hash = ['#'];
const markup = ['<!--'];

/** Signs that begin a comment, by the kinds of files that know them; `*` at a line's start only, in a comment of several. */
const signsOf: readonly (readonly [signs: readonly string[], extensions: string])[] = [
  [slashes, 'ts mts cts tsx js mjs cjs jsx java c h cc cpp hpp cs go rs swift kt kts scala dart groovy gradle proto'],
  [slashes, 'json jsonc json5 css scss less m mm zig v sol'],
  [hash, 'py rb sh bash zsh fish yaml yml toml env conf cfg properties pl pm r ex exs cr nim mk cmake ps1 gitignore'],
  [[...hash, ...slashes], 'php tf tfvars hcl nix'],
  [[';', ...hash], 'ini editorconfig npmrc'],
  [['--'], 'sql lua hs elm adb ads'],
  [markup, 'md markdown html htm xml svg xhtml rst'],
  [[...markup, ...slashes], 'vue svelte astro'],
];

const bySuffix = new Map(signsOf.flatMap(([signs, list]) => list.split(' ').map((each) => [each, signs] as const)));
const anySign = [...slashes, ...hash, ...markup, '--', ';', "'", '%', '{#', '{{!'];

/**
 * Whether a directive stands in a comment, as far as its line and the kind of file tell: a text that merely quotes one, in
 * a test or in a manual, is not there to allow something.
 */
export function isInComment(directive: Directive, path: string): boolean {
  const { before, isBeforeWhole } = directive;
  const signs = bySuffix.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase()) ?? anySign;
  if (/["'`]$/.test(before) || isInText(directive, path, signs)) return false;
  if (!isBeforeWhole) return true;
  const start = before.search(/\S/);
  if (start < 0) return signs === anySign;
  if (signs.includes('*') && before[start] === '*') return true;
  let quote = '';
  for (let at = start; at < before.length; at++) {
    const sign = before[at]!;
    if (sign === '\\') at++;
    else if (quote !== '') quote = sign === quote ? '' : quote;
    else if (signs.some((each) => each !== '*' && before.startsWith(each, at))) return true;
    else if (sign === '"' || sign === "'" || sign === '`') quote = sign;
  }
  return false;
}

/** In bytes: further down nobody counts quotes. */
const mostCounted = 1 << 18;

/** Whether a text of several lines has begun before the directive's line and not ended: a template, a docstring. */
function isInText({ source, lineStart }: Directive, path: string, signs: readonly string[]): boolean {
  const mark = signs === slashes ? /(?<!\\)`/g : /\.pyi?$/.test(path) ? /"""|'''/g : undefined;
  if (!mark || lineStart > mostCounted) return false;
  return (source.slice(0, lineStart).match(mark)?.length ?? 0) % 2 === 1;
}
