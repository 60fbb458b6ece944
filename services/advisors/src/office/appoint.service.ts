import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  dayOf,
  holds,
  localized,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  sql,
  withoutTraceOfRefusals,
  type Command,
} from '@millgate/kit';
import { Advisor, Appointment } from '../advisor/advisor.entity.ts';
import type { AppointAdvisorInput, EndAppointmentInput, NewAdvisorInput } from './office.inputs.ts';
import { releaseAllOf } from './release.service.ts';

export type AppointRefusal = 'NOT_YOURS' | 'ADVISOR_NOT_FOUND' | 'WHO_IS_MISSING' | 'TERM_OVERLAPS' | 'TERM_IS_EMPTY';

/** Staff of the community appoint its advisers; managers those of any. */
const appoints = (caller: Caller, communityId: string): boolean =>
  holds(caller, 'COMMUNITY_STAFF', communityId) || holds(caller, 'MANAGER');

/** A term of office, for somebody known or somebody new. */
export const appointAdvisor = (
  em: EntityManager,
  command: Command<AppointAdvisorInput>,
): Promise<Result<Appointment, AppointRefusal>> =>
  perform(em, command, { mutation: 'appointAdvisor', entity: Appointment }, async (tx) => {
    const { communityId, advisorId, advisor, from, until = null, batch } = command.input;
    if (!appoints(command.caller, communityId)) return refuse('NOT_YOURS', { path: ['communityId'], rule: 'office' });
    if (until !== null && until <= from) return refuse('TERM_IS_EMPTY', { path: ['until'], rule: 'office' });
    if (!advisorId === !advisor) return refuse('WHO_IS_MISSING', { path: ['advisorId'], rule: 'office' });
    if (advisorId) {
      // The row of the adviser first: of two terms given at once, the second sees the first.
      const where = { id: advisorId, communityId };
      const known = await tx.findOne(Advisor, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!known) return refuse('ADVISOR_NOT_FOUND', { path: ['advisorId'], rule: 'office' });
      const [clash] = await sql<{ from: string; until: string | null }>(
        tx,
        `select office_from::text as "from", office_until::text as "until" from appointment where advisor_id = ? and daterange(office_from, office_until) && daterange(?, ?)
          order by office_from limit 1`,
        [advisorId, from, until],
      );
      if (clash) return refuse('TERM_OVERLAPS', { path: ['from'], rule: 'office', details: clash });
    }
    const id = advisorId ?? newId('adv');
    if (advisor) tx.create(Advisor, { id, ...described(advisor), communityId });
    const term = tx.create(Appointment, { id: newId('apt'), advisorRef: id, from, until, batch });
    await tx.flush();
    return ok(term);
  });

const described = ({ name, kind, organisation, specialties, channels, chainIds }: NewAdvisorInput) => ({
  names: localized(name),
  kind,
  organisations: localized(organisation),
  specialtyTexts: (specialties ?? []).map((one) => {
    const { zh, en } = localized(one);
    return { zh, en };
  }),
  channels,
  chainIds: chainIds ?? [],
});

export type EndAppointmentRefusal = 'APPOINTMENT_NOT_FOUND' | 'NOT_IN_TERM';

/** Ends a term; what the adviser may not keep goes to the next at once (A2). */
export const endAppointment = (
  em: EntityManager,
  { caller, now, input }: { caller: Caller; now: Date; input: EndAppointmentInput },
): Promise<Result<Appointment, EndAppointmentRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const found = await tx.findOne(Appointment, input.appointmentId);
    const advisor = found && (await tx.findOne(Advisor, found.advisorRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE }));
    if (!found || !advisor || !appoints(caller, advisor.communityId)) {
      return refuse('APPOINTMENT_NOT_FOUND', { path: ['appointmentId'], rule: 'office' });
    }
    const { until } = input;
    const term = await tx.findOneOrFail(Appointment, found.id, { refresh: true });
    // A term is ended, not undone: days that have passed in office stay days in office.
    const inTerm = until > term.from && until >= dayOf(now) && (term.until === null || until <= term.until);
    if (!inTerm) return refuse('NOT_IN_TERM', { path: ['until'], rule: 'office' });
    term.until = until;
    await tx.flush();
    await releaseAllOf(tx, advisor.id, now);
    return ok(term);
  });
