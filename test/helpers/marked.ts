import type { Engine } from '../../src/engine/index.ts';
import { fragmentOf } from './engine.ts';
import { fakeSecret } from './secrets.ts';

/** A text with places in it that a test speaks of. */
export interface Marked {
  text: string;
  /** What stands between `«rule|` and `»`, and between `‹name|` and `›`; `start` counts bytes. */
  marks: { kind: 'secret' | 'part'; name: string; start: number; value: string }[];
}

/** Expands a template (see `src/rules/sample.ts`) and takes the marks `«rule|secret»` and `‹name|part›` out of it. */
export function readMarked(template: string): Marked {
  const marks: Marked['marks'] = [];
  let text = '';
  for (const piece of fakeSecret(template).split(/(«[^»]*»|‹[^›]*›)/)) {
    const [, open, name, value] = /^([«‹])([\w-]*)\|([^»›]*)[»›]$/.exec(piece) ?? [];
    if (value !== undefined) {
      marks.push({ kind: open === '«' ? 'secret' : 'part', name: name!, start: Buffer.byteLength(text), value });
    }
    text += value ?? piece;
  }
  return { text, marks };
}

/** What the marks of a template promise: `offset rule secret` of each finding, then the same of each part. */
export function describeMarks(template: string): string[] {
  const { marks } = readMarked(template);
  const of = (kind: string) =>
    marks.filter((mark) => mark.kind === kind).map(({ name, start, value }) => `${start} ${name} ${value}`);
  return [...of('secret'), ...of('part')];
}

/** The same of what an engine finds in the template's text. */
export function describeMatches(engine: Engine, template: string, path: string): string[] {
  const { text } = readMarked(template);
  const bytes = Buffer.from(text);
  const matches = engine.scan(fragmentOf(text, path));
  const parts = matches.flatMap((match) => match.parts).sort((a, b) => a.start - b.start);
  return [
    ...matches.map(({ rule, start, end }) => `${start} ${rule.id} ${bytes.toString('utf8', start, end)}`),
    ...parts.map(({ name, ruleId, start, end }) => `${start} ${name ?? ruleId} ${bytes.toString('utf8', start, end)}`),
  ];
}

/** Of the findings only, and of those that are reported unless the user asks for more. */
export function describeReported(engine: Engine, template: string, path: string): string[] {
  const { text } = readMarked(template);
  const bytes = Buffer.from(text);
  return engine
    .scan(fragmentOf(text, path))
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ rule, start, end }) => `${start} ${rule.id} ${bytes.toString('utf8', start, end)}`);
}
