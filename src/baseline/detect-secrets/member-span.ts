/** Where the value of a key of the top object begins and ends in a JSON text that is known to be right. */
export function memberSpan(text: string, key: string): { start: number; end: number } | undefined {
  let depth = 0;
  let start = -1;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be escaped in JSON
  const tokens = /"(?:[^"\\\u0000-\u001f]|\\.)*"|[{}[\],:]/g;
  let name: string | undefined;
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (depth === 1 && (token === ',' || token === '}')) {
      if (start >= 0) return trimSpan(text, start, index);
      name = undefined;
    } else if (depth === 1 && token === ':' && start < 0) {
      if (name === key) start = index + 1;
    } else if (token.startsWith('"')) {
      if (depth === 1 && start < 0) name = JSON.parse(token) as string;
    }
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
  }
  return undefined;
}

function trimSpan(text: string, from: number, to: number): { start: number; end: number } {
  const start = from + text.slice(from, to).search(/\S/);
  return { start, end: from + text.slice(from, to).trimEnd().length };
}
