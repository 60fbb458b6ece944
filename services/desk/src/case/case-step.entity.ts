import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateTimeScalar } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CaseAction, CaseState } from './case.enums.ts';
import { Case } from './case.entity.ts';

@Entity()
@ObjectType({ description: 'What happened to a case, never rewritten.' })
export class CaseStep {
  @Field(() => ID, { description: 'Opaque id, `stp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Case, { ref: true, fieldName: 'case_id' })
  caseRef!: Ref<Case>;

  @Field(() => CaseAction, { description: 'What was done.' })
  @Enum({ items: () => CaseAction, type: 'text' })
  action!: CaseAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Id of the person, or null for what time did. Not shown: a name is its owner's to show. */
  @Property({ type: 'text', nullable: true })
  actor!: string | null;

  @Field(() => CaseState, { nullable: true, description: 'The state before; null for the first step.' })
  @Enum({ items: () => CaseState, type: 'text', nullable: true, fieldName: 'state_before' })
  before!: CaseState | null;

  @Field(() => CaseState, { description: 'The state after.' })
  @Enum({ items: () => CaseState, type: 'text', fieldName: 'state_after' })
  after!: CaseState;

  @Field(() => String, { nullable: true, description: 'The reason, or what was added.' })
  @Property({ type: 'text', nullable: true })
  note!: string | null;
}

export enum EscalationLevel {
  OWNER = 'OWNER',
  COMMUNITY = 'COMMUNITY',
  DISTRICT = 'DISTRICT',
}

registerEnumType(EscalationLevel, {
  name: 'EscalationLevel',
  description: 'Who is told that a limit is running out.',
  valuesConfig: {
    OWNER: { description: 'The owner, at 80 % of the limit.' },
    COMMUNITY: { description: 'The community, at the breach.' },
    DISTRICT: { description: 'The district, two working days after the breach.' },
  },
});

@Entity()
@ObjectType({
  description: 'That somebody was told of a limit running out: once a level, whatever happens to the program.',
})
export class Escalation {
  @ManyToOne(() => Case, { ref: true, primary: true, fieldName: 'case_id' })
  caseRef!: Ref<Case>;

  @Field(() => EscalationLevel, { description: 'Who was told.' })
  @Enum({ items: () => EscalationLevel, type: 'text', primary: true })
  level!: EscalationLevel;

  @Field(() => DateTimeScalar, { description: 'The instant it was about.' })
  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  /** The round it belongs to: what is reopened can run out again. */
  @PrimaryKey({ type: 'timestamptz' })
  acceptedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When they were told.' })
  @Property({ type: 'timestamptz', fieldName: 'told_at' })
  at!: Date;
}
