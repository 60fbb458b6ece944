import { badInput, type CalendarDay } from '@millgate/kit';
import { residentIdAsWritten, residentIdFault, type ResidentIdFault } from './resident-id.rules.ts';

const faultMessages: Record<ResidentIdFault, string> = {
  SHAPE: 'A resident ID is 17 digits and a check character, a digit or X.',
  CHECK_DIGIT: 'The check character of the resident ID does not fit its digits.',
  DATE: 'The date of birth in the resident ID is no day of the calendar.',
  FUTURE: 'The date of birth in the resident ID lies in the future.',
};

/** A resident ID of an input, in the one spelling; or a refusal of the input, which does not repeat it. */
export function wellFormedResidentId(text: string, today: CalendarDay): string {
  const residentId = residentIdAsWritten(text);
  const fault = residentIdFault(residentId, today);
  if (fault) throw badInput(faultMessages[fault], ['input', 'residentId'], fault);
  return residentId;
}
