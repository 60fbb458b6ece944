import { dayOf } from '@millgate/kit';

/** The calendar year whose money a decision spends, in the community's zone. */
export const fiscalYearOf = (now: Date): number => Number(dayOf(now).slice(0, 4));
