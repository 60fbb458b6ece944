import type { EntityManager } from '@mikro-orm/postgresql';
import { demoId, enterpriseId } from '@millgate/demo';
import { addTo, createAll, dayOf, type SeedContext } from '@millgate/kit';
import { Advisor, Appointment, DeclaredInterest } from '../src/advisor/advisor.entity.ts';
import { Consultation } from '../src/consultation/consultation.entity.ts';
import { Slot } from '../src/slot/slot.entity.ts';
import { advisorId, advisors } from './advisers.ts';
import { consultationsIn } from './consultations.ts';
import { slotsOf } from './slots.ts';

/** The advisers of the articles with their slots around the day of seeding, and what they were asked. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  const today = dayOf(now);
  await createAll(
    tx,
    Advisor,
    advisors.map(({ key, names, kind, organisations, specialtyTexts, channels, chainIds, communityId }) => ({
      id: advisorId(key),
      ...{ names, kind, organisations, specialtyTexts, channels, chainIds, communityId },
    })),
  );
  await createAll(
    tx,
    Appointment,
    advisors.map(({ key, officeFrom }) => ({
      id: demoId('apt', key),
      advisorRef: advisorId(key),
      from: officeFrom,
      // About to leave: the slots after that day are there, and nobody can book them.
      until: key === 'finance-lingfeng' ? addTo(today, { days: 5 }) : null,
      batch: 1,
    })),
  );
  await createAll(tx, DeclaredInterest, interests);
  const slots = advisors.flatMap((advisor) => [...slotsOf(advisor, today)]);
  await createAll(tx, Slot, slots);
  await createAll(tx, Consultation, consultationsIn(slots, now));
}

const interests = [
  { advisor: 'industry-1', enterprise: 'haina' },
  { advisor: 'industry-lingfeng', enterprise: 'zhenzhi' },
].map(({ advisor, enterprise }) => ({
  id: demoId('int', `${advisor}-${enterprise}`),
  advisorRef: advisorId(advisor),
  enterpriseId: enterpriseId(enterprise as 'haina' | 'zhenzhi'),
  from: '2025-01-01',
  until: null,
}));
