import {
  Audience,
  type Caller,
  childrenOf,
  type Context,
  dayOf,
  holds,
  isSelf,
  loadById,
  mutationAnswer,
  type RefusalText,
} from '@millgate/kit';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity.ts';
import { mayRead } from '../case/case.policy.ts';
import { QueueTicket, TicketState } from './ticket.entity.ts';
import * as inputs from './ticket.inputs.ts';
import * as tickets from './ticket.service.ts';

const ticketResult = ['ticket', () => QueueTicket, 'The number; null if it was refused.'] as const;
const noTicket: RefusalText = {
  zh: '没有这个号。',
  en: 'There is no such number.',
  about: 'No number of the clerk’s community has this id.',
};
const takePayload = mutationAnswer<QueueTicket, tickets.TakeTicketRefusal>('TakeTicket', {
  refused: 'Why no number was given.',
  result: ticketResult,
  codes: {
    NOT_FOR_OTHERS: {
      zh: '只能为本人取号，或由窗口代取。',
      en: 'A number is taken for oneself, or by a clerk.',
      about: 'The caller is neither the person nor a clerk of the community.',
    },
  },
});
const callPayload = mutationAnswer<QueueTicket, tickets.CallRefusal>('CallNextTicket', {
  refused: 'Why no number was called.',
  result: ticketResult,
  codes: {
    COUNTER_NOT_FOUND: {
      zh: '没有这个窗口。',
      en: 'There is no such counter.',
      about: 'No counter of the clerk’s community has this id.',
    },
    NOBODY_WAITS: { zh: '无人等候。', en: 'Nobody waits.', about: 'No number of the day waits.' },
  },
});
const closePayload = mutationAnswer<QueueTicket, 'TICKET_NOT_FOUND'>('CloseTicket', {
  refused: 'Why a number was not closed.',
  result: ticketResult,
  codes: { TICKET_NOT_FOUND: noTicket },
});

/** A ticket says who waits for what: it is for the person and the counter. */
export const readableTicket = (caller: Caller, ticket: QueueTicket | null): QueueTicket | null =>
  ticket &&
  ((ticket.workerId !== null && isSelf(caller, ticket.workerId)) || holds(caller, 'CLERK', ticket.communityId))
    ? ticket
    : null;

@Resolver(() => QueueTicket)
export class QueueTicketResolver {
  @Query(() => QueueTicket, {
    nullable: true,
    description: 'The number with this id; null where there is none for the caller.',
  })
  async queueTicket(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<QueueTicket | null> {
    return readableTicket(context.caller, await loadById(context, QueueTicket, id));
  }

  @Audience('internal')
  @Query(() => Int, { nullable: true, description: 'How many numbers wait at a community’s window now.' })
  async ticketsWaiting(
    @Arg('communityId', () => ID, { description: 'The community.' }) communityId: string,
    @Ctx() { em, now }: Context,
  ): Promise<number> {
    return em.count(QueueTicket, { communityId, takenOn: dayOf(now), state: TicketState.WAITING });
  }

  @FieldResolver(() => [Case], { description: 'Everything the person came for, in the order it was added (D6).' })
  async matters(@Root() ticket: QueueTicket, @Ctx() context: Context): Promise<Case[]> {
    const cases = await childrenOf(context, { entity: Case, parent: 'ticketId', order: [['id', 'asc']] }, ticket.id);
    return cases.filter((one) => mayRead(context.caller, one));
  }

  @Audience('public')
  @Mutation(() => takePayload.Payload, {
    nullable: true,
    description: 'Takes one number for everything a person came for; `fileCase` with its id adds the matters.',
  })
  async takeTicket(
    @Arg('input', () => inputs.TakeTicketInput, { description: 'Where.' }) input: inputs.TakeTicketInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return takePayload.of(await tickets.takeTicket(em, { caller, now, input }));
  }

  @Mutation(() => callPayload.Payload, {
    nullable: true,
    description: 'Calls the longest waiting number, exactly once whatever counters call. A clerk of the community.',
  })
  async callNextTicket(
    @Arg('input', () => inputs.CallNextTicketInput, { description: 'Which counter.' })
    input: inputs.CallNextTicketInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return callPayload.of(await tickets.callNextTicket(em, { caller, now, input }));
  }

  @Mutation(() => closePayload.Payload, {
    nullable: true,
    description: 'Closes a number whose matters are all taken up. A clerk of the community.',
  })
  async closeTicket(
    @Arg('input', () => inputs.CloseTicketInput, { description: 'Which.' }) input: inputs.CloseTicketInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return closePayload.of(await tickets.closeTicket(em, { caller, now, input }));
  }
}
