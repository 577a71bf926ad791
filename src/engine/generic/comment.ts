/** How a line begins that is a comment in some language of code. */
const commentStart = /^[ \t]*(?:\/\/|#(?!\{|include|define)|\*|\/\*|--(?![\w-])|;;|<!--|%[ %]|'\s|rem\s)/i;

/** Whether the line of this offset is a comment in code; looks at most 200 characters back. */
export function standsInComment(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 200 && text.charCodeAt(start - 1) !== 10) start--;
  return (start === 0 || text.charCodeAt(start - 1) === 10) && commentStart.test(text.slice(start, at));
}
