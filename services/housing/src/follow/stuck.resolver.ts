import { Audience, type Context, DateTimeScalar, requireRole, sql } from '@millgate/kit';
import { Ctx, Field, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';

enum StuckHousingKind {
  LODGING_WITHOUT_OFFER = 'LODGING_WITHOUT_OFFER',
  HOUSEHOLD_TO_REVIEW = 'HOUSEHOLD_TO_REVIEW',
  LISTING_TO_RANK = 'LISTING_TO_RANK',
  MERGE_CONFLICT = 'MERGE_CONFLICT',
  EVENT_NOT_DELIVERED = 'EVENT_NOT_DELIVERED',
}

registerEnumType(StuckHousingKind, {
  name: 'StuckHousingKind',
  description: 'What does not go on by itself.',
  valuesConfig: {
    LODGING_WITHOUT_OFFER: {
      description: 'Free lodging ends early, and no flat is free to be offered; about a lease.',
    },
    HOUSEHOLD_TO_REVIEW: { description: 'An application looks like another of its household, and waits for staff.' },
    LISTING_TO_RANK: { description: 'A listing is closed, and was not ranked.' },
    MERGE_CONFLICT: { description: 'Two records of one person both had what a person may have once.' },
    EVENT_NOT_DELIVERED: { description: 'Something that happened here could not be told to another part.' },
  },
});

@ObjectType({ description: 'Something of housing that waits for somebody.', simpleResolvers: true })
class StuckHousingItem {
  @Field(() => StuckHousingKind, { description: 'What kind of thing.' })
  kind!: StuckHousingKind;

  @Field(() => ID, { description: 'Id of the lease, application, listing, purchase or other thing it is about.' })
  subject!: string;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  since!: Date;
}

@Resolver()
export class StuckHousingResolver {
  @Audience('internal')
  @Query(() => [StuckHousingItem], {
    nullable: true,
    description: 'What of housing does not go on by itself, oldest first, at most 500; for housing staff and managers.',
  })
  async stuckHousing(@Ctx() context: Context): Promise<StuckHousingItem[]> {
    requireRole(context, ['HOUSING_STAFF', 'MANAGER']);
    const rows = await sql<{ kind: StuckHousingKind; subject: string; since: string }>(
      context.em,
      `select 'LODGING_WITHOUT_OFFER' as kind, lease_id as subject, noted_at as since from lodging_follow_up where offered_lease_id is null
       union all
       select 'HOUSEHOLD_TO_REVIEW', id, submitted_at from application
        where flagged_set is not null and not flag_reviewed and state in ('SUBMITTED', 'RANKED')
       union all
       select 'LISTING_TO_RANK', id, closes_at from listing
        where state in ('OPEN', 'CLOSED') and closes_at <= ? and review_order <> 'WAITLIST'
       union all
       select 'MERGE_CONFLICT', subject_id, noted_at from merge_conflict
       union all
       select 'EVENT_NOT_DELIVERED', d.aggregate, o.occurred_at from kit_delivery d join kit_outbox o on o.position = d.position
        where d.delivered_at is null and d.attempts > 0
       order by since, subject limit 500`,
      [context.now],
    );
    return rows.map((row) => Object.assign(new StuckHousingItem(), { ...row, since: new Date(row.since) }));
  }
}
