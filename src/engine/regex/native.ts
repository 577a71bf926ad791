import type { Matcher, PatternMatch, Span } from './pattern.ts';

/** A matcher on the platform's RegExp. Offsets of groups cost a second run, so they are asked for after a hit only. */
export function createNativeMatcher(source: string, flags: string): Matcher {
  let searching: RegExp | undefined;
  let sticky: RegExp | undefined;
  let detailed: RegExp | undefined;

  const detail = (text: string, match: RegExpExecArray): PatternMatch => {
    const start = match.index;
    const end = start + match[0].length;
    if (match.length === 1) return { start, end, groups: [[start, end]], named: {} };
    detailed ??= new RegExp(source, `${flags}yd`);
    detailed.lastIndex = start;
    const indices = detailed.exec(text)!.indices!;
    return { start, end, groups: [...indices], named: definedSpans(indices.groups) };
  };
  return {
    search(text, from) {
      searching ??= new RegExp(source, `${flags}g`);
      searching.lastIndex = from;
      const match = searching.exec(text);
      return match ? detail(text, match) : undefined;
    },
    matchAt(text, at) {
      sticky ??= new RegExp(source, `${flags}y`);
      sticky.lastIndex = at;
      const match = sticky.exec(text);
      return match ? detail(text, match) : undefined;
    },
    test(text) {
      searching ??= new RegExp(source, `${flags}g`);
      searching.lastIndex = 0;
      return searching.test(text);
    },
  };
}

function definedSpans(groups: Record<string, Span> | undefined): Record<string, Span> {
  return Object.fromEntries(Object.entries(groups ?? {}).filter(([, span]) => span !== undefined));
}
