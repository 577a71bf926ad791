/** What one of detect-secrets' plugins takes from a line. */
export interface Taken {
  /** As baselines name the plugin. */
  type: string;
  /** What it hashes. */
  value: string;
  /** Every secret of the kind gives the same value (a prefix, the first line of a key): it tells which kind, not which secret. */
  isShared?: true;
}
