import type { CalendarDay } from '@millgate/kit';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

export type ResidentIdFault = 'SHAPE' | 'CHECK_DIGIT' | 'DATE' | 'FUTURE';

/** One spelling for one number: without surrounding blanks, with a capital X. */
export const residentIdAsWritten = (text: string): string => text.trim().toUpperCase();

/** The check character of a resident ID's first 17 digits: ISO 7064 MOD 11-2, as GB 11643 has it. */
export function residentIdCheckCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** What is wrong with a resident ID (GB 11643) on a day; null if nothing is. */
export function residentIdFault(residentId: string, today: CalendarDay): ResidentIdFault | null {
  if (!/^\d{17}[\dX]$/.test(residentId)) return 'SHAPE';
  if (residentIdCheckCharacter(residentId.slice(0, 17)) !== residentId[17]) return 'CHECK_DIGIT';
  const born = birthDateOf(residentId);
  if (born === null) return 'DATE';
  return born > today ? 'FUTURE' : null;
}

/** The date of birth inside a resident ID; null where it is no day of the calendar. */
export function birthDateOf(residentId: string): CalendarDay | null {
  const day = `${residentId.slice(6, 10)}-${residentId.slice(10, 12)}-${residentId.slice(12, 14)}`;
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}
