import {
  buildAutomaton,
  collectKeywords,
  createEngine,
  type Engine,
  type RuleSet,
  type Trace,
  unpackAutomaton,
  unpackPlan,
} from './engine/index.ts';
import { createFindings, type FindingsOptions, type FragmentResult } from './findings/index.ts';
import { isKnown } from './lib/is-known.ts';
import { crypto } from './lib/lazy-crypto.ts';
import { listRules } from './lib/list-rules.ts';
import { remember } from './lib/remember.ts';
import { today } from './lib/today.ts';
import { wholeFragment } from './lib/whole-fragment.ts';
import type { Finding } from './model/finding.ts';
import type { Fragment } from './model/fragment.ts';
import type { Known, KnownAnswer, KnownMark, KnownQuery, KnownSource } from './model/known.ts';
import type { Options } from './model/options.ts';
import type { ScanError, Skipped, UnusedAllow } from './model/report.ts';
import type { RuleDetails } from './model/rule.ts';
import type { SourceSink } from './model/source.ts';
import { readBuiltIn, readBuiltInDetails, readBuiltInPlan } from './rules/built-in.ts';
import { selectRules } from './rules/select.ts';

/** What a run has gathered so far. */
export interface Gathered {
  files: number;
  bytes: number;
  expected: number;
  findings: Finding[];
  skipped: Skipped[];
  errors: ScanError[];
  suppressed: number;
  unusedAllows: UnusedAllow[];
  usedIgnores: Set<number>;
  /** Places of the configuration's allowlists that let something be. */
  usedAllows: Set<string>;
  /** Files that were read, of those that the baseline names; only where it is being written. */
  readPaths: Set<string>;
  /** Where other threads count the files that they are done with, for the progress bar: `[next lot, files]`. */
  elsewhere?: Int32Array;
}

export interface PipelineHooks {
  onFinding?(finding: Finding): void;
  /** After each file. */
  onFile?(gathered: Gathered): void;
  onExplain?(line: string): void;
  /** The baseline in use. */
  known?: KnownSource | undefined;
  /** Whoever scans calls `settle` before the findings are used. */
  canWait?: boolean;
  /** Each match that became a finding, with the raw value. */
  onKept?: FindingsOptions['onKept'];
}

/** From fragments to findings: one a thread. */
export interface Pipeline {
  sink: SourceSink;
  gathered: Gathered;
  /** A look at some lines out of a file; see `Engine`. */
  probe: Engine['probe'];
  /** A text with whatever a rule matches taken out. */
  hide(text: string): string;
  /** Ends when the baseline has been asked for every finding. */
  settle(): Promise<void>;
}

/** The key under which equal secrets of one report get equal hashes; random, made on the first call. */
export function createReportKey(): () => Uint8Array {
  let key: Uint8Array | undefined;
  return () => {
    key ??= crypto().randomBytes(32);
    return key;
  };
}

/** Sets up rules, engine and findings for a run. Throws `UserError` for rules that the options name wrongly. */
export function createPipeline(options: Options, reportKey: () => Uint8Array, hooks: PipelineHooks = {}): Pipeline {
  const gathered: Gathered = {
    files: 0,
    bytes: 0,
    expected: 0,
    findings: [],
    skipped: [],
    errors: [],
    suppressed: 0,
    unusedAllows: [],
    usedIgnores: new Set(),
    usedAllows: new Set(),
    readPaths: new Set(),
  };
  const explainer = options.explain && createExplainer(options.explain, hooks);
  const engine = loadEngine(options, gathered, explainer?.trace);
  const waiting = new Map<Finding, Promise<void>>();
  const wait = hooks.canWait
    ? (finding: Finding, answer: Promise<Answer>) => {
        const settled = answer.then((each) => {
          Object.assign(finding, each);
          if (!isKnown(finding)) hooks.onFinding?.(finding);
        });
        // It is thrown by who settles.
        settled.catch(() => {});
        waiting.set(finding, settled);
      }
    : undefined;
  const toFindings = createFindings({
    ...options,
    reportKey,
    today: today(),
    details: createDetails(options),
    ...(explainer && { onHeldBack: explainer.heldBack }),
    ...(hooks.onKept && { onKept: hooks.onKept }),
    ...(hooks.known && { recognise: createRecognise(hooks.known, options, createHide(engine), wait) }),
  });
  const scan = (fragment: Fragment) => {
    if (explainer && !explainer.begin(fragment)) return;
    const matches = engine.scan(fragment);
    if (matches.length > 0 || options.listUnusedAllows) {
      const onFinding = (finding: Finding) => !waiting.has(finding) && hooks.onFinding?.(finding);
      gather(gathered, toFindings(matches, fragment), onFinding);
    }
  };
  const settle = async () => {
    await Promise.all(waiting.values());
  };
  return {
    gathered,
    sink: createSink(gathered, scan, options, hooks),
    probe: engine.probe,
    hide: createHide(engine),
    settle,
  };
}

function loadEngine(options: Options, gathered: Gathered, trace: Trace | undefined) {
  const { rules, builtInCount, isEnabled } = selectRules(readBuiltIn(), options.rules);
  return createEngine(
    { rules, builtInCount, ...(options.rules.added.length > 0 ? buildPlan(rules) : readPlan()) },
    {
      ...(isEnabled && { isEnabled }),
      allowlists: options.rules.allowlists,
      maxDecodeDepth: options.maxDecodeDepth,
      ...(trace && { trace }),
      onAllowed: ({ place }) => {
        if (place !== undefined) gathered.usedAllows.add(place);
      },
      onRuleError: (rule, path, { message }) =>
        gathered.errors.push({
          code: 'rule-too-slow',
          message: `${path}: rule "${rule.id}": ${message}; its matches here are lost`,
          path,
        }),
    },
  );
}

function readPlan(): Pick<RuleSet, 'automaton' | 'plan'> {
  const { automaton, plan } = readBuiltInPlan();
  return { automaton: unpackAutomaton(automaton), plan: unpackPlan(plan) };
}

/** With rules of the user's own, nothing made ahead fits. */
function buildPlan(rules: RuleSet['rules']): Pick<RuleSet, 'automaton'> {
  return { automaton: buildAutomaton(collectKeywords(listRules(rules))) };
}

/** Facts about rules, read from disk on the first call: most runs find nothing. */
function createDetails({ rules }: Options): (id: string) => RuleDetails {
  let builtIn: ReturnType<typeof readBuiltInDetails> | undefined;
  return remember((id) => {
    builtIn ??= readBuiltInDetails();
    const nothing = { id, provider: 'Custom', description: id, tags: [], references: [] };
    return rules.addedDetails.find((details) => details.id === id) ?? builtIn(id) ?? nothing;
  });
}

function gather(gathered: Gathered, result: FragmentResult, onFinding: (finding: Finding) => void): void {
  gathered.suppressed += result.suppressed;
  gathered.unusedAllows.push(...result.unusedAllows);
  for (const entry of result.usedIgnores) gathered.usedIgnores.add(entry);
  for (const finding of result.findings) {
    gathered.findings.push(finding);
    if (!isKnown(finding)) onFinding(finding);
  }
}

type Answer = { known?: Known; marks?: readonly KnownMark[] };

/** Asks the baseline. What of a path is a secret is hidden first: an entry holds none. */
function createRecognise(
  source: KnownSource,
  { baseline }: Options,
  hide: (text: string) => string,
  wait: ((finding: Finding, answer: Promise<Answer>) => void) | undefined,
) {
  const pathOf = remember(hide);
  const isRecording = baseline?.isRecording === true;
  return (query: KnownQuery, finding: Finding): Answer => {
    const path = pathOf(query.path);
    const asked = { ...query, path };
    const rows = isRecording ? source.rows?.(asked) : undefined;
    const toAnswer = ({ known, hash = '' }: KnownAnswer): Answer => {
      if (!isRecording) return known ? { known } : {};
      const mark: KnownMark = { ruleId: finding.ruleId, path, hash, ...(known && { known }), ...(rows && { rows }) };
      return { ...(known && { known }), marks: [mark] };
    };
    if (!wait || !source.ask) {
      return toAnswer({ known: source.find(asked), hash: isRecording ? source.hash?.(query.secret) : undefined });
    }
    const answer = source.ask(asked, isRecording);
    if (!(answer instanceof Promise)) return toAnswer(answer);
    wait(finding, answer.then(toAnswer));
    return {};
  };
}

function createSink(
  gathered: Gathered,
  scan: (fragment: Fragment) => void,
  { baseline }: Options,
  { onFile, known }: PipelineHooks,
): SourceSink {
  const watched = baseline?.isRecording && known?.paths();
  return {
    fragment: scan,
    skip: (path, reason, isNamed, judgedAs) => {
      gathered.skipped.push({ path, reason, ...(isNamed && { isNamed }) });
      // What is not read still has a name, which a rule may be about: `*.p12`.
      if (reason === 'binary' || reason === 'archive' || reason === 'too-large') {
        scan({ ...wholeFragment(path), ...(judgedAs !== undefined && { judgedAs }) });
      }
    },
    error: (error) => gathered.errors.push(error),
    expect: (files) => {
      gathered.expected += files;
    },
    fileDone: (path, bytes) => {
      if (watched?.has(path)) gathered.readPaths.add(path);
      gathered.files++;
      gathered.bytes += bytes;
      onFile?.(gathered);
    },
  };
}

function createHide(engine: Engine): (text: string) => string {
  return (text) => {
    const bytes = Buffer.from(text);
    let shown = '';
    let at = 0;
    for (const { start, end } of engine.scan(wholeFragment('', bytes))) {
      if (start < at) continue;
      shown += `${bytes.toString('utf8', at, start)}[hidden]`;
      at = end;
    }
    return shown + bytes.toString('utf8', at);
  };
}

/** Follows what happens to the candidates on one line of one file. */
function createExplainer({ path, line }: { path: string; line: number }, hooks: PipelineHooks) {
  let fragment: Fragment | undefined;
  const tell = (ruleId: string, message: string) => hooks.onExplain?.(`${path}:${line} ${ruleId}: ${message}`);
  return {
    /** Whether the fragment is of the file in question. */
    begin(next: Fragment): boolean {
      fragment = next;
      return next.path === path;
    },
    trace: (({ ruleId, start, end, message }) => {
      const [first, last] = [lineOf(fragment!, start), lineOf(fragment!, Math.max(start, end - 1))];
      if (first <= line && line <= last) tell(ruleId, message);
    }) satisfies Trace,
    heldBack(ruleId: string, startLine: number, endLine: number, reason: string): void {
      if (startLine <= line && line <= endLine) tell(ruleId, `held back: ${reason}`);
    },
  };
}

function lineOf({ bytes, firstLine }: Fragment, offset: number): number {
  let line = firstLine;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) line++;
  return line;
}
