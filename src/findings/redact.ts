import type { CompiledRule } from '../model/rule.ts';

const hidden = '********';

/**
 * Hides a secret: all of it at 100 per cent, of a fixed width so that its length does not show, but for a public
 * prefix of its rule (`ghp_`); below that, the share at its end. At 0 it is shown. A finding that is about a file's name has no secret.
 */
export function redact(secret: string, rule: CompiledRule, percent: number): string {
  if (percent <= 0 || secret === '') return secret;
  if (percent >= 100) return publicPrefix(secret, rule) + hidden;
  return secret.slice(0, Math.floor((secret.length * (100 - percent)) / 100)) + hidden;
}

/** The keyword a token starts with is the same for everyone. */
function publicPrefix(secret: string, rule: CompiledRule): string {
  if (rule.mode !== 'sticky') return '';
  const start = secret.toLowerCase();
  const prefix = rule.keywords.find((keyword) => keyword.length < secret.length / 2 && start.startsWith(keyword));
  return prefix === undefined ? '' : secret.slice(0, prefix.length);
}
