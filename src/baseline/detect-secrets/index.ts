/**
 * Baselines of detect-secrets. `read-baseline.ts` reads all layouts since 0.12, `take-values.ts` takes from a line what
 * the plugins take, `known.ts` answers whether a finding is known; `write-baseline.ts` and `update-baseline.ts` write.
 */
export {
  type DetectSecretsKnown,
  type DetectSecretsOptions,
  openDetectSecrets,
} from './known.ts';
export { type DetectSecretsBaseline, isDetectSecrets, type Row, readDetectSecrets } from './read-baseline.ts';
export { type FoundRows, type UpdatedText, updateDetectSecrets } from './update-baseline.ts';
export { type RawFinding, toRows, writeDetectSecrets } from './write-baseline.ts';
