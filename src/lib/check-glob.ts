/** What is wrong with a glob, in words for a message; undefined where its brackets are closed. */
export function globFault(glob: string): string | undefined {
  const open: string[] = [];
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at]!;
    if (char === '\\') at++;
    else if (char === '[') {
      const end = classEnd(glob, at);
      if (end < 0) return unclosed('[');
      at = end;
    } else if (char === '{') open.push(char);
    else if (char === '}') open.pop();
  }
  return open.length > 0 ? unclosed('{') : undefined;
}

/** Index of the bracket that closes a class; one right at its beginning stands for itself. */
function classEnd(glob: string, start: number): number {
  let at = start + 1;
  if (glob[at] === '!' || glob[at] === '^') at++;
  if (glob[at] === ']') at++;
  for (; at < glob.length; at++) {
    if (glob[at] === '\\') at++;
    else if (glob[at] === ']') return at;
  }
  return -1;
}

function unclosed(bracket: string): string {
  return `must close its "${bracket}"; \\${bracket} stands for the character itself`;
}
