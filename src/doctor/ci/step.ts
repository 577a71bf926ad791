/** Systems whose files we read. */
export const ciSystems = ['github', 'gitlab', 'circleci', 'azure', 'travis', 'jenkins'] as const;
export type CiSystem = (typeof ciSystems)[number];

/** A script that a CI system runs. */
export interface CiStep {
  system: CiSystem;
  path: string;
  script: string;
  /** Line of the script's first line. */
  line: number;
  /** Names of variables that hold secrets there. */
  variables: ReadonlySet<string>;
  /** Whether what has the name of a secret is taken for one: the system keeps such variables outside of the file. */
  byName: boolean;
  /** Text that the system replaces by a secret before a shell sees it; with the name as its first group, `g`. */
  direct?: RegExp;
  /** Each command is printed with its secrets in place, by `bash -x` and the like. */
  isTraced?: boolean;
}
