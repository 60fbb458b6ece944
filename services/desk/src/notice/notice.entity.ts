import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Case } from '../case/case.entity.ts';

export enum NoticeKind {
  CASE_MOVED = 'CASE_MOVED',
  CASE_ASSIGNED = 'CASE_ASSIGNED',
  LIMIT_RUNS_OUT = 'LIMIT_RUNS_OUT',
  LIMIT_BREACHED = 'LIMIT_BREACHED',
  DUE_DATE_MOVED = 'DUE_DATE_MOVED',
}

registerEnumType(NoticeKind, {
  name: 'NoticeKind',
  description: 'What a notice tells.',
  valuesConfig: {
    CASE_MOVED: { description: 'Your case moved.' },
    CASE_ASSIGNED: { description: 'A case is yours now.' },
    LIMIT_RUNS_OUT: { description: 'Most of the limit of a case of yours is used.' },
    LIMIT_BREACHED: { description: 'The limit of a case is over.' },
    DUE_DATE_MOVED: { description: 'The calendar was revised, and a due date moved with it.' },
  },
});

@Entity()
@ObjectType({ description: 'What the desk tells one person.' })
export class Notice {
  @Field(() => ID, { description: 'Opaque id, `ntc_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  personId!: string;

  @Field(() => NoticeKind, { description: 'What it tells.' })
  @Enum({ items: () => NoticeKind, type: 'text' })
  kind!: NoticeKind;

  @ManyToOne(() => Case, { ref: true, fieldName: 'case_id' })
  caseRef!: Ref<Case>;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  @Property({ type: 'timestamptz', fieldName: 'written_at' })
  at!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person read it.' })
  @Property({ type: 'timestamptz', nullable: true })
  readAt!: Opt<Date> | null;
}

export const NoticeConnection = connectionOf(Notice);
