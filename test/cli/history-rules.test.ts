import { describe, expect, it } from 'vitest';
import { readBuiltInSources } from '../../src/rules/built-in.ts';
import { expandSample } from '../../src/rules/sample.ts';
import { history } from '../helpers/history.ts';
import { expectSameAsPlain } from '../helpers/history-findings.ts';

/** Examples of the packs that go over several lines, each at a path of its own. */
const examples = readBuiltInSources().flatMap((rule) =>
  rule.examples.flatMap((example, index) => {
    const { text, path = 'app.txt' } = typeof example === 'string' ? { text: example } : example;
    const lines = expandSample(text, { seed: 1, ...(rule.checksum && { checksum: rule.checksum }) }).split('\n');
    return lines.length > 1 ? [{ path: `${rule.id}/${index}/${path}`, lines }] : [];
  }),
);
const longest = Math.max(...examples.map(({ lines }) => lines.length));

/** The example with a line of it left out. */
function without(lines: readonly string[], line: number): string {
  return `${lines.map((text, index) => (index === line ? 'words that say nothing' : text)).join('\n')}\n`;
}

describe('the examples of the rules that go over several lines', () => {
  it('are many', () => {
    expect(examples.length).toBeGreaterThan(25);
  });

  it('are found as in a scan, whichever of their lines comes a commit later', async () => {
    const cases = Array.from({ length: longest }, (_, line) =>
      examples
        .filter(({ lines }) => line < lines.length)
        .map(({ path, lines }) => ({
          path: `${line}/${path}`,
          before: without(lines, line),
          after: `${lines.join('\n')}\n`,
        })),
    ).flat();
    const made = history([
      { commit: 'a', files: cases.map(({ path, before }) => [path, before] as const) },
      { commit: 'b', files: cases.map(({ path, after }) => [path, after] as const) },
      { commit: 'c', isAfresh: true },
    ]);
    await expectSameAsPlain(made);
  });
});
