import type { GitleaksAllowlist } from './gitleaks-config.ts';

/** What of a betterleaks filter is plain data: a finding is dropped when any part of it holds. */
export interface ExprFilter {
  /** The secret's entropy must be greater; 0: not said. */
  entropy: number;
  allowlists: readonly GitleaksAllowlist[];
  /** False where a part needs code to run and was left out, so that more is reported. */
  isWhole: boolean;
}

type Token = { kind: 'text' | 'number' | 'word' | 'sign'; value: string };

const tokenPattern =
  /\s+|(?<raw>`[^`]*`)|(?<quoted>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w.]*)|(?<sign>\|\||&&|<=|[()[\],<])/y;

/**
 * Reads a filter expression (language: https://expr-lang.org) without running it: clauses joined by `||` that compare
 * `entropy(...)`, or ask `matchesAny(...)` or `containsAny(...)` of the secret, match, line or path, are understood.
 */
export function readExprFilter(source: string, at: string): ExprFilter {
  if (source.trim() === '') return { entropy: 0, allowlists: [], isWhole: true };
  const tokens = tokenize(source);
  if (!tokens) return { entropy: 0, allowlists: [], isWhole: false };
  return readAlternatives(tokens, at);
}

function tokenize(source: string): Token[] | undefined {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < source.length) {
    const groups = tokenPattern.exec(source)?.groups;
    if (!groups) return undefined;
    const { raw, quoted, number, word, sign } = groups;
    if (raw !== undefined) tokens.push({ kind: 'text', value: raw.slice(1, -1) });
    else if (quoted !== undefined) tokens.push({ kind: 'text', value: readEscapes(quoted.slice(1, -1)) });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
  }
  return tokens;
}

function readEscapes(text: string): string {
  const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return text.replace(/\\(.)/g, (_, char: string) => controls[char] ?? char);
}

function readAlternatives(tokens: readonly Token[], at: string): ExprFilter {
  const parts = splitAt(tokens, ['||', 'or']).map((part) => readAlternative(part, at));
  return {
    entropy: Math.max(0, ...parts.map((part) => part?.entropy ?? 0)),
    allowlists: parts.flatMap((part) => part?.allowlists ?? []),
    isWhole: parts.every((part) => part?.isWhole),
  };
}

function readAlternative(tokens: readonly Token[], at: string): ExprFilter | undefined {
  if (isWrapped(tokens)) return readAlternatives(tokens.slice(1, -1), at);
  const entropy = readEntropy(tokens);
  if (entropy !== undefined) return { entropy, allowlists: [], isWhole: true };
  const allowlist = readList(tokens, at);
  return allowlist && { entropy: 0, allowlists: [allowlist], isWhole: true };
}

/** `entropy(finding["secret"]) <= 3.5` */
function readEntropy(tokens: readonly Token[]): number | undefined {
  const [name, limit] = [tokens[0]?.value, tokens.at(-1)];
  if ((name !== 'entropy' && name !== 'filter.entropy') || limit?.kind !== 'number') return undefined;
  const shape = /^\((?:finding\["secret"]|finding\.secret)\)(<=?)$/.exec(spell(tokens.slice(1, -1)));
  if (!shape) return undefined;
  return shape[1] === '<' ? Math.max(0, Number(limit.value) - 1e-9) : Number(limit.value);
}

/** `matchesAny(finding["line"], ["...", "..."])` */
function readList(tokens: readonly Token[], at: string): GitleaksAllowlist | undefined {
  const name = tokens[0]?.value.replace(/^filter\./, '');
  const open = tokens.findLastIndex((token) => token.value === '[' && token.kind === 'sign');
  if ((name !== 'matchesAny' && name !== 'containsAny') || open < 0) return undefined;
  const target = targets[spell(tokens.slice(1, open))];
  const values = readStrings(tokens.slice(open + 1));
  if (target === undefined || !values) return undefined;
  const empty = { condition: 'or', commits: [], paths: [], regexTarget: 'secret', regexes: [], stopWords: [] } as const;
  const common = { ...empty, targetRules: [], at };
  if (name === 'containsAny') {
    return target === 'secret'
      ? { ...common, stopWords: values.filter((word) => word === word.toLowerCase()) }
      : undefined;
  }
  return target === 'path' ? { ...common, paths: values } : { ...common, regexTarget: target, regexes: values };
}

const targets: Readonly<Record<string, 'secret' | 'match' | 'line' | 'path'>> = {
  '(finding["secret"],': 'secret',
  '(finding.secret,': 'secret',
  '(finding["match"],': 'match',
  '(finding.match,': 'match',
  '(finding["line"],': 'line',
  '(finding.line,': 'line',
  '(attributes["path"],': 'path',
  '(attributes.path,': 'path',
  '(get(attributes,"path",""),': 'path',
  '(get(attributes,"path"),': 'path',
};

/** `"a", "b"])` */
function readStrings(tokens: readonly Token[]): string[] | undefined {
  if (
    !/^(?:"",)*(?:"")?]\)$/.test(
      spell(tokens.map((token) => (token.kind === 'text' ? { ...token, value: '' } : token))),
    )
  ) {
    return undefined;
  }
  return tokens.filter((token) => token.kind === 'text').map((token) => token.value);
}

function spell(tokens: readonly Token[]): string {
  return tokens.map(({ kind, value }) => (kind === 'text' ? `"${value}"` : value)).join('');
}

function isWrapped(tokens: readonly Token[]): boolean {
  if (tokens[0]?.value !== '(' || tokens[0].kind !== 'sign') return false;
  let depth = 0;
  const end = tokens.findIndex((token) => {
    depth += depthOf(token);
    return depth === 0;
  });
  return end === tokens.length - 1;
}

function splitAt(tokens: readonly Token[], separators: readonly string[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    depth += depthOf(token);
    if (depth === 0 && token.kind !== 'text' && separators.includes(token.value)) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return parts;
}

function depthOf({ kind, value }: Token): number {
  if (kind !== 'sign') return 0;
  if (value === '(' || value === '[') return 1;
  return value === ')' || value === ']' ? -1 : 0;
}
