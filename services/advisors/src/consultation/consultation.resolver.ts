import type { FilterQuery } from '@mikro-orm/postgresql';
import {
  Audience,
  type Context,
  forbidden,
  holds,
  page,
  type Page,
  PageArgs,
  unauthenticated,
  userErrors,
  workerIdOf,
} from '@millgate/kit';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { BookAdvisorSlotInput } from './book-advisor-slot.inputs.ts';
import { BookAdvisorSlotError, bookAdvisorSlotMessages, BookAdvisorSlotPayload } from './book-advisor-slot.payloads.ts';
import { type Asker, bookAdvisorSlot } from './book-advisor-slot.service.ts';
import { Consultation, ConsultationConnection } from './consultation.entity.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import { readableById } from './consultation.policy.ts';

@Resolver(() => Consultation)
export class ConsultationResolver {
  @Query(() => Consultation, {
    nullable: true,
    description: 'The consultation with this id; null if there is none, or none that the caller may read.',
  })
  async consultation(
    @Arg('id', () => ID, { description: 'Id of the consultation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Consultation | null> {
    return readableById(context, id);
  }

  @Query(() => ConsultationConnection, {
    nullable: true,
    description: 'What the caller has asked, and what she has been asked as an adviser, latest first.',
  })
  async myConsultations(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Consultation>> {
    const { id } = requirePerson(context);
    const asAdvisor: FilterQuery<Consultation>[] = isAdvisor(context.caller, id) ? [{ advisorRef: id }] : [];
    const where: FilterQuery<Consultation> = { $or: [{ authorId: id }, ...asAdvisor] };
    const list = { entity: Consultation, field: 'myConsultations', where, order: latestFirst };
    return page(context, list, args);
  }

  @Audience('public')
  @Mutation(() => BookAdvisorSlotPayload, {
    description: 'Books a free slot of an adviser and asks the question, for the caller or for her enterprise.',
  })
  async bookAdvisorSlot(
    @Arg('input', () => BookAdvisorSlotInput, { description: 'What to book.' }) input: BookAdvisorSlotInput,
    @Ctx() context: Context,
  ): Promise<BookAdvisorSlotPayload> {
    const { caller, em, now } = context;
    const { id: authorId } = requirePerson(context);
    const asker = requireAsker(context, input.onBehalfOfEnterpriseId ?? null);
    const result = await bookAdvisorSlot(em, { caller, authorId, asker, now, input });
    return {
      consultation: result.ok ? result.value : null,
      userErrors: userErrors(BookAdvisorSlotError, bookAdvisorSlotMessages, result),
    };
  }
}

export const latestFirst = [
  ['firstRequestedAt', 'desc'],
  ['id', 'desc'],
] as const;

export function requirePerson({ caller }: Context): { id: string } {
  if (caller.kind === 'PERSON') return caller;
  throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
}

/** A worker asks for herself; for an enterprise, only its own HR asks. */
export function requireAsker({ caller }: Context, enterpriseId: string | null): Asker {
  if (enterpriseId !== null) {
    if (!holds(caller, 'HR', enterpriseId)) throw forbidden();
    return { workerId: null, enterpriseId };
  }
  const workerId = workerIdOf(caller);
  if (workerId === null) throw forbidden();
  return { workerId, enterpriseId: null };
}
