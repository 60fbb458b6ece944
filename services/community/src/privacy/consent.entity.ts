import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar } from '@millgate/kit';
import { Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Worker } from '../worker/worker.entity.ts';

export enum ConsentPurpose {
  PHONE_TO_EMPLOYER = 'PHONE_TO_EMPLOYER',
  JOB_RECOMMENDATION = 'JOB_RECOMMENDATION',
  LABOUR_SHARING = 'LABOUR_SHARING',
  SCHOOL_ENROLMENT = 'SCHOOL_ENROLMENT',
  EVENT_INVITATIONS = 'EVENT_INVITATIONS',
}

registerEnumType(ConsentPurpose, {
  name: 'ConsentPurpose',
  description: 'What a person lets others use their data for.',
  valuesConfig: {
    PHONE_TO_EMPLOYER: { description: 'The employer’s HR may see the telephone number.' },
    JOB_RECOMMENDATION: { description: 'Enterprises may be told of skills, to recommend a job.' },
    LABOUR_SHARING: { description: 'May be proposed for work at another enterprise in its peak season.' },
    SCHOOL_ENROLMENT: { description: 'The education authority may see the children, to place them in school.' },
    EVENT_INVITATIONS: { description: 'May be invited to events of the community.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'What a worker lets others use data for, from an instant until it is withdrawn; for the worker alone.',
})
export class Consent {
  @Field(() => ID, { description: 'Opaque id, `cns_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'worker_id' })
  workerRef!: Ref<Worker>;

  @Field(() => ConsentPurpose, { description: 'What for.' })
  @Enum({ items: () => ConsentPurpose, type: 'text' })
  purpose!: ConsentPurpose;

  @Field(() => DateTimeScalar, { description: 'From when on.' })
  @Property({ type: 'timestamptz', fieldName: 'given_at' })
  from!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was withdrawn, or ends; null while it is open.',
  })
  @Property({ type: 'timestamptz', nullable: true, fieldName: 'ends_at' })
  until: Date | null = null;

  @Field(() => Boolean, { description: 'Whether it holds at the instant of the request.' })
  inForce(@Ctx() { now }: Context): boolean {
    return this.from <= now && (this.until === null || now < this.until);
  }
}
