import type { CheckInfo, Problem } from '../model/problem.ts';
import type { Repository } from './repository.ts';

/** One thing that `doctor` looks into. */
export interface Check extends CheckInfo {
  /** Throws `UserError` where it cannot be looked into; what it found until then is kept in `repository.errors`. */
  run(repository: Repository): Promise<readonly Problem[]> | readonly Problem[];
}
