import type { JsonPath } from '../../lib/read-json.ts';
import type { UserError } from '../../lib/user-error.ts';

/** Reads parts of the document; what is wrong becomes a `UserError` with its place. */
export interface PartReader {
  fault(path: JsonPath, problem: string): UserError;
}

/** Whether a decoded value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value for messages, cut to a readable length. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
