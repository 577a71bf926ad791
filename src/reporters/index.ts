/**
 * The output formats. A reporter is a pure function from report and context to text, in a file of its own that is
 * loaded only when its format is asked for; `write-output.ts` brings the text to a file or to standard output.
 */
import type { Format } from '../model/options.ts';
import type { Reporter } from './types.ts';

export type { ReportContext, ReportedReplacements, ReportedRule, Reporter, ReportText } from './types.ts';

const loaders = {
  terminal: async () => (await import('./terminal.ts')).reportTerminal,
  json: async () => (await import('./json.ts')).reportJson,
  sarif: async () => (await import('./sarif.ts')).reportSarif,
  'gitleaks-json': async () => (await import('./gitleaks-json.ts')).reportGitleaksJson,
} satisfies Record<Format, () => Promise<Reporter>>;

/** The reporter of a format; pass its text to `writeOutput`. */
export function loadReporter(format: Format): Promise<Reporter> {
  return loaders[format]();
}
