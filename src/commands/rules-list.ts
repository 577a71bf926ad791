import { escapeControl } from '../lib/escape-control.ts';
import { formatCount, formatNoun } from '../lib/format-amount.ts';
import type { Command } from './context.ts';
import { type KnownRule, loadKnownRules } from './known-rules.ts';
import { checkListFormat } from './list-format.ts';

const columns = ['id', 'severity', 'confidence', 'provider', 'description'] as const;

/** `rules list [words..]`: the rules in force that hold all the words. */
export const rulesList: Command = async ({ operands, flags }, context) => {
  const format = checkListFormat(flags.format);
  const rules = await loadKnownRules(flags, context);
  const chosen = rules.filter(
    (rule) => isProvider(rule, flags.provider) && operands.every((word) => holds(rule, word)),
  );
  await context.print(format === 'json' ? asJson(chosen) : asTable(chosen, rules.length));
  return 0;
};

function isProvider(rule: KnownRule, provider: string | undefined): boolean {
  return provider === undefined || rule.provider.toLowerCase() === provider.toLowerCase();
}

function holds({ id, provider, description, severity, confidence, tags }: KnownRule, word: string): boolean {
  const text = [id, provider, description, severity, confidence, ...tags].join('\n').toLowerCase();
  return text.includes(word.toLowerCase());
}

function asJson(rules: readonly KnownRule[]): string {
  const list = rules.map(({ source: _source, ...rule }) => rule);
  return `${JSON.stringify(list, null, 2)}\n`;
}

function asTable(rules: readonly KnownRule[], all: number): string {
  const rows = [
    [...columns.map((name) => name.toUpperCase())],
    ...rules.map((rule) => columns.map((name) => rule[name])),
  ];
  const cells = rows.map((row) => row.map(escapeControl));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const count =
    rules.length === all ? formatNoun(all, 'rule') : `${formatCount(rules.length)} of ${formatNoun(all, 'rule')}`;
  const providers = formatNoun(new Set(rules.map(({ provider }) => provider)).size, 'provider');
  return rules.length > 0 ? `${lines.join('\n')}\n\n${count}, ${providers}\n` : `${count}\n`;
}
