import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar, loadById } from '@millgate/kit';
import { Ctx, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { Consultation } from '../consultation/consultation.entity.ts';

export enum AssignmentReason {
  CHOSEN = 'CHOSEN',
  NAMED_FOR_CHAIN = 'NAMED_FOR_CHAIN',
  KNOWS_SUBJECT = 'KNOWS_SUBJECT',
  OWN_COMMUNITY = 'OWN_COMMUNITY',
  FEWEST_OPEN = 'FEWEST_OPEN',
  ON_DUTY = 'ON_DUTY',
}

registerEnumType(AssignmentReason, {
  name: 'AssignmentReason',
  description: 'Why this adviser was asked.',
  valuesConfig: {
    CHOSEN: { description: 'The slot that was asked for is this adviser’s.' },
    NAMED_FOR_CHAIN: { description: 'Named for an industry chain of the enterprise.' },
    KNOWS_SUBJECT: { description: 'A specialty of the adviser is spoken of in the question.' },
    OWN_COMMUNITY: { description: 'Of the team of the community that the question comes from.' },
    FEWEST_OPEN: { description: 'Of several who are as near, the one with the fewest open matters.' },
    ON_DUTY: { description: 'Of this kind, in office, and nobody is nearer.' },
  },
});

export enum AssignmentEnding {
  DECLINED = 'DECLINED',
  SILENT = 'SILENT',
  RELEASED = 'RELEASED',
}

registerEnumType(AssignmentEnding, {
  name: 'AssignmentEnding',
  description: 'Why an adviser does not have a consultation any more.',
  valuesConfig: {
    DECLINED: { description: 'The adviser declined.' },
    SILENT: { description: 'The adviser did not accept in time.' },
    RELEASED: { description: 'The adviser left office, or may not advise on it.' },
  },
});

/** Who was asked. That others were passed over for an interest is not told: interests are declared in confidence. */
@Entity()
@ObjectType({ description: 'That an adviser was asked, and why this one.' })
export class Assignment {
  @Field(() => ID, { description: 'Opaque id, `asg_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Consultation, { ref: true, fieldName: 'consultation_id' })
  consultationRef!: Ref<Consultation>;

  @ManyToOne(() => Advisor, { ref: true, fieldName: 'advisor_id' })
  advisorRef!: Ref<Advisor>;

  @Field(() => DateTimeScalar, { description: 'When the adviser was asked.' })
  @Property({ type: 'timestamptz' })
  assignedAt!: Date;

  @Field(() => [AssignmentReason], { description: 'Why this adviser, the weightiest reason first.' })
  @Property({ type: 'array', columnType: 'text[]' })
  why!: AssignmentReason[];

  @Field(() => Int, { description: 'How many advisers could have been asked.' })
  @Property({ type: 'int' })
  considered!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while the adviser has it.' })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt: Date | null = null;

  @Field(() => AssignmentEnding, { nullable: true, description: 'Why it ended.' })
  @Enum({ items: () => AssignmentEnding, type: 'text', nullable: true })
  ending: AssignmentEnding | null = null;

  @Field(() => String, { nullable: true, description: 'With DECLINED: what the adviser gave as the reason.' })
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => Advisor, { nullable: true, description: 'Who was asked.' })
  async advisor(@Ctx() context: Context): Promise<Advisor | null> {
    return loadById(context, Advisor, this.advisorRef.id);
  }
}
