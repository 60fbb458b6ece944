import { Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver, type ClassType } from 'type-graphql';
import { sql } from '../database/orm.ts';
import { forbidden, unauthenticated } from '../errors.ts';
import { holdsSomewhere } from '../identity/caller.ts';
import { DateTimeScalar } from '../values/scalars.ts';
import type { Context } from './context.ts';

/** The half of every saga that can wait: a consumer stores an event with its effect, so that nothing waits there. */
@Directive('@shareable')
@ObjectType({
  description: 'Something that happened, and that another part was not told of yet.',
  simpleResolvers: true,
})
class UndeliveredEvent {
  @Field(() => ID, { description: 'Id of the event, `evt_…`.' })
  id!: string;

  @Field(() => String, { description: 'What happened, as `schema/events` names it.' })
  type!: string;

  @Field(() => String, { description: 'Name of the part that is to be told.' })
  subscriber!: string;

  @Field(() => ID, { description: 'Id of the thing it happened to; its later events wait behind this one.' })
  aggregate!: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => Int, { description: 'How often telling it was tried and failed.' })
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed last; null while it was not tried.' })
  failure!: string | null;
}

/** Who looks after the running of the community; an event’s payload is not shown, and names nobody here. */
const keepers = ['COMMUNITY_STAFF', 'MANAGER', 'AUDITOR'] as const;

/** `<subgraph>Undelivered`: what of a subgraph’s sagas is stuck; empty where everybody has acted. */
export function undeliveredResolverOf(subgraph: string): ClassType {
  @Resolver()
  class UndeliveredResolver {
    @Query(() => [UndeliveredEvent], {
      name: `${subgraph}Undelivered`,
      nullable: true,
      description: `What happened in ${subgraph} and others were not told of yet, oldest first, at most 100. For the staff of communities, managers and auditors.`,
    })
    async undelivered(@Ctx() { caller, em }: Context): Promise<UndeliveredEvent[]> {
      if (caller.kind === 'ANONYMOUS') throw unauthenticated();
      if (!keepers.some((role) => holdsSomewhere(caller, role))) throw forbidden();
      const rows = await sql<UndeliveredEvent & { readonly occurredAt: Date | string }>(
        em,
        `select o.id, o.type, d.subscriber, o.aggregate, o.occurred_at as "occurredAt", d.attempts, d.last_failure as failure
           from kit_delivery d join kit_outbox o on o.position = d.position
          where d.delivered_at is null order by d.position limit 100`,
      );
      return rows.map((row) => ({ ...row, occurredAt: new Date(row.occurredAt) }));
    }
  }
  return UndeliveredResolver;
}
