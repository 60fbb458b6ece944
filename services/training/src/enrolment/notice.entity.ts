import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityManager, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, newId } from '@millgate/kit';
import { Ctx, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Enrolment } from './enrolment.entity.ts';

export enum TrainingNoticeKind {
  SEAT_OFFERED = 'SEAT_OFFERED',
  OFFER_LAPSED = 'OFFER_LAPSED',
  SITTING_CANCELLED = 'SITTING_CANCELLED',
}

registerEnumType(TrainingNoticeKind, {
  name: 'TrainingNoticeKind',
  description: 'What a notice is about.',
  valuesConfig: {
    SEAT_OFFERED: {
      description: 'A seat became free for her; `confirmUntil` of the enrolment says how long it is kept.',
    },
    OFFER_LAPSED: { description: 'The seat was not confirmed in time and went to the next.' },
    SITTING_CANCELLED: { description: 'Too few had seats at the cut-off: the sitting is not held.' },
  },
});

@Entity()
@ObjectType({ description: 'Something about an enrolment that its worker is told. For the worker alone.' })
export class TrainingNotice {
  @Field(() => ID, { description: 'Opaque id, `ntc_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @ManyToOne(() => Enrolment, { ref: true, fieldName: 'enrolment_id' })
  enrolmentRef!: Ref<Enrolment>;

  @Field(() => TrainingNoticeKind, { description: 'What it is about.' })
  @Enum({ items: () => TrainingNoticeKind, type: 'text' })
  kind!: TrainingNoticeKind;

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  @Property({ type: 'timestamptz', fieldName: 'told_at' })
  at!: Date;

  @Field(() => Enrolment, { description: 'The enrolment.' })
  async enrolment(@Ctx() context: Context): Promise<Enrolment | null> {
    return loadById(context, Enrolment, this.enrolmentRef.id);
  }
}

export const TrainingNoticeConnection = connectionOf(TrainingNotice);

export const tell = (tx: EntityManager, enrolments: readonly Enrolment[], kind: TrainingNoticeKind, at: Date): void => {
  for (const { id, workerId } of enrolments)
    tx.create(TrainingNotice, { id: newId('ntc'), workerId, enrolmentRef: id, kind, at });
};
