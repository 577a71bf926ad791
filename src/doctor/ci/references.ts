import { isSecretName } from '../placeholder.ts';
import type { CiStep } from './step.ts';

/** Longer ones are no longer written by hand. */
const longest = 10_000;

/** The secrets that a command names so that its text holds them, each once. */
export function secretsIn({ variables, byName, direct, system }: CiStep, text: string): string[] {
  const command = text.slice(0, longest);
  const names = new Set<string>();
  const isSecret = (name: string) => variables.has(name) || (byName && isSecretName(name) && !isOther(name));
  if (direct) {
    for (const [, name, other] of command.matchAll(direct)) {
      const found = (name ?? other)!;
      if (system === 'github' || isSecret(found)) names.add(found);
    }
  }
  const bare = withoutTests(command.replace(/'[^']*'/g, (text) => (text.includes('${{') ? text : "''")));
  for (const [, name, other] of bare.matchAll(
    /(?<!\\)\$(?:env:)?(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?!\w*:?\+)[^}]{0,200}\})/g,
  )) {
    if (isSecret((name ?? other)!)) names.add((name ?? other)!);
  }
  return [...names];
}

/** Only whether there is a value is asked in `[ -n "$X" ]`; what stands in `$(...)` is another command's. */
function withoutTests(text: string): string {
  return text.replace(/\[\[?\s[^\]]{0,500}\]\]?/g, '').replace(/\$\((?:[^()]|\([^()]{0,300}\)){0,500}\)/g, '');
}

/** A variable of the type `file` holds a path; a script counts in `PASS` and looks for `PAT`. */
function isOther(name: string): boolean {
  return /(?:^|_)(?:FILE|PATH|DIR)(?:_|$)|^(?:PASS|PAT|PW)$/i.test(name);
}
