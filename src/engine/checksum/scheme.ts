/**
 * `valid`: the text proves itself. `invalid`: it has the scheme's shape and contradicts it. `unknown`: it is not of
 * the shape that the scheme can judge, or the vendor has not published enough to call a mismatch wrong.
 */
export type ChecksumVerdict = 'valid' | 'invalid' | 'unknown';

/** How one vendor's credentials can be checked without a network. */
export interface ChecksumScheme {
  /** As rules name it. */
  name: string;
  check(secret: string): ChecksumVerdict;
  /** True where `valid` proves nothing: it says that the form is right, which many issuers share. */
  isFormOnly?: boolean;
  /** What must be appended to `body` so that `check` says valid; for samples. */
  sign(body: string): string;
  /** Why a credential of the right form ranks a step lower all the same, if it does: it no longer opens anything. */
  doubt?(secret: string): string | undefined;
  /** Facts read from the credential that are no secret themselves: account, expiry, issuer. */
  describe?(secret: string): string[];
}
