import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RawFinding } from '../../src/baseline/detect-secrets/write-baseline.ts';
import { builtInEngine, fragmentOf } from './engine.ts';
import type { Repo } from './repo.ts';

/** What the built-in rules find in the tracked files of a repository, with the raw values. */
export function rawFindings(repository: Repo): (RawFinding & { ruleId: string; lineAt(line: number): string })[] {
  const engine = builtInEngine();
  return repository
    .git('-c', 'core.quotePath=off', 'ls-files')
    .split('\n')
    .flatMap((path) => {
      const text = readFileSync(join(repository.path, path), 'utf8');
      const lines = text.split('\n');
      const lineAt = (line: number) => lines[line - 1] ?? '';
      const raw = ({ secret, start }: { secret: string; start: number }) => {
        const startLine = Buffer.from(text).subarray(0, start).toString().split('\n').length;
        return { secret, startLine, line: lineAt(startLine) };
      };
      const matches = engine.scan(fragmentOf(text, path));
      return matches.map((match) => ({
        ruleId: match.rule.id,
        path,
        ...raw(match),
        parts: match.parts.filter(({ isPublic }) => !isPublic).map(raw),
        lineAt,
      }));
    });
}
