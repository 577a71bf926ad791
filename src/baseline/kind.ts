export type BaselineKind = 'own' | 'detect-secrets' | 'gitleaks';

/** Whose file it is: by its first sign or key, so that nothing need be read twice. */
export function kindOf(text: string): BaselineKind {
  if (/^\ufeff?\s*\[/.test(text)) return 'gitleaks';
  return !/^\s*\{\s*"format"/.test(text) && /"results"\s*:/.test(text) ? 'detect-secrets' : 'own';
}
