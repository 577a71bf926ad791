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
/** What may stand before a command. */
const leading = /^(?:(?:then|do|else|elif|if|while|until|time|exec)\s+|[!{(]\s*)+/;

/** The commands of a shell script, split at line ends, `;`, `&&`, `||` and `|`, none of them in quotes or parentheses. */
export function readCommands(script: string): ShellCommand[] {
  const commands: ShellCommand[] = [];
  for (const { parts, line } of readPipelines(script.slice(0, mostText))) {
    const isRedirected = hasRedirect(parts.at(-1)!);
    parts.forEach((text, index) => {
      commands.push({
        text: text.trim().replace(leading, ''),
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

/** What has been read of the pipeline that is under way. */
interface Open {
  parts: string[];
  pieces: string[];
  /** Undefined until there is something in it. */
  start: number | undefined;
  last: string;
  quote: string;
  depth: number;
}

const blank = (): Open => ({ parts: [], pieces: [], start: undefined, last: '', quote: '', depth: 0 });

function readPipelines(script: string): Pipeline[] {
  const found: Pipeline[] = [];
  let open = blank();
  let line = 0;
  const add = (text: string) => {
    if (open.start === undefined && text.trim() !== '') open.start = line;
    open.pieces.push(text);
    open.last = text.at(-1) ?? open.last;
  };
  const endPipeline = () => {
    if (open.start !== undefined) found.push({ parts: [...open.parts, open.pieces.join('')], line: open.start });
    open = blank();
  };
  for (let at = 0; at < script.length; at++) {
    const char = script[at]!;
    const next = script[at + 1];
    if (char === '\n') {
      if (open.quote !== '' || open.depth > 0) add(' ');
      else {
        const word = /(?<!<)<<(?!<)-?\s*(["']?)(\w+)\1/.exec(open.pieces.join(''))?.[2];
        endPipeline();
        const end = word === undefined ? at + 1 : endOfDocument(script, at + 1, word);
        line += script.slice(at + 1, end).split('\n').length - 1;
        at = end - 1;
      }
      line++;
    } else if (char === '\\' && open.quote !== "'") {
      if (next === '\n') line++;
      add(next === '\n' ? ' ' : char + (next ?? ''));
      at++;
    } else if (open.quote !== '') {
      if (char === open.quote) open.quote = '';
      add(char);
    } else if (/["'`]/.test(char)) {
      open.quote = char;
      add(char);
    } else if (char === '#' && /^\s?$/.test(open.last)) {
      at = indexOr(script, '\n', at) - 1;
    } else if (script.startsWith('${{', at)) {
      const stop = indexOr(script, '}}', at) + 2;
      add(script.slice(at, stop));
      at = stop - 1;
    } else if (open.depth > 0 || char === '(') {
      open.depth += char === '(' ? 1 : char === ')' ? -1 : 0;
      add(char);
    } else if (char === ';' || ((char === '&' || char === '|') && next === char)) {
      endPipeline();
      if (char !== ';') at++;
    } else if (char === '|') {
      open.parts.push(open.pieces.join(''));
      open.pieces = [];
    } else add(char);
  }
  endPipeline();
  return found;
}

function indexOr(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
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
