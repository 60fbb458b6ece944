import { type Caller, type Context, DateTimeScalar, forbidden, holds, sql, watching } from '@millgate/kit';
import { Arg, Ctx, Field, ID, Int, ObjectType, Resolver, Subscription } from 'type-graphql';
import { textArray } from '../values/text-array.ts';

/** Announced by the database itself, in the transaction that moves a case or writes down that its limit has passed. */
const topic = 'cases';

/** A scope has hundreds of communities at most; more ids are somebody's attempt to make a question long. */
const mostCommunities = 1_000;

@ObjectType({ description: 'How many matters are late, or about to be, at the instant at which it is told.' })
export class LateMatters {
  @Field(() => Int, { description: 'Matters in progress whose due date has passed.' })
  breachedNow!: number;

  @Field(() => Int, { description: 'Matters in progress whose due date passes within the next 24 hours.' })
  breachingSoon!: number;

  @Field(() => DateTimeScalar, { description: 'The instant.' })
  at!: Date;
}

/** Who watches over everything, and the staff of every community that is asked about. */
const mayWatch = (caller: Caller, communityIds: readonly string[]): boolean =>
  holds(caller, 'MANAGER') ||
  holds(caller, 'AUDITOR') ||
  (communityIds.length > 0 && communityIds.every((id) => holds(caller, 'COMMUNITY_STAFF', id)));

@Resolver()
export class LateMattersResolver {
  @Subscription(() => LateMatters, {
    nullable: true,
    description:
      'How many matters of some communities are late, now and whenever a matter of the desk moves or becomes late. For managers and auditors of everything, and for the staff of these communities.',
    subscribe: watching<{ communityIds: readonly string[] }>(({ communityIds }, { caller }) => {
      if (!mayWatch(caller, communityIds)) throw forbidden();
      return topic;
    }),
  })
  async lateMatters(
    @Arg('communityIds', () => [ID], { description: 'Ids of the communities, at most 1000.' }) communityIds: string[],
    @Ctx() { em, caller, now }: Context,
  ): Promise<LateMatters> {
    // A role can end while a stream is open.
    if (!mayWatch(caller, communityIds)) throw forbidden();
    const [row] = await sql<{ breachedNow: number; breachingSoon: number }>(
      em,
      `select (count(*) filter (where due_at <= ?))::int as "breachedNow",
              (count(*) filter (where due_at > ?))::int as "breachingSoon"
         from "case" where community_id = any(?::text[]) and state = 'IN_PROGRESS' and due_at <= ?`,
      [now, now, textArray(communityIds.slice(0, mostCommunities)), new Date(now.getTime() + 86_400_000)],
    );
    return Object.assign(new LateMatters(), { breachedNow: 0, breachingSoon: 0, ...row, at: now });
  }
}
