import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Command,
  dayOf,
  holds,
  localized,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  unauthenticated,
} from '@millgate/kit';
import { Provider } from '../provider/provider.entity.ts';
import { requireTrainer } from '../teaching/attendance.service.ts';
import { CohortOrder } from './cohort-order.entity.ts';
import type { Code } from './cohort.answers.ts';
import { Cohort } from './cohort.entity.ts';
import type {
  AgreeCohortInput,
  CompleteCohortInput,
  JoinCohortInput,
  LeaveCohortInput,
  OrderCohortInput,
  RecordCohortHiresInput,
} from './cohort.inputs.ts';
import { CohortStage, hiresFit, offerFault } from './cohort.rules.ts';

type Outcome<M extends keyof Code> = Promise<Result<Cohort, Code[M]>>;

/** To whoever is not its HR an enterprise has nothing to order for. */
function managedBy(caller: Caller, enterpriseId: string): boolean {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  return holds(caller, 'HR', enterpriseId);
}

const noEnterprise = () => refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
const noCohort = () => refuse('COHORT_NOT_FOUND', { path: ['cohortId'], rule: 'cohort' });
const notOpen = () => refuse('NOT_OPEN', { path: ['cohortId'], rule: 'cohort' });

/** Whoever changes a cohort holds its row: those who join, leave and agree at once come one by one. */
const held = (tx: EntityManager, id: string) =>
  tx.findOne(Cohort, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

export const orderCohort = (em: EntityManager, command: Command<OrderCohortInput>): Outcome<'orderCohort'> =>
  perform<Cohort, Code['orderCohort']>(em, command, { mutation: 'orderCohort', entity: Cohort }, async (tx) => {
    const { caller, now, input } = command;
    const { enterpriseId, communityId, chainId = null, field, jobs, neededBy = null } = input;
    if (!managedBy(caller, enterpriseId)) return noEnterprise();
    if (neededBy !== null && neededBy <= dayOf(now)) return refuse('TOO_LATE', { path: ['neededBy'], rule: 'cohort' });
    const id = newId('coh');
    const cohort = tx.create(Cohort, {
      ...{ id, communityId, chainId, neededBy },
      fields: localized(field),
      students: jobs,
      stage: CohortStage.ORDERED,
      employerIds: [enterpriseId],
    });
    // Its own statement first: what is ordered refers to it.
    await tx.flush();
    tx.create(CohortOrder, { id: newId('cho'), cohortId: id, enterpriseId, jobs, orderedAt: now });
    await tx.flush();
    return ok(cohort);
  });

export const joinCohort = (em: EntityManager, command: Command<JoinCohortInput>): Outcome<'joinCohort'> =>
  perform<Cohort, Code['joinCohort']>(em, command, { mutation: 'joinCohort', entity: Cohort }, async (tx) => {
    const { caller, now, input } = command;
    const { cohortId, enterpriseId, jobs } = input;
    if (!managedBy(caller, enterpriseId)) return noEnterprise();
    const cohort = await held(tx, cohortId);
    if (!cohort) return noCohort();
    if (cohort.stage !== CohortStage.ORDERED) return notOpen();
    if (await tx.findOne(CohortOrder, { cohortId, enterpriseId }))
      return refuse('ALREADY_JOINED', { path: ['enterpriseId'], rule: 'cohort' });
    tx.create(CohortOrder, { id: newId('cho'), cohortId, enterpriseId, jobs, orderedAt: now });
    return ok(await recounted(tx, cohort));
  });

/** The last to leave gives the cohort up. */
export const leaveCohort = (em: EntityManager, command: Command<LeaveCohortInput>): Outcome<'leaveCohort'> =>
  perform<Cohort, Code['leaveCohort']>(em, command, { mutation: 'leaveCohort', entity: Cohort }, async (tx) => {
    const { cohortId, enterpriseId } = command.input;
    if (!managedBy(command.caller, enterpriseId)) return noEnterprise();
    const cohort = await held(tx, cohortId);
    const order = cohort && (await tx.findOne(CohortOrder, { cohortId, enterpriseId }));
    if (!cohort || !order) return noCohort();
    if (cohort.stage !== CohortStage.ORDERED) return notOpen();
    tx.remove(order);
    return ok(await recounted(tx, cohort));
  });

/** Of several providers who agree at once one trains it. */
export const agreeCohort = (em: EntityManager, command: Command<AgreeCohortInput>): Outcome<'agreeCohort'> =>
  perform<Cohort, Code['agreeCohort']>(em, command, { mutation: 'agreeCohort', entity: Cohort }, async (tx) => {
    const { caller, now, input } = command;
    const { cohortId, providerId, from, until, students } = input;
    const provider = await tx.findOne(Provider, providerId);
    if (!provider) return refuse('PROVIDER_NOT_FOUND', { path: ['providerId'], rule: 'provider' });
    requireTrainer(caller, providerId);
    const cohort = await held(tx, cohortId);
    if (!cohort) return noCohort();
    if (cohort.stage !== CohortStage.ORDERED) return notOpen();
    const fault = offerFault({ from, until, students }, { jobs: cohort.students, today: dayOf(now) });
    if (fault) return refuse(fault, { path: [fault === 'BAD_TERM' ? 'from' : 'students'], rule: 'cohort' });
    tx.assign(cohort, { stage: CohortStage.AGREED, providerRef: provider, from, until, students });
    await tx.flush();
    return ok(cohort);
  });

export const completeCohort = (em: EntityManager, command: Command<CompleteCohortInput>): Outcome<'completeCohort'> =>
  perform<Cohort, Code['completeCohort']>(em, command, { mutation: 'completeCohort', entity: Cohort }, async (tx) => {
    const { cohortId, graduates } = command.input;
    const cohort = await held(tx, cohortId);
    if (!cohort?.providerRef) return noCohort();
    requireTrainer(command.caller, cohort.providerRef.id);
    const over = cohort.until !== null && cohort.until <= dayOf(command.now);
    if (cohort.stage !== CohortStage.AGREED || !over)
      return refuse('NOT_IN_TRAINING', { path: ['cohortId'], rule: 'cohort' });
    if (graduates > cohort.students) return refuse('MORE_THAN_STUDENTS', { path: ['graduates'], rule: 'cohort' });
    tx.assign(cohort, { stage: CohortStage.COMPLETED, graduates });
    await tx.flush();
    return ok(cohort);
  });

export const recordHires = (
  em: EntityManager,
  command: Command<RecordCohortHiresInput>,
): Outcome<'recordCohortHires'> =>
  perform<Cohort, Code['recordCohortHires']>(
    em,
    command,
    { mutation: 'recordCohortHires', entity: Cohort },
    async (tx) => {
      const { cohortId, enterpriseId, hired } = command.input;
      if (!managedBy(command.caller, enterpriseId)) return noEnterprise();
      const cohort = await held(tx, cohortId);
      const orders = cohort ? await tx.find(CohortOrder, { cohortId }, { refresh: true }) : [];
      const own = orders.find((order) => order.enterpriseId === enterpriseId);
      if (!cohort || !own) return noCohort();
      const { graduates } = cohort;
      if (graduates === null) return refuse('NOT_COMPLETED', { path: ['cohortId'], rule: 'cohort' });
      if (hired > own.jobs) return refuse('MORE_THAN_ORDERED', { path: ['hired'], rule: 'cohort' });
      const others = orders.filter((order) => order !== own).map(({ takenOn }) => takenOn ?? 0);
      if (!hiresFit(graduates, [...others, hired]))
        return refuse('MORE_THAN_GRADUATED', { path: ['hired'], rule: 'cohort' });
      own.takenOn = hired;
      await tx.flush();
      return ok(cohort);
    },
  );

/** While it is ordered, a cohort is as large as the jobs that wait for it. */
async function recounted(tx: EntityManager, cohort: Cohort): Promise<Cohort> {
  await tx.flush();
  const orders = await tx.find(CohortOrder, { cohortId: cohort.id }, { orderBy: { orderedAt: 'asc', id: 'asc' } });
  cohort.students = orders.reduce((sum, { jobs }) => sum + jobs, 0);
  cohort.employerIds = orders.map(({ enterpriseId }) => enterpriseId);
  if (orders.length === 0) cohort.stage = CohortStage.CANCELLED;
  await tx.flush();
  return cohort;
}
