import { type Batch, sql } from '@millgate/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { withoutSmall } from './counts.rules.ts';

@ObjectType({
  description: 'How many employees of an enterprise learn. Counts of one to four are withheld: they would name people.',
})
export class EnterpriseEnrolments {
  @Field(() => Int, { nullable: true, description: 'Seats taken in sittings that have not ended; null if withheld.' })
  seated!: number | null;

  @Field(() => Int, { nullable: true, description: 'Places on waiting lists of such sittings; null if withheld.' })
  waiting!: number | null;

  @Field(() => Int, { nullable: true, description: 'Courses completed; null if withheld.' })
  completed!: number | null;
}

export const enrolmentsOfEnterprises: Batch<string, EnterpriseEnrolments> = async (enterpriseIds, context) => {
  const rows = await sql<{ enterprise_id: string; seated: number; waiting: number; completed: number }>(
    context.em,
    `select e.enterprise_id,
            (count(*) filter (where e.state in ('SEATED', 'ATTENDED') and i.ends_at > ?))::int as seated,
            (count(*) filter (where e.state = 'WAITLISTED' and i.cutoff_at > ?))::int as waiting,
            (count(*) filter (where e.state = 'COMPLETED'))::int as completed
       from enrolment e join course_instance i on i.id = e.instance_id
      where e.enterprise_id in (select jsonb_array_elements_text(?::jsonb)) group by e.enterprise_id`,
    [context.now, context.now, JSON.stringify(enterpriseIds)],
  );
  const byEnterprise = new Map(rows.map((row) => [row.enterprise_id, row]));
  return enterpriseIds.map((id) => {
    const { seated = 0, waiting = 0, completed = 0 } = byEnterprise.get(id) ?? {};
    return withoutSmall({ seated, waiting, completed });
  });
};
