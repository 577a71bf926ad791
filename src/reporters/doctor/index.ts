/** The report of `doctor`: for people, as JSON (`doctor.schema.json`) and as SARIF for code scanning. */
import type { Diagnosis } from '../../model/problem.ts';
import type { ReportContext, ReportText } from '../types.ts';

export const doctorFormats = ['terminal', 'json', 'sarif'] as const;
export type DoctorFormat = (typeof doctorFormats)[number];

export type DoctorReporter = (diagnosis: Diagnosis, context: ReportContext) => ReportText;

const loaders = {
  terminal: async () => (await import('./terminal.ts')).reportDoctorTerminal,
  json: async () => (await import('./json.ts')).reportDoctorJson,
  sarif: async () => (await import('./sarif.ts')).reportDoctorSarif,
} satisfies Record<DoctorFormat, () => Promise<DoctorReporter>>;

/** The reporter of a format; pass its text to `writeOutput`. */
export function loadDoctorReporter(format: DoctorFormat): Promise<DoctorReporter> {
  return loaders[format]();
}
