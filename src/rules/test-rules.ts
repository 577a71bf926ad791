import { UserError } from '../lib/user-error.ts';
import type { RuleExample, RuleSource } from '../model/rule.ts';
import { expandSample } from './sample.ts';

/** What came out of trying a rule's examples. */
export interface RuleTestResult {
  ruleId: string;
  /** It has no keyword and no path, so it runs on every text. */
  isSlow: boolean;
  /** It has neither an example nor a counter-example. */
  isUntested: boolean;
  /** At most one an example. */
  failures: readonly RuleTestFailure[];
}

/** An example that did not do what it is there for. */
export interface RuleTestFailure {
  list: 'examples' | 'counterExamples';
  /** From 0, in that list. */
  index: number;
  /** The template as the pack states it, not expanded. */
  template: string;
  /** `missed` and `reported` say what the rule did; `bad-template`: it cannot be expanded. */
  problem: 'missed' | 'reported' | 'bad-template';
  /** The seed with which it failed. */
  seed: number;
  /** Why the template is bad. */
  message?: string;
}

/** The rules that find something in a text, those that are only parts of a finding among them. */
export type ScanText = (text: string, path: string) => readonly { ruleId: string }[];

/** Where an example stands that names no path; says nothing to any rule. */
export const neutralPath = 'src/settings.txt';

/**
 * Tries every example of every rule, expanded with each of the seeds 1 to `seeds`: an example must be found by its own
 * rule, a counter-example must not (another rule may find it).
 */
export function testRules(
  rules: readonly RuleSource[],
  scanText: ScanText,
  { seeds = 5 }: { seeds?: number } = {},
): RuleTestResult[] {
  return rules.map((rule) => ({
    ruleId: rule.id,
    isSlow: rule.keywords.length === 0 && rule.pattern !== undefined && rule.path === undefined,
    isUntested: rule.examples.length + rule.counterExamples.length === 0,
    failures: [...tryList(rule, 'examples', scanText, seeds), ...tryList(rule, 'counterExamples', scanText, seeds)],
  }));
}

function tryList(
  rule: RuleSource,
  list: RuleTestFailure['list'],
  scanText: ScanText,
  seeds: number,
): RuleTestFailure[] {
  return rule[list].flatMap((example, index) => {
    for (let seed = 1; seed <= seeds; seed++) {
      const failure = tryExample(rule, example, list === 'examples', seed, scanText);
      if (failure) return [{ list, index, template: example.text, seed, ...failure }];
    }
    return [];
  });
}

function tryExample(
  rule: RuleSource,
  example: RuleExample,
  isWanted: boolean,
  seed: number,
  scanText: ScanText,
): Pick<RuleTestFailure, 'problem' | 'message'> | undefined {
  let text: string;
  try {
    text = expandSample(example.text, { seed, ...(rule.checksum !== undefined && { checksum: rule.checksum }) });
  } catch (error) {
    if (error instanceof UserError) return { problem: 'bad-template', message: error.message };
    throw error;
  }
  const isFound = scanText(text, example.path ?? neutralPath).some((hit) => hit.ruleId === rule.id);
  if (isFound === isWanted) return undefined;
  return { problem: isWanted ? 'missed' : 'reported' };
}
