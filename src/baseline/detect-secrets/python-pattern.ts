import {
  type CompiledPattern,
  compilePattern,
  createMatcher,
  PatternError,
  PatternTooSlow,
} from '../../engine/regex/index.ts';

/** Steps that one search may take: some milliseconds. */
const mostSteps = 2_000_000;

/**
 * A test whether a pattern in the syntax of Python's `re` occurs in a text, in bounded time. Throws `PatternError` for
 * what cannot be translated or might never end; a search that takes too long finds nothing and is told to `onSlow`.
 */
export function compilePythonPattern(source: string, onSlow: (problem: string) => void): (text: string) => boolean {
  const matcher = createMatcher(translate(source), { maxSteps: mostSteps });
  return (text) => {
    try {
      // Patterns are matched over bytes.
      return matcher.test(Buffer.from(text).toString('latin1'));
    } catch (error) {
      if (!(error instanceof PatternTooSlow)) throw error;
      onSlow(error.message);
      return false;
    }
  };
}

/** Go's syntax is Python's but for a few signs; what it lacks, lookaround and backreferences, is JavaScript's. */
function translate(source: string): CompiledPattern {
  try {
    return compilePattern(rewrite(source, { end: '\\z', name: (name) => `(?P=${name})` }), { dialect: 'go' });
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const script = rewrite(source, { start: '^', end: '$', name: (name) => `\\k<${name}>` });
    const [, flags, rest] = /^\(\?([ims]+)\)(.*)$/s.exec(script) ?? [];
    return compilePattern((flags ? `(?${flags}:${rest})` : script).replaceAll('(?P<', '(?<'), { dialect: 'js' });
  }
}

interface Signs {
  start?: string;
  end: string;
  name(name: string): string;
}

function rewrite(source: string, { start = '\\A', end, name }: Signs): string {
  return source.replace(/\\(.)|\(\?P=(\w+)\)/gs, (whole, escaped?: string, group?: string) => {
    if (group !== undefined) return name(group);
    if (escaped === 'A') return start;
    return escaped === 'Z' ? end : whole;
  });
}
