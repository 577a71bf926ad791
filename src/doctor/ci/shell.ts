/** A command of a script with what becomes of its output. */
export interface ShellCommand {
  text: string;
  /** From 0. */
  line: number;
  /** The commands that its output goes through. */
  pipes: readonly string[];
  /** Whether what comes out at the end goes to a file. */
  isRedirected: boolean;
}

const mostText = 200_000;

/** The commands of a shell script, split at line ends, `;`, `&&`, `||` and `|`, none of them in quotes or parentheses. */
export function readCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (const { parts, line } of readPipelines(script.slice(0, mostText))) {
    const isRedirected = hasRedirect(parts.at(-1)!);
    parts.forEach((text, index) => {
      commands.push({
        text: text.trim(),
        line,
        pipes: parts.slice(index + 1),
        isRedirected: isRedirected || hasRedirect(text),
      });
    });
  }
  return commands.filter(({ text }) => text !== '');
}

interface Pipeline {
  parts: string[];
  line: number;
}

function readPipelines(script: string): Pipeline[] {
  const found: Pipeline[] = [];
  let [part, line, start, depth] = ['', 0, 0, 0];
  let parts: string[] = [];
  let quote = '';
  let hereDocument: string | undefined;
  const endPipeline = () => {
    if ([...parts, part].some((each) => each.trim() !== '')) found.push({ parts: [...parts, part], line: start });
    [part, parts] = ['', []];
  };
  for (let at = 0; at < script.length; at++) {
    const char = script[at]!;
    const next = script[at + 1];
    if (part.trim() === '' && parts.length === 0) start = line;
    if (char === '\n') {
      line++;
      if (quote !== '' || depth > 0) part += ' ';
      else {
        hereDocument = /<<-?\s*(["']?)(\w+)\1/.exec(part)?.[2];
        endPipeline();
        if (hereDocument !== undefined) {
          const end = endOfDocument(script, at + 1, hereDocument);
          line += script.slice(at + 1, end).split('\n').length - 1;
          at = end - 1;
        }
      }
    } else if (char === '\\') {
      if (next === '\n') line++;
      part += next === '\n' ? ' ' : char + (next ?? '');
      at++;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      part += char;
    } else if (char === '"' || char === "'" || char === '`') {
      quote = char;
      part += char;
    } else if (char === '#' && /(?:^|\s)$/.test(part.slice(-1))) {
      const end = script.indexOf('\n', at);
      at = (end < 0 ? script.length : end) - 1;
    } else if (script.startsWith('${{', at)) {
      const end = script.indexOf('}}', at);
      const stop = end < 0 ? script.length : end + 2;
      part += script.slice(at, stop);
      at = stop - 1;
    } else if (depth > 0 || char === '(') {
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      part += char;
    } else if (char === ';' || (char === '&' && next === '&') || (char === '|' && next === '|')) {
      endPipeline();
      if (char !== ';') at++;
    } else if (char === '|') {
      parts.push(part);
      part = '';
    } else part += char;
  }
  endPipeline();
  return found;
}

/** Where the line after a here-document's end begins. */
function endOfDocument(script: string, from: number, word: string): number {
  for (let at = from; at < script.length; ) {
    const end = script.indexOf('\n', at);
    const line = script.slice(at, end < 0 ? script.length : end);
    if (end < 0) return script.length;
    at = end + 1;
    if (line.trim() === word) return at;
  }
  return script.length;
}

/** To a file; `2>&1`, `>&2` and `/dev/stderr` still lead to the log. */
function hasRedirect(text: string): boolean {
  const bare = text.replace(/'[^']*'|"(?:[^"\\]|\\.)*"/g, 'q');
  return /(?:^|[^\d&>=-])1?>>?\s*(?!&|\/dev\/(?:stdout|stderr|tty)|\s*$)\S/.test(bare);
}
