/** What to do about a secret whose rule says nothing of it. */
export const defaultAdvice =
  'Revoke it where it was issued, create a new one, and load that from the environment or a secret store.';
