import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Batch, connectionOf, type Context, DateTimeScalar, loadById, Sensitive, sql } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { learnerOf } from '../links/access.ts';
import { Enterprise, Worker } from '../links/links.stub.ts';
import { EnrolmentState, WaitReason } from './seating.rules.ts';

registerEnumType(EnrolmentState, {
  name: 'EnrolmentState',
  description: 'What became of an enrolment.',
  valuesConfig: {
    SEATED: { description: 'Has a seat.' },
    WAITLISTED: { description: 'Waits for a seat; `position` says where.' },
    ATTENDED: { description: 'Came.' },
    COMPLETED: { description: 'Completed the course.' },
    NO_SHOW: { description: 'Had a seat and did not come.' },
    WITHDRAWN: { description: 'Gave up the seat, or the place on the waiting list.' },
  },
});

registerEnumType(WaitReason, {
  name: 'EnrolmentWaitReason',
  description: 'Why somebody had to wait.',
  valuesConfig: {
    FULL: { description: 'Every seat was taken, or promised to those who waited before.' },
    FOUNDERS_FIRST: { description: 'The enterprises that asked for the sitting had first call on its seats.' },
    ENTERPRISE_QUOTA: { description: 'Colleagues had taken all the seats that one enterprise may.' },
  },
});

export enum WithdrawnBecause {
  WORKER = 'WORKER',
  OFFER_LAPSED = 'OFFER_LAPSED',
  MERGED = 'MERGED',
}

registerEnumType(WithdrawnBecause, {
  name: 'EnrolmentWithdrawnBecause',
  description: 'Why an enrolment is withdrawn.',
  valuesConfig: {
    WORKER: { description: 'The worker gave it up.' },
    OFFER_LAPSED: { description: 'A seat that had become free was not confirmed in time.' },
    MERGED: { description: 'Two records were found to be one person, who has another enrolment in the sitting.' },
  },
});

export enum PaidBy {
  WORKER = 'WORKER',
  ENTERPRISE = 'ENTERPRISE',
}

registerEnumType(PaidBy, {
  name: 'EnrolmentPaidBy',
  description: 'Who pays for a seat.',
  valuesConfig: {
    WORKER: { description: 'The worker.' },
    ENTERPRISE: { description: 'The employer that enrolled her.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A worker’s seat, or place on the waiting list, at one sitting. For the worker and trainers.',
})
export class Enrolment {
  @Field(() => ID, { description: 'Opaque id, `enr_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @ManyToOne(() => CourseInstance, { ref: true, fieldName: 'instance_id' })
  instanceRef!: Ref<CourseInstance>;

  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  @Field(() => EnrolmentState, { description: 'What became of it.' })
  @Enum({ items: () => EnrolmentState, type: 'text' })
  state!: EnrolmentState;

  /** Number drawn on joining the waiting list: orders it, is never reused, and stays when a seat is found. */
  @Property({ type: 'int', nullable: true })
  waitNumber: number | null = null;

  @Field(() => WaitReason, {
    nullable: true,
    description: 'Why no seat was given at once; null if one was.',
  })
  @Enum({ items: () => WaitReason, type: 'text', nullable: true })
  waitReason: WaitReason | null = null;

  @Field(() => DateTimeScalar, { description: 'When the worker enrolled.' })
  @Property({ type: 'timestamptz' })
  enrolledAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Until when a seat that became free is kept for her; she confirms it with `confirmSeat`. Null once confirmed, and for seats given at once.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  confirmUntil: Date | null = null;

  @Field(() => WithdrawnBecause, {
    nullable: true,
    description: 'With WITHDRAWN: why; null where nobody wrote it down.',
  })
  @Enum({ items: () => WithdrawnBecause, type: 'text', nullable: true })
  withdrawnBecause: WithdrawnBecause | null = null;

  @Field(() => PaidBy, { description: 'Who pays for it.' })
  @Enum({ items: () => PaidBy, type: 'text' })
  paidBy: Opt<PaidBy> = PaidBy.WORKER;

  @Property({ type: 'int' })
  revision: Opt<number> = 1;

  @Field(() => Int, {
    nullable: true,
    description:
      'Place on the waiting list at the instant of the request, 1 for the first; null for whoever does not wait.',
  })
  async position(@Ctx() context: Context): Promise<number | null> {
    return this.state === EnrolmentState.WAITLISTED ? context.load(positions, this.id) : null;
  }

  @Field(() => CourseInstance, { description: 'The sitting.' })
  async courseInstance(@Ctx() context: Context): Promise<CourseInstance | null> {
    return loadById(context, CourseInstance, this.instanceRef.id);
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'Who enrolled.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    return learnerOf(context, this, 'enrolments');
  }

  @Field(() => Enterprise, {
    nullable: true,
    description: 'The employer on the day of enrolling, against whose quota the seat counts; null if there was none.',
  })
  enterprise(): Enterprise | null {
    return this.enterpriseId === null ? null : { id: this.enterpriseId };
  }
}

/** Counted, not stored: when somebody ahead is seated or withdraws, everybody behind moves up at once. */
const positions: Batch<string, number> = async (ids, context) => {
  const rows = await sql<{ id: string; position: number }>(
    context.em,
    `select e.id, count(*)::int as position
       from enrolment e join enrolment ahead on ahead.instance_id = e.instance_id
        and ahead.state = 'WAITLISTED' and ahead.wait_number <= e.wait_number
      where e.id in (select jsonb_array_elements_text(?::jsonb)) group by e.id`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(rows.map(({ id, position }) => [id, position]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const EnrolmentConnection = connectionOf(Enrolment);
