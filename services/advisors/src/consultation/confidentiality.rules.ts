import type { AdvisorKind } from '../advisor/advisor.enums.ts';

export enum Confidentiality {
  NORMAL = 'NORMAL',
  SEALED = 'SEALED',
}

/** Who asked, for whom, how openly, and who advises: all that decides who may read a consultation. */
export interface Readership {
  readonly confidentiality: Confidentiality;
  /** The account that asked. */
  readonly authorId: string;
  readonly workerId: string | null;
  readonly enterpriseId: string | null;
  readonly advisorId: string | null;
}

/** What a caller is to a consultation. */
export interface Reader {
  isPerson(id: string): boolean;
  isHrOf(enterpriseId: string): boolean;
  isAdvisor(advisorId: string): boolean;
}

/**
 * The adviser who has it reads it; beside that, a sealed one only its author, a normal one the worker it is about or
 * the enterprise's HR (A4). No staff role, no manager and no service is in this list.
 */
export function mayRead(reader: Reader, consultation: Readership): boolean {
  const { confidentiality, authorId, workerId, enterpriseId, advisorId } = consultation;
  if (advisorId !== null && reader.isAdvisor(advisorId)) return true;
  if (confidentiality === Confidentiality.SEALED) return reader.isPerson(authorId);
  if (workerId !== null) return reader.isPerson(workerId);
  return enterpriseId !== null && reader.isHrOf(enterpriseId);
}

/**
 * What a consultation is if the asker says nothing, and whether what she says holds: an integrity adviser is only ever
 * asked under seal. Asking one openly is refused, not corrected: she must know what she is promised.
 */
export function confidentialityFor(kind: `${AdvisorKind}`, wanted: Confidentiality | null): Confidentiality | null {
  if (kind !== 'INTEGRITY') return wanted ?? Confidentiality.NORMAL;
  return wanted === Confidentiality.NORMAL ? null : Confidentiality.SEALED;
}
