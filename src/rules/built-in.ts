import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packTables, unpackTables } from '../lib/pack-tables.ts';
import type { CompiledRule, RuleDetails, RuleList, RuleSource } from '../model/rule.ts';
import { assetFolder, assetNames } from './assets.ts';

/** The compiled built-in rules; each is parsed when it is first asked for, as most never are. */
export function readBuiltIn(): RuleList {
  const { length, at } = readTexts<CompiledRule>(assetNames.compiled);
  const rules = new Array<CompiledRule | undefined>(length);
  return {
    length,
    at: (index) => {
      rules[index] ??= at(index);
      return rules[index];
    },
  };
}

/** What the engine needs to run all of them, packed: the automaton over their keywords, and the engine's plan. */
export function readBuiltInPlan(): { automaton: Buffer; plan: Buffer } {
  const read = (name: string) => readFileSync(join(assetFolder(), name));
  return { automaton: read(assetNames.automaton), plan: read(assetNames.plan) };
}

/** The ids of the built-in rules, for a configuration that names some. */
export function readBuiltInIds(): readonly string[] {
  return readTexts<RuleDetails>(assetNames.details).names;
}

/** Makes the function that tells what there is to say of a built-in rule. */
export function readBuiltInDetails(): (id: string) => RuleDetails | undefined {
  const { names, at } = readTexts<RuleDetails>(assetNames.details);
  return (id) => at(names.indexOf(id));
}

/** The built-in rules as their packs state them, examples and all. */
export function readBuiltInSources(): RuleSource[] {
  return readAsset(assetNames.sources);
}

function readAsset<T>(name: string): T {
  return JSON.parse(readFileSync(join(assetFolder(), name), 'utf8')) as T;
}

/** Text n of `bytes` is from `starts[n]` to `starts[n + 1]`. */
interface Texts {
  starts: Uint32Array;
  bytes: Uint8Array;
}

/** Things as texts of JSON in one buffer, with their names, so that no more of them is parsed than is asked for. */
export function packTexts(things: readonly object[], names: readonly string[] = []): Buffer {
  const texts = things.map((thing) => Buffer.from(JSON.stringify(thing)));
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, text] of texts.entries()) starts[index + 1] = starts[index]! + text.length;
  return packTables(names, { starts, bytes: new Uint8Array(Buffer.concat(texts)) });
}

function readTexts<Thing>(asset: string) {
  const packed = readFileSync(join(assetFolder(), asset));
  const { header, tables } = unpackTables<readonly string[], Texts>(packed);
  const { starts, bytes } = tables;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = starts.length - 1;
  return {
    names: header,
    length,
    at: (index: number): Thing | undefined =>
      index >= 0 && index < length ? JSON.parse(text.toString('utf8', starts[index], starts[index + 1])) : undefined,
  };
}
