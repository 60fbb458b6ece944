import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  dayOf,
  holds,
  newId,
  ok,
  once,
  refuse,
  type Result,
  sql,
  withoutTraceOfRefusals,
} from '@millgate/kit';
import { Counter, QueueTicket, TicketState } from './ticket.entity.ts';
import type { CallNextTicketInput, CloseTicketInput, TakeTicketInput } from './ticket.inputs.ts';

interface By<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

export type TakeTicketRefusal = 'NOT_FOR_OTHERS';

/** One number for everything a person came for; numbers begin anew each day. */
export const takeTicket = (
  em: EntityManager,
  { caller, now, input }: By<TakeTicketInput>,
): Promise<Result<QueueTicket, TakeTicketRefusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'takeTicket', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (ticket) => ticket.id, find: (id) => tx.findOneOrFail(QueueTicket, id) },
      async (inner) => {
        const { communityId, workerId } = input;
        const self = caller.kind === 'PERSON' && caller.id === workerId;
        if (!self && !holds(caller, 'CLERK', communityId)) {
          return refuse('NOT_FOR_OTHERS', { path: ['workerId'], rule: 'ticket' });
        }
        const takenOn = dayOf(now);
        const [row] = await sql<{ last: number }>(
          inner,
          `insert into ticket_number as n (community_id, taken_on, last) values (?, ?, 1)
           on conflict (community_id, taken_on) do update set last = n.last + 1 returning last`,
          [communityId, takenOn],
        );
        const no = `A${String(row?.last ?? 0).padStart(3, '0')}`;
        const ticket = inner.create(QueueTicket, {
          id: newId('tkt'),
          communityId,
          no,
          takenOn,
          workerId: workerId ?? null,
          state: TicketState.WAITING,
          takenAt: now,
          counterRef: null,
        });
        await inner.flush();
        return ok(ticket);
      },
    ),
  );

export type CallRefusal = 'COUNTER_NOT_FOUND' | 'NOBODY_WAITS';

/** Calls the longest waiting number of the day. Two counters that call at once get two numbers: each row is locked by one. */
export const callNextTicket = (
  em: EntityManager,
  { caller, now, input }: By<CallNextTicketInput>,
): Promise<Result<QueueTicket, CallRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const counter = await tx.findOne(Counter, input.counterId);
    if (!counter || !holds(caller, 'CLERK', counter.communityId)) {
      return refuse('COUNTER_NOT_FOUND', { path: ['counterId'], rule: 'counter' });
    }
    const [next] = await tx.find(
      QueueTicket,
      { communityId: counter.communityId, takenOn: dayOf(now), state: TicketState.WAITING },
      { orderBy: { takenAt: 'asc', id: 'asc' }, limit: 1, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    if (!next) return refuse('NOBODY_WAITS', { path: ['counterId'], rule: 'D6' });
    Object.assign(next, { state: TicketState.CALLED, calledAt: now });
    next.counterRef = tx.getReference(Counter, counter.id, { wrapped: true });
    await tx.flush();
    return ok(next);
  });

export const closeTicket = (
  em: EntityManager,
  { caller, input }: By<CloseTicketInput>,
): Promise<Result<QueueTicket, 'TICKET_NOT_FOUND'>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const ticket = await tx.findOne(QueueTicket, input.ticketId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!ticket || !holds(caller, 'CLERK', ticket.communityId)) {
      return refuse('TICKET_NOT_FOUND', { path: ['ticketId'], rule: 'ticket' });
    }
    ticket.state = TicketState.CLOSED;
    await tx.flush();
    return ok(ticket);
  });
