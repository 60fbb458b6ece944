import { demoId, enterpriseId } from '@millgate/demo';
import { addTo, dayOf, instantAt } from '@millgate/kit';
import { advisorId } from './advisers.ts';

/** About to leave: the slots after that day are there, and nobody can book them. */
export const leaver = 'finance-lingfeng';

export const leavesOn = (today: string): string => addTo(today, { days: 5 });

/** From when on an adviser has nothing any more; never for those who stay. */
export const leavesAt = (id: string, now: Date): Date =>
  id === advisorId(leaver) ? instantAt(leavesOn(dayOf(now)), '00:00') : new Date(8.64e15);

export const interests = (
  [
    { advisor: 'industry-1', enterprise: 'haina' },
    { advisor: 'industry-lingfeng', enterprise: 'zhenzhi' },
  ] as const
).map(({ advisor, enterprise }) => ({
  id: demoId('int', `${advisor}-${enterprise}`),
  advisorRef: advisorId(advisor),
  enterpriseId: enterpriseId(enterprise),
  from: '2025-01-01',
  until: null,
}));
