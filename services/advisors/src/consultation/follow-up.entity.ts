import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateScalar, DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Consultation } from './consultation.entity.ts';

export enum FollowUpResult {
  SETTLED = 'SETTLED',
  PARTLY = 'PARTLY',
  UNSETTLED = 'UNSETTLED',
}

registerEnumType(FollowUpResult, {
  name: 'FollowUpResult',
  description: 'What had come of an answer when the adviser asked again.',
  valuesConfig: {
    SETTLED: { description: 'The matter is settled.' },
    PARTLY: { description: 'A part of it is.' },
    UNSETTLED: { description: 'The answer did not help.' },
  },
});

@Entity()
@ObjectType({ description: 'That the adviser asks again, some working days after an answer.' })
export class FollowUp {
  @Field(() => ID, { description: 'Opaque id, `fup_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Consultation, { ref: true, fieldName: 'consultation_id' })
  consultationRef!: Ref<Consultation>;

  @Field(() => DateScalar, { description: 'The working day until whose end the adviser asks.' })
  @Property({ type: 'date' })
  dueOn!: string;

  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the adviser asked; null before that.' })
  @Property({ type: 'timestamptz', nullable: true })
  doneAt: Date | null = null;

  @Field(() => FollowUpResult, { nullable: true, description: 'What had come of it; null before that.' })
  @Enum({ items: () => FollowUpResult, type: 'text', nullable: true })
  result: FollowUpResult | null = null;

  @Field(() => String, { nullable: true, description: 'What the adviser noted.' })
  @Property({ type: 'text', nullable: true })
  note: string | null = null;
}
