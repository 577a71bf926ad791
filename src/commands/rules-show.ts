import { escapeControl } from '../lib/escape-control.ts';
import { nearest } from '../lib/nearest.ts';
import { UserError } from '../lib/user-error.ts';
import type { RuleSource } from '../model/rule.ts';
import type { Command } from './context.ts';
import { type KnownRule, loadKnownRules } from './known-rules.ts';
import { checkListFormat } from './list-format.ts';
import { maskTemplate } from './mask-template.ts';

/** `rules show <id>`: all facts of a rule, a masked example, and how to turn what it finds. */
export const rulesShow: Command = async ({ operands, flags }, context) => {
  const format = checkListFormat(flags.format);
  const id = operands[0]!;
  const rules = await loadKnownRules(flags, context);
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new UserError('unknown-rule', `no rule has the id ${JSON.stringify(id)}${suggest(id, rules)}`);
  await context.print(format === 'json' ? asJson(rule) : asText(rule));
  return 0;
};

function suggest(id: string, rules: readonly KnownRule[]): string {
  const ids = rules.map((rule) => rule.id);
  const guess = nearest(id, ids);
  const holding = ids.filter((each) => each !== guess && id.length >= 3 && each.includes(id.toLowerCase())).slice(0, 4);
  const near = [...(guess === undefined ? [] : [guess]), ...holding];
  return near.length === 0 ? '\nsee: keyturn rules list' : `; did you mean ${near.join(', ')}?`;
}

function asJson({ source, ...rule }: KnownRule): string {
  return `${JSON.stringify({ ...rule, ...source, origin: rule.origin }, null, 2)}\n`;
}

function asText(rule: KnownRule): string {
  const rows: [string, string | undefined][] = [
    ['provider', rule.provider],
    ['severity', rule.severity],
    ['confidence', rule.confidence],
    ['origin', rule.origin],
    ['keywords', rule.keywords.join(', ') || 'none: the rule is slow'],
    ...sourceRows(rule.source),
    ['tags', rule.tags.join(', ')],
    ['advice', rule.rotation?.advice],
    ['', rule.rotation?.url],
    ...rule.references.map((url, index): [string, string] => [index === 0 ? 'see' : '', url]),
  ];
  const shown = rows.flatMap(([name, value]) => (value ? [`  ${name.padEnd(14)}${escapeControl(value)}`] : []));
  return `${rule.id}: ${escapeControl(rule.description)}\n\n${shown.join('\n')}\n${exampleText(rule.source)}`;
}

function sourceRows(source: RuleSource | undefined): [string, string | undefined][] {
  if (!source) return [];
  const { scope, pattern, path, entropy, charset, length, checksum, companions, isPart } = source;
  return [
    ['looks at', scope === 'text' ? undefined : `values of ${scope === 'generic' ? 'secret-like' : 'these'} names`],
    ['pattern', pattern],
    ['path', path],
    ['entropy', entropy === undefined ? undefined : `at least ${entropy} bits per character`],
    ['characters', charset],
    ['length', length && `${length.min ?? 1} to ${length.max ?? 'any number of'} characters`],
    ['checksum', checksum],
    ['together with', companions.map(describeCompanion).join('; ')],
    ['reported', isPart ? 'only together with another rule' : undefined],
  ];
}

function describeCompanion({ rule, within, required }: RuleSource['companions'][number]): string {
  return `${rule} within ${within} lines${required ? '' : ', if there'}`;
}

function exampleText(source: RuleSource | undefined): string {
  const masked = source?.examples.map(({ text }) => maskTemplate(text)).find((text) => text !== undefined);
  if (masked === undefined) return '';
  const lines = masked.split('\n').map((line) => `    ${escapeControl(line)}`);
  return `\n  example, with the random part hidden:\n${lines.join('\n')}\n`;
}
