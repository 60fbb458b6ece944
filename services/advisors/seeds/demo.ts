import type { EntityManager } from '@mikro-orm/postgresql';
import { demoId } from '@millgate/demo';
import {
  addTo,
  createAll,
  dayOf,
  instantAt,
  keepYear,
  LocalizedText,
  type SeedContext,
  stateCouncil,
} from '@millgate/kit';
import { Advisor, Appointment, DeclaredInterest } from '../src/advisor/advisor.entity.ts';
import { Consultation } from '../src/consultation/consultation.entity.ts';
import { Slot } from '../src/slot/slot.entity.ts';
import { advisorId, advisors } from './advisers.ts';
import { FollowUp } from '../src/consultation/follow-up.entity.ts';
import { Assignment, AssignmentReason } from '../src/matching/assignment.entity.ts';
import { AdviceSource, AdviceSourceKind } from '../src/source/advice-source.entity.ts';
import { consultationsIn, type DemoConsultation } from './consultations.ts';
import { interests, leaver, leavesOn } from './office.ts';
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
      until: key === leaver ? leavesOn(today) : null,
      batch: 1,
    })),
  );
  await createAll(tx, DeclaredInterest, interests);
  const slots = advisors.flatMap((advisor) => [...slotsOf(advisor, today)]);
  await createAll(tx, Slot, slots);
  await createAll(tx, AdviceSource, sources);
  const year = Number(today.slice(0, 4));
  for (const one of [year, year + 1]) await seedYear(tx, one);
  const consultations = [...consultationsIn(slots, now)];
  await createAll(tx, Consultation, consultations);
  await createAll(
    tx,
    Assignment,
    consultations.map(({ id, advisorRef, firstRequestedAt }) => ({
      id: demoId('asg', id),
      consultationRef: id,
      advisorRef,
      assignedAt: firstRequestedAt,
      why: [AssignmentReason.CHOSEN],
      considered: 1,
    })),
  );
  await createAll(tx, FollowUp, followUps(consultations));
}

async function seedYear(tx: EntityManager, year: number): Promise<void> {
  const exceptions = stateCouncil.exceptionsOf(year);
  if (exceptions) await keepYear(tx, { year, no: 1, week: [true, true, true, true, true, false, false], exceptions });
}

/** What the articles’ adviser still has to ask: whether the loan came. */
const followUps = (consultations: readonly DemoConsultation[]) =>
  consultations
    .filter(({ id }) => id === demoId('cns', 'baoge-equipment'))
    .map(({ id, answeredAt }) => {
      const dueOn = addTo(dayOf(answeredAt ?? new Date(0)), { days: 14 });
      return {
        id: demoId('fup', id),
        consultationRef: id,
        dueOn,
        dueAt: instantAt(addTo(dueOn, { days: 1 }), '00:00'),
      };
    });

const text = (zh: string, en: string) => LocalizedText.of(zh, en);

/** What the articles’ advisers speak of, and what the subsidies’ programmes are called. */
const sources = [
  {
    code: 'SMART-SOCK-MACHINE-LOAN',
    kind: AdviceSourceKind.FINANCE_PRODUCT,
    titles: text('智能袜机贷', 'Smart sock-machine loan'),
    issuers: text('诸暨农商银行', 'Zhuji Rural Commercial Bank'),
  },
  {
    code: 'IP-PLEDGE-LOAN',
    kind: AdviceSourceKind.FINANCE_PRODUCT,
    titles: text('知识产权质押贷款', 'Loan on pledged intellectual property'),
    issuers: text('诸暨农商银行', 'Zhuji Rural Commercial Bank'),
  },
  {
    code: 'YOUTH_SETTLEMENT',
    kind: AdviceSourceKind.POLICY,
    titles: text('青年落户补贴', 'Youth settlement subsidy'),
    issuers: text('北仑区', 'Beilun District'),
  },
  {
    code: 'SOCK-MACHINE-UPGRADE',
    kind: AdviceSourceKind.POLICY,
    titles: text('袜机数字化改造奖补', 'Grant for the digital upgrade of sock machines'),
    issuers: text('大唐街道', 'Datang Street'),
  },
].map((source) => ({ ...source, validFrom: '2025-01-01', validUntil: null }));
