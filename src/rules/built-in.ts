import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packTables, unpackTables } from '../lib/pack-tables.ts';
import type { CompiledRule, RuleDetails, RuleList, RuleSource } from '../model/rule.ts';
import { assetFolder, assetNames } from './assets.ts';

/** The compiled built-in rules; each is parsed when it is first asked for, as most never are. */
export function readBuiltIn(): RuleList {
  const { tables } = unpackTables<object, Texts>(readFileSync(join(assetFolder(), assetNames.compiled)));
  const text = Buffer.from(tables.bytes.buffer, tables.bytes.byteOffset, tables.bytes.byteLength);
  const { starts } = tables;
  const length = starts.length - 1;
  const rules = new Array<CompiledRule | undefined>(length);
  return {
    length,
    at: (index) => {
      if (index >= 0 && index < length) {
        rules[index] ??= JSON.parse(text.toString('utf8', starts[index], starts[index + 1])) as CompiledRule;
      }
      return rules[index];
    },
  };
}

/** Text n of `bytes` is from `starts[n]` to `starts[n + 1]`. */
interface Texts {
  starts: Uint32Array;
  bytes: Uint8Array;
}

/** The rules as `readBuiltIn` reads them. */
export function packBuiltIn(rules: readonly CompiledRule[]): Buffer {
  const texts = rules.map((rule) => Buffer.from(JSON.stringify(rule)));
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, text] of texts.entries()) starts[index + 1] = starts[index]! + text.length;
  return packTables({}, { starts, bytes: new Uint8Array(Buffer.concat(texts)) });
}

/** What the engine needs to run all of them, packed: the automaton over their keywords, and the engine's plan. */
export function readBuiltInPlan(): { automaton: Buffer; plan: Buffer } {
  const read = (name: string) => readFileSync(join(assetFolder(), name));
  return { automaton: read(assetNames.automaton), plan: read(assetNames.plan) };
}

/** The ids of the built-in rules, for a configuration that names some. */
export function readBuiltInIds(): string[] {
  return readBuiltInDetails().map(({ id }) => id);
}

/** What there is to say of each built-in rule. */
export function readBuiltInDetails(): RuleDetails[] {
  return readAsset(assetNames.details);
}

/** The built-in rules as their packs state them, examples and all. */
export function readBuiltInSources(): RuleSource[] {
  return readAsset(assetNames.sources);
}

function readAsset<T>(name: string): T {
  return JSON.parse(readFileSync(join(assetFolder(), name), 'utf8')) as T;
}
