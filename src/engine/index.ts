/**
 * Finds secrets in a fragment: one pass over the bytes finds every rule's keywords, then only the rules whose keyword
 * was seen look, in a window round it. Pure and synchronous; nothing here reads a file or prints.
 */

export { type Codec, codecs } from './decode/index.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { packPlan, unpackPlan } from './pack-plan.ts';
export { type Automaton, buildAutomaton } from './prefilter/automaton.ts';
export { packAutomaton, unpackAutomaton } from './prefilter/pack-automaton.ts';
export { planRules, type RulePlan } from './rule-plan.ts';
export { collectKeywords, type RuleSet } from './rule-set.ts';
export type { Trace, TraceEvent } from './trace.ts';
