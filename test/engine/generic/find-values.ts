import { findNameEnd } from '../../../src/engine/assignment/may-join.ts';
import { readAssignment } from '../../../src/engine/assignment/read-assignment.ts';
import { syntaxOf } from '../../../src/engine/assignment/syntax.ts';
import { judgeValue } from '../../../src/engine/generic/judge-value.ts';
import { isTestPath } from '../../../src/engine/test-path.ts';
import { isTranslationPath } from '../../../src/engine/translation-path.ts';

/** What the generic detector says of each assignment in a text: `kind confidence value`, or why not. */
export function findValues(text: string, path: string): { found: string[]; rejected: string[] } {
  const found: string[] = [];
  const rejected: string[] = [];
  const context = { syntax: syntaxOf(path), isTest: isTestPath(path), isTranslation: isTranslationPath(path) };
  let done = 0;
  for (const { index, 0: word } of text.matchAll(/api|auth|cred|key|pass|pwd|secret|token|fied by/gi)) {
    if (index < done) continue;
    done = findNameEnd(Buffer.from(text, 'latin1'), index + word.length);
    const assignment = readAssignment(text, index, done, context.syntax);
    if (assignment === undefined) continue;
    const value = text.slice(assignment.valueStart, assignment.valueEnd);
    const verdict = judgeValue(assignment, value, context);
    if ('rejection' in verdict) rejected.push(verdict.rejection);
    else found.push(`${verdict.kind} ${verdict.confidence} ${value}`);
  }
  return { found, rejected };
}
