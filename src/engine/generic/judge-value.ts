import type { Confidence } from '../../model/level.ts';
import type { Assignment } from '../assignment/read-assignment.ts';
import type { Syntax } from '../assignment/syntax.ts';
import { standsInComment } from './comment.ts';
import { decodedReason } from './decoded-text.ts';
import { isMadeOfWords } from './known-words.ts';
import { judgeName, type NameKind, type NameVerdict } from './name.ts';
import { placeholderReason } from './placeholder.ts';
import { isRandomBytes } from './random-bytes.ts';
import { judgeRandomness } from './randomness.ts';
import { referenceReason } from './reference.ts';
import { repeatsName } from './repeats-name.ts';
import { measureShape, readsRandom, type Shape } from './shape.ts';
import { weakPasswordReason } from './weak-password.ts';

export type ValueVerdict =
  | { rejection: string }
  | { confidence: Confidence; kind: NameKind; reasons: string[]; entropy: number };

/** Where a value stands. */
export interface ValueContext {
  syntax: Syntax;
  isTest: boolean;
  /** Whether the file holds the texts of a user interface. */
  isTranslation: boolean;
}

const shortest: Readonly<Record<NameKind, number>> = {
  password: 4,
  secret: 6,
  token: 8,
  'api-key': 8,
  credential: 8,
  key: 12,
};

/** Decides whether the value of an assignment is a secret, how surely, and why. */
export function judgeValue(assignment: Assignment, value: string, context: ValueContext): ValueVerdict {
  const name = judgeName(assignment.name);
  if (name === undefined) return { rejection: 'the name has no word of a secret' };
  if (name.rejection !== undefined) return { rejection: name.rejection };
  const { kind } = name;
  if (value.length < shortest[kind]) return { rejection: `shorter than ${shortest[kind]} characters` };
  const isQuoted = assignment.quote !== '' && assignment.quote !== '<';
  const rejection = isRandomBytes(value) ? undefined : rejectText(assignment, value, isQuoted, context.syntax);
  if (rejection !== undefined) return { rejection };
  return judgeShape(name, value, { assignment, context, isQuoted });
}

/** What the value says by itself. */
function rejectText(assignment: Assignment, value: string, isQuoted: boolean, syntax: Syntax): string | undefined {
  return (
    placeholderReason(value) ??
    referenceReason(value, isQuoted, syntax) ??
    decodedReason(value) ??
    (repeatsName(assignment.name, value) ? 'repeats its name' : undefined)
  );
}

interface Place {
  assignment: Assignment;
  context: ValueContext;
  isQuoted: boolean;
}

function judgeShape(name: NameVerdict, value: string, place: Place): ValueVerdict {
  const { kind } = name;
  const shape = measureShape(value.includes('\\') ? value.replace(/\\(?:x\w\w|u\w{4}|.)/g, '') : value);
  const isBytes = isRandomBytes(value);
  const { level: randomness, reason } = isBytes ? { level: 3, reason: 'random bytes' } : judgeRandomness(shape);
  // Some words are spelt as chance would: `OAUTHBEARER`.
  const level = randomness > 0 && /^[A-Za-z_. -]+$/.test(value) && isMadeOfWords(value) ? 0 : randomness;
  const rejection =
    (isBytes ? undefined : rejectSentence(kind, value, shape)) ??
    rejectPlace(level, value, place) ??
    rejectKind(name, level, value, shape);
  if (rejection !== undefined) return { rejection };
  const found = kind === 'password' ? passwordStrength(level, value, shape, place) : tokenStrength(level, shape);
  if (found < 0) return { rejection: 'reads like words' };
  const strength = isAnyKey(name, place.assignment) ? Math.min(found, 1) : found;
  const { syntax } = place.context;
  const isComment =
    syntax !== 'prose' && syntax !== 'markup' && standsInComment(place.assignment.text, place.assignment.nameStart);
  // In code a comment explains; in settings it is as often a line put out of use.
  const inComment = syntax === 'code' ? strength - 1 : Math.min(strength, 1);
  const confidence = steps[Math.max(0, isComment ? inComment : strength)]!;
  const reasons = [`assigned to a name for a ${kind}`, ...(reason === undefined ? [] : [reason])];
  if (isComment) reasons.push('in a comment');
  return { confidence, kind, reasons, entropy: shape.entropy };
}

const steps: readonly Confidence[] = ['low', 'medium', 'high'];

function rejectSentence(kind: NameKind, value: string, shape: Shape): string | undefined {
  if (shape.spaces > 0 && !isPassphrase(kind, value, shape)) return 'reads like a sentence';
  return kind !== 'password' && /[\x80-\xff]/.test(value) ? 'text in a language' : undefined;
}

/** Words of no language, one space between each: `xowt vumbral krent`. */
function isPassphrase(kind: NameKind, value: string, shape: Shape): boolean {
  if (shape.letters < 8 || (kind !== 'password' && kind !== 'secret')) return false;
  if (kind === 'password' && shape.spaces <= 2 && readsRandom(shape)) return true;
  const words = value.split(' ');
  return words.length <= 6 && words.every((word) => /^[\w!@#$%&*+=.-]{2,20}$/.test(word) && !isMadeOfWords(word));
}

/** Doubts that come from where and how the value is written, for values that are not random in themselves. */
function rejectPlace(level: number, value: string, { assignment, context, isQuoted }: Place): string | undefined {
  if (context.isTranslation && (level < 2 || /[\x80-\xff\s]|^\D*$/.test(value))) return 'a text of the user interface';
  if (assignment.isEmbedded && isInChain(assignment)) return 'the name is a value';
  if (isPublic(assignment)) return 'a public key';
  if (isVerb(assignment)) return 'a word in a sentence';
  if (context.syntax === 'shell' && assignment.operator === 'space' && assignment.name === 'passwd') return 'a command';
  const isOneOfSeveral =
    (assignment.operator === 'call' || assignment.operator === 'pair') &&
    assignment.text.charCodeAt(assignment.valueEnd + 1) === 44;
  if (isOneOfSeveral && level < 3 && !/\d/.test(value)) return 'one of several arguments';
  if (assignment.isWrapped && isOperand(assignment)) return 'an argument';
  if (level >= 2) return undefined;
  if (assignment.isWrapped) return 'an argument';
  const isListed = assignment.operator === 'pair' && (context.syntax === 'prose' || /\d$/.test(assignment.name));
  if (isListed) return 'one of a list';
  if (assignment.operator === 'call' && isOneOfSeveral) return 'one of several arguments';
  const isQuotedWord = isQuoted && context.syntax === 'prose' && assignment.operator === 'space';
  if (isQuotedWord && level === 0 && (!/\d/.test(value) || isMadeOfWords(value))) return 'a word in a text';
  if (isQuoted || (context.syntax !== 'prose' && context.syntax !== 'unknown')) return undefined;
  const isOdd = level === 1 || (value.length >= 6 && !isMadeOfWords(value));
  return isOdd && standsAlone(assignment) && !/[/,]/.test(value) ? undefined : 'a word in a text';
}

/** `a=name:value` and `a:name:value`: the name is itself a part of a value. */
function isInChain({ text, nameStart, nameEnd }: Assignment): boolean {
  const before = text.charCodeAt(nameStart - 1);
  return (before === 61 || before === 58) && text.charCodeAt(nameEnd) === 58;
}

/** `public key "..."`: the word before the name says it. */
function isPublic({ text, nameStart, operator }: Assignment): boolean {
  return operator === 'space' && /\bpublic[ \t]{1,3}$/i.test(text.slice(Math.max(0, nameStart - 12), nameStart));
}

/** `do not pass "..."`. */
function isVerb({ text, name, nameStart, operator }: Assignment): boolean {
  return operator === 'space' && /^pass$/i.test(name) && /\w $/.test(text.slice(Math.max(0, nameStart - 2), nameStart));
}

/** `x = f("...").member`: what is assigned is something else, but for members that only convert. */
function isOperand({ text, valueEnd }: Assignment): boolean {
  return /^["'`]\)\s{0,40}\.(?!to|en|de|as_|get_?bytes|into|unwrap|strip|trim|chomp|freeze|value|bytes|base64|hex)\w/i.test(
    text.slice(valueEnd, valueEnd + 50),
  );
}

/** Whether it is `name=value`, or a line has only the name and the value. */
function standsAlone({ text, nameStart, nameEnd, valueStart, valueEnd, operator }: Assignment): boolean {
  if (operator !== 'assign') return false;
  const between = text.slice(nameEnd, Math.min(valueStart, nameEnd + 40));
  if (between.includes('|')) return true;
  if (valueStart === nameEnd + 1 && text.charCodeAt(nameEnd) === 61) return true;
  const before = text.slice(Math.max(0, nameStart - 40), nameStart);
  return (
    /(?:^|[\n&?]|\b(?:user(?:name)?|login)\s?[:=]\s?[^\s,;]{1,30}[,;]?\s)[\s$>*-]*["']?$/i.test(before) &&
    /^["'`]?[ \t]*\r?(?:\n|$)/.test(text.slice(valueEnd, valueEnd + 40))
  );
}

function rejectKind({ kind, opens }: NameVerdict, level: number, value: string, shape: Shape): string | undefined {
  if (kind === 'password') return weakPasswordReason(value);
  if (level === 0) return 'reads like words';
  if (kind === 'key' && level < (opens || shape.classes >= 3 ? 2 : 3)) return 'not random enough for a key';
  if ((kind === 'credential' || kind === 'api-key') && level < 2) return `not random enough for a ${kind}`;
  return kind === 'token' && level === 1 && shape.classes === 1 ? 'a short word' : undefined;
}

/** 0 low, 1 medium, 2 high. */
function tokenStrength(level: number, shape: Shape): number {
  if (level >= 2) return level - 1;
  return readsRandom(shape) ? 1 : 0;
}

/** A `key` that is handed to a function: to hash, or to look something up, as often as to open something. */
function isAnyKey({ kind, opens }: NameVerdict, { text, valueStart }: Assignment): boolean {
  return kind === 'key' && opens === undefined && text.charCodeAt(valueStart - 2) === 40;
}

/** `ansible_ssh_pass`: the name of a password. */
function hasSecretWord(value: string): boolean {
  return /(?:^|[_.-])(?:pass|passwd|password|pwd|secret|token|key)(?:[_.-]|$)/i.test(value);
}

/** `addr=:6379,password=x,db=0`: an example of settings more often than not. */
function isInList({ text, nameStart, valueEnd, quote }: Assignment): boolean {
  if (quote !== '') return false;
  return text.charCodeAt(nameStart - 1) === 44 || /^,\w{1,30}=/.test(text.slice(valueEnd, valueEnd + 32));
}

/** A number too long and too uneven to count anything. */
function isLongNumber(value: string): boolean {
  return /^\d{6,20}$/.test(value) && new Set(value).size >= 4 && !/000$|^(?:19|20)\d{6}$/.test(value);
}

/** -1 no password, 0 low, 1 medium, 2 high. */
function passwordStrength(level: number, value: string, shape: Shape, { assignment }: Place): number {
  if (level >= 2) return value.length >= 10 ? 2 : 1;
  if (level === 1) return 1;
  if (isLongNumber(value) && assignment.operator !== 'compare') return 1;
  if (!isMadeOfWords(value) && !hasSecretWord(value) && !isInList(assignment)) return 1;
  return shape.classes >= 2 && value.length >= 8 && shape.digits > 0 && assignment.operator === 'assign' ? 0 : -1;
}
