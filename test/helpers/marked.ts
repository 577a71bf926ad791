import type { Engine } from '../../src/engine/index.ts';
import { fragmentOf } from './engine.ts';
import { fakeSecret } from './secrets.ts';

/** A text with places in it that a test speaks of. */
export interface Marked {
  text: string;
  /** What stands between `«rule|` and `»`, and between `‹name|` and `›`; offsets are into the text. */
  marks: { kind: 'secret' | 'part'; name: string; start: number; end: number }[];
}

/** Expands a template (see `src/rules/sample.ts`) and takes the marks `«rule|secret»` and `‹name|part›` out of it. */
export function readMarked(template: string): Marked {
  const marks: Marked['marks'] = [];
  let text = '';
  for (const piece of fakeSecret(template).split(/(«[^»]*»|‹[^›]*›)/)) {
    const [, open, name, value] = /^([«‹])([\w-]*)\|([^»›]*)[»›]$/.exec(piece) ?? [];
    if (value !== undefined) {
      const kind = open === '«' ? 'secret' : 'part';
      marks.push({ kind, name: name!, start: text.length, end: text.length + value.length });
    }
    text += value ?? piece;
  }
  return { text, marks };
}

/** What the marks of a template promise: `rule secret` of each finding, then `name part` of each part, in order of place. */
export function describeMarks(template: string): string[] {
  const { text, marks } = readMarked(template);
  const describe = ({ name, start, end }: Marked['marks'][number]) => `${start} ${name} ${text.slice(start, end)}`;
  const of = (kind: string) => marks.filter((mark) => mark.kind === kind).map(describe);
  return [...of('secret'), ...of('part')];
}

/** The same of what an engine finds in the template's text. */
export function describeMatches(engine: Engine, template: string, path: string): string[] {
  const { text } = readMarked(template);
  const matches = engine.scan(fragmentOf(text, path));
  const parts = matches.flatMap((match) => match.parts).sort((a, b) => a.start - b.start);
  return [
    ...matches.map(({ rule, start, end }) => `${start} ${rule.id} ${text.slice(start, end)}`),
    ...parts.map(({ name, ruleId, start, end }) => `${start} ${name ?? ruleId} ${text.slice(start, end)}`),
  ];
}
