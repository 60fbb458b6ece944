import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Consultation, ConsultationState } from './consultation.entity.ts';

export enum ConsultationAction {
  REQUEST = 'REQUEST',
  ASSIGN = 'ASSIGN',
  ACCEPT = 'ACCEPT',
  DECLINE = 'DECLINE',
  FALL_SILENT = 'FALL_SILENT',
  RELEASE = 'RELEASE',
  ASK_NEXT = 'ASK_NEXT',
  PLAN_VISIT = 'PLAN_VISIT',
  MEET = 'MEET',
  ANSWER = 'ANSWER',
  FOLLOW_UP = 'FOLLOW_UP',
  CLOSE = 'CLOSE',
  CANCEL = 'CANCEL',
}

registerEnumType(ConsultationAction, {
  name: 'ConsultationAction',
  description: 'What happened to a consultation.',
  valuesConfig: {
    REQUEST: { description: 'It was asked.' },
    ASSIGN: { description: 'An adviser was found for it.' },
    ACCEPT: { description: 'The adviser accepted.' },
    DECLINE: { description: 'The adviser declined.' },
    FALL_SILENT: { description: 'The adviser did not accept in time.' },
    RELEASE: { description: 'The adviser left office, or declared an interest.' },
    ASK_NEXT: { description: 'The next adviser is to be asked.' },
    PLAN_VISIT: { description: 'A visit was planned.' },
    MEET: { description: 'They met.' },
    ANSWER: { description: 'The adviser answered.' },
    FOLLOW_UP: { description: 'The adviser asked what came of it.' },
    CLOSE: { description: 'It was closed.' },
    CANCEL: { description: 'Whoever asked took it back.' },
  },
});

@Entity()
@ObjectType({ description: 'What happened to a consultation, never rewritten.' })
export class ConsultationStep {
  @Field(() => ID, { description: 'Opaque id, `stp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Consultation, { ref: true, fieldName: 'consultation_id' })
  consultationRef!: Ref<Consultation>;

  @Field(() => ConsultationAction, { description: 'What was done.' })
  @Enum({ items: () => ConsultationAction, type: 'text' })
  action!: ConsultationAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Id of the person, or null for what the system or time did. Not shown: a name is its owner's to show. */
  @Property({ type: 'text', nullable: true })
  actor!: string | null;

  @Field(() => ConsultationState, { nullable: true, description: 'The state before; null for the first step.' })
  @Enum({ items: () => ConsultationState, type: 'text', nullable: true, fieldName: 'state_before' })
  before!: ConsultationState | null;

  @Field(() => ConsultationState, { description: 'The state after.' })
  @Enum({ items: () => ConsultationState, type: 'text', fieldName: 'state_after' })
  after!: ConsultationState;

  @Field(() => String, { nullable: true, description: 'The reason, or what was added.' })
  @Property({ type: 'text', nullable: true })
  note!: string | null;
}
