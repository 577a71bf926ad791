/** What git will do to a message before it is committed; see `git help commit`, `--cleanup`. */
export interface MessageCleanup {
  /** `commit.cleanup`, if it is set. */
  mode: string | undefined;
  /** `core.commentString` or `core.commentChar`, if it is set; `auto` is what git chooses itself. */
  comment: string | undefined;
  /** Whether the user sees the message in an editor; git tells hooks so by `GIT_EDITOR`. */
  isEdited: boolean;
}

/** Where git shows the change below the message, for `git commit --verbose`. */
const scissors = ' ------------------------ >8 ------------------------';

/**
 * The lines of a message that will be committed; those that git takes out are empty, so that the others keep their
 * numbers. Bytes as latin1.
 */
export function keptMessage(text: string, { mode = 'default', comment, isEdited }: MessageCleanup): string {
  const sign = comment === undefined ? '#' : comment === 'auto' ? guessSign(text) : comment;
  const isStripped = mode === 'strip' || (mode === 'default' && isEdited);
  const kept = isEdited ? cutBelowScissors(text, sign) : text;
  if (!isStripped) return kept;
  return kept
    .split('\n')
    .map((line) => (line.startsWith(sign) ? '' : line))
    .join('\n');
}

/** The line counts only with git's own remark under it. */
function cutBelowScissors(text: string, sign: string): string {
  const cut = `${sign}${scissors}\n`;
  const at = text.startsWith(cut) ? 0 : text.indexOf(`\n${cut}`) + 1;
  if (at === 0 && !text.startsWith(cut)) return text;
  return text.startsWith(sign, at + cut.length) ? text.slice(0, at) : text;
}

/** git takes the first of these that begins no line of the message, and then writes its remarks with it, at the end. */
function guessSign(text: string): string {
  const at = text.indexOf(`${scissors}\n`);
  const last = at > 0 ? text[at - 1]! : (text.trimEnd().split('\n').at(-1)?.[0] ?? '#');
  return '#;@!$%^&|:'.includes(last) ? last : '#';
}
