import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Consultation } from '../consultation/consultation.entity.ts';

export enum AdvisorNoticeKind {
  ASKED = 'ASKED',
  MOVED = 'MOVED',
  OVERDUE = 'OVERDUE',
  FOLLOW_UP_DUE = 'FOLLOW_UP_DUE',
  NOBODY_LEFT = 'NOBODY_LEFT',
}

registerEnumType(AdvisorNoticeKind, {
  name: 'AdvisorNoticeKind',
  description: 'What a notice about a consultation tells.',
  valuesConfig: {
    ASKED: { description: 'To the adviser: a consultation was assigned.' },
    MOVED: { description: 'To whoever asked: something happened to the consultation.' },
    OVERDUE: { description: 'A limit has passed; to the adviser, and to the community’s staff unless it is sealed.' },
    FOLLOW_UP_DUE: { description: 'To the adviser: it is time to ask what came of an answer.' },
    NOBODY_LEFT: {
      description: 'No adviser is left who could be asked; to whoever asked, and to the staff unless sealed.',
    },
  },
});

@Entity()
@ObjectType({ description: 'What one person is told about a consultation.' })
export class AdvisorNotice {
  @Field(() => ID, { description: 'Opaque id, `ntc_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  personId!: string;

  @Field(() => AdvisorNoticeKind, { description: 'What it tells.' })
  @Enum({ items: () => AdvisorNoticeKind, type: 'text' })
  kind!: AdvisorNoticeKind;

  @ManyToOne(() => Consultation, { ref: true, fieldName: 'consultation_id' })
  consultationRef!: Ref<Consultation>;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  @Property({ type: 'timestamptz', fieldName: 'written_at' })
  at!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person read it.' })
  @Property({ type: 'timestamptz', nullable: true })
  readAt: Date | null = null;
}

export const AdvisorNoticeConnection = connectionOf(AdvisorNotice);
