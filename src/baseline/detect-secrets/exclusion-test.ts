import { PatternError } from '../../engine/regex/index.ts';
import type { KnownQuery } from '../../model/known.ts';
import type { Exclusion } from './exclusions.ts';
import type { DetectSecretsOptions } from './known.ts';
import { show } from './parts.ts';
import { compilePythonPattern } from './python-pattern.ts';
import type { DetectSecretsBaseline } from './read-baseline.ts';

interface Test {
  index: number;
  reason: string;
  matches(path: string, query: KnownQuery): boolean;
}

const longestWord = 1000;

/** Makes the search for what the user's own filters exclude; what cannot be honoured is noted and excludes nothing. */
export function createExclusionTest(
  { exclusions }: DetectSecretsBaseline,
  options: DetectSecretsOptions,
): { find(path: string, query: KnownQuery): Test | undefined; notices: string[] } {
  const notices: string[] = [];
  const tests = exclusions.flatMap((exclusion, index): Test[] => {
    const matches = createTest(exclusion, options, (problem) => {
      const notice = `${options.name}: ${describe(exclusion)} excludes nothing: ${problem}`;
      if (!notices.includes(notice)) notices.push(notice);
    });
    return matches ? [{ index, reason: `${options.name} excludes it by ${describe(exclusion)}`, matches }] : [];
  });
  return { find: (path, query) => tests.find(({ matches }) => matches(path, query)), notices };
}

function describe(exclusion: Exclusion): string {
  if (exclusion.on === 'word') return `the list of words ${show(exclusion.file)}`;
  return `the ${exclusion.on} pattern ${show(exclusion.pattern)}`;
}

function createTest(
  exclusion: Exclusion,
  { readWords }: DetectSecretsOptions,
  onProblem: (problem: string) => void,
): Test['matches'] | undefined {
  if (exclusion.on === 'word') {
    const text = readWords?.(exclusion.file);
    if (text === undefined) onProblem('it was not read');
    return text === undefined ? undefined : createWordTest(text, exclusion.minLength);
  }
  try {
    const test = compilePythonPattern(exclusion.pattern, onProblem);
    if (exclusion.on === 'file') return (path) => test(path);
    if (exclusion.on === 'line') return (_path, { lineText }) => test(lineText().trimEnd());
    return (_path, { secret }) => test(secret);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    onProblem(error.message);
    return undefined;
  }
}

/** The secret holds one of the words, in any case. */
function createWordTest(text: string, minLength: number): Test['matches'] {
  const words = new Set<string>();
  for (const line of text.split('\n')) {
    const word = line.toLowerCase().trim();
    if (word.length >= minLength && word.length <= longestWord) words.add(word);
  }
  const lengths = [...new Set([...words].map((word) => word.length))];
  return (_path, { secret }) => {
    const lower = secret.toLowerCase();
    for (const length of lengths) {
      for (let at = 0; at + length <= lower.length; at++) if (words.has(lower.slice(at, at + length))) return true;
    }
    return false;
  };
}
