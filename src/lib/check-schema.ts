import type { ErrorObject, SchemaObject } from 'ajv';
import { nearest } from './nearest.ts';
import type { KeyPath } from './read-yaml.ts';

/** What is wrong with a value, where in it, in words: `rules[0].severity must be one of info, low, got "bad"`. */
export interface SchemaFault {
  path: KeyPath;
  problem: string;
}

export type SchemaCheck = (value: unknown) => SchemaFault | undefined;

/**
 * Makes a check from a JSON Schema (draft-07, https://json-schema.org/draft-07) and the schemas it refers to by `$id`.
 * A `$comment` beside a `pattern` is the message for a value that breaks it.
 */
export async function createSchemaCheck(
  schema: SchemaObject,
  others: readonly SchemaObject[] = [],
): Promise<SchemaCheck> {
  const { Ajv } = await import('ajv');
  const ajv = new Ajv({
    strict: true,
    allowUnionTypes: true,
    strictTypes: false,
    allErrors: true,
    verbose: true,
    messages: false,
  });
  for (const other of others) ajv.addSchema(other);
  const validate = ajv.compile(schema);
  return (value) => (validate(value) ? undefined : describeFault(chooseError(validate.errors!)));
}

/** The first one; of a mapping that lacks a key and has an unknown one, the latter, which may be the former misspelt. */
function chooseError(errors: readonly ErrorObject[]): ErrorObject {
  const [first] = errors.filter((error) => error.keyword !== 'propertyNames');
  if (first?.keyword !== 'required') return first!;
  const unknown = errors.find(
    (error) => error.keyword === 'additionalProperties' && error.instancePath === first.instancePath,
  );
  return unknown ?? first;
}

/** `rules[3].keywords[0]` for a path of keys and indexes; a key that is no plain word stands in quotes. */
export function formatKeyPath(path: KeyPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[\w$-]+$/.test(part)) text += text ? `.${part}` : part;
    else text += `[${JSON.stringify(part.slice(0, 80))}]`;
  }
  return text;
}

/** A value as a message shows it: JSON on one line, cut to a readable length. */
export function showValue(value: unknown): string {
  const text =
    typeof value === 'object' && value !== null ? showObject(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function showObject(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'something nested too deeply to show';
  }
}

function describeFault(error: ErrorObject): SchemaFault {
  const path = parsePointer(error);
  if (error.keyword === 'additionalProperties') return describeUnknownKey(error, path);
  if (error.keyword === 'required') {
    const key = String(error.params.missingProperty);
    return { path, problem: `${subject(path)} must have the key "${key}"` };
  }
  if (error.propertyName !== undefined) {
    const rule = error.parentSchema?.$comment ?? `must match ${String(error.params.pattern)}`;
    return { path: [...path, error.propertyName], problem: `${formatKeyPath([...path, error.propertyName])} ${rule}` };
  }
  return { path, problem: `${subject(path)} ${ruleOf(error)}, got ${showValue(error.data)}` };
}

function describeUnknownKey(error: ErrorObject, path: KeyPath): SchemaFault {
  const key = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const meant = nearest(key, known);
  const hint = meant === undefined ? `known keys are ${known.join(', ')}` : `did you mean "${meant}"?`;
  return { path: [...path, key], problem: `${formatKeyPath([...path, key])} is not a known key; ${hint}` };
}

function ruleOf(error: ErrorObject): string {
  const limit = String(error.params.limit);
  switch (error.keyword) {
    case 'type':
      return `must be ${typeWords(error.params.type)}`;
    case 'enum':
      return `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
    case 'pattern':
      return String(error.parentSchema?.$comment ?? `must match ${error.params.pattern}`);
    case 'minLength':
      return limit === '1' ? 'must not be empty' : `must be at least ${limit} characters long`;
    case 'maxLength':
      return `must be at most ${limit} characters long`;
    case 'minItems':
    case 'minProperties':
      return limit === '1' ? 'must not be empty' : `must have at least ${limit} entries`;
    case 'maxItems':
      return `must have at most ${limit} entries`;
    case 'minimum':
      return `must be at least ${limit}`;
    case 'maximum':
      return `must be at most ${limit}`;
    case 'uniqueItems':
      return 'must not repeat an entry';
    default:
      return `breaks the rule "${error.keyword}"`;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys',
  null: 'empty',
};

function typeWords(type: unknown): string {
  return [type]
    .flat()
    .map((name) => typeNames[String(name)] ?? String(name))
    .join(' or ');
}

function subject(path: KeyPath): string {
  return formatKeyPath(path) || 'the file';
}

/** A JSON pointer (RFC 6901) as keys and indexes; a part is an index where the parent is a list. */
function parsePointer(error: ErrorObject): (string | number)[] {
  return error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}
