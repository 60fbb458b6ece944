import { EnrolmentState } from '../enrolment/seating.rules.ts';

/** What a trainer may say of somebody with a seat, until the course is completed. */
export const markable = (state: EnrolmentState): boolean =>
  state === EnrolmentState.SEATED || state === EnrolmentState.ATTENDED || state === EnrolmentState.NO_SHOW;

export interface Marks {
  readonly attended: readonly string[];
  readonly absent: readonly string[];
}

export type MarkFault = { readonly list: keyof Marks; readonly index: number; readonly code: 'NOT_SEATED' | 'TWICE' };

/** What is wrong with a list of marks: who has no seat in the sitting, and who is in both lists. */
export function markFaults(marks: Marks, states: ReadonlyMap<string, EnrolmentState>): MarkFault[] {
  const came = new Set(marks.attended);
  const faultOf =
    (list: keyof Marks) =>
    (id: string, index: number): MarkFault[] => {
      const state = states.get(id);
      if (state === undefined || !markable(state)) return [{ list, index, code: 'NOT_SEATED' }];
      return list === 'absent' && came.has(id) ? [{ list, index, code: 'TWICE' }] : [];
    };
  return [...marks.attended.flatMap(faultOf('attended')), ...marks.absent.flatMap(faultOf('absent'))];
}
