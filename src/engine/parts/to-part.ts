import type { MatchPart } from '../../model/match.ts';
import { judgeRandomness } from '../generic/randomness.ts';
import { measureShape } from '../generic/shape.ts';
import type { PartName } from './role.ts';

/** A piece of a credential that a reader or a rule's pattern saw. Offsets are into the text. */
export interface Piece {
  part: PartName;
  start: number;
  end: number;
}

/** Makes a part of it; one that looks random is hidden like a secret, as it may be one under a wrong name. */
export function toPart({ part, start, end }: Piece, ruleId: string, text: string): MatchPart {
  const secret = text.slice(start, end);
  const isPublic = part !== 'id' && judgeRandomness(measureShape(secret)).level < 2;
  return { name: part, ruleId, start, end, secret, ...(isPublic && { isPublic }) };
}
