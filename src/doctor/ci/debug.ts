import type { Severity } from '../../model/level.ts';
import type { Problem } from '../../model/problem.ts';
import type { Check } from '../check.ts';
import { ciFiles } from './files.ts';
import type { CiSystem } from './step.ts';

interface Switch {
  pattern: RegExp;
  name: string;
  severity: Severity;
}

const on = String.raw`\s*:\s*["']?(?:true|1|yes)["']?\s*(?:#.*)?$`;
/** Vendors' pages: docs.github.com "enabling debug logging", docs.gitlab.com "enable debug logging", learn.microsoft.com "review logs". */
const switches: Partial<Record<CiSystem, readonly Switch[]>> = {
  github: ['ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG'].map((name) => ({
    name,
    pattern: new RegExp(String.raw`^\s*${name}${on}`),
    severity: 'low' as const,
  })),
  gitlab: [
    { name: 'CI_DEBUG_TRACE', pattern: new RegExp(String.raw`^\s*CI_DEBUG_TRACE${on}`), severity: 'high' },
    { name: 'CI_DEBUG_SERVICES', pattern: new RegExp(String.raw`^\s*CI_DEBUG_SERVICES${on}`), severity: 'medium' },
  ],
  azure: [{ name: 'system.debug', pattern: new RegExp(String.raw`^\s*system\.debug${on}`, 'i'), severity: 'low' }],
};

/** Logs that tell everything, for good. */
export const ciDebug: Check = {
  id: 'doctor-ci-debug',
  summary: 'CI files that switch debug logs on for every run',
  async run(repository) {
    return (await ciFiles(repository)).flatMap(({ system, path, yaml }) =>
      (yaml?.lines ?? []).flatMap((text, index): Problem[] => {
        const found = text.length < 500 ? switches[system]?.find(({ pattern }) => pattern.test(text)) : undefined;
        if (!found) return [];
        return [
          {
            check: ciDebug.id,
            severity: found.severity,
            path,
            line: index + 1,
            message: `${found.name} is switched on for every run`,
            why: 'debug logs show variables and commands with their values',
            fix: [`take ${found.name} out; set it for a single run where it is needed`],
          },
        ];
      }),
    );
  },
};
