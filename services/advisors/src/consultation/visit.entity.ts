import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar } from '@millgate/kit';
import { Ctx, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { AdvisorChannel } from '../advisor/advisor.enums.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import { Consultation } from './consultation.entity.ts';

export enum VisitState {
  PLANNED = 'PLANNED',
  MADE = 'MADE',
  CALLED_OFF = 'CALLED_OFF',
}

registerEnumType(VisitState, {
  name: 'VisitState',
  description: 'Whether a visit took place.',
  valuesConfig: {
    PLANNED: { description: 'It is agreed.' },
    MADE: { description: 'They met.' },
    CALLED_OFF: { description: 'It did not take place: another was planned, or somebody else was asked.' },
  },
});

@Entity()
@ObjectType({ description: 'That adviser and asker meet, at the door, in an office or online.' })
export class Visit {
  @Field(() => ID, { description: 'Opaque id, `vis_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Consultation, { ref: true, fieldName: 'consultation_id' })
  consultationRef!: Ref<Consultation>;

  @ManyToOne(() => Advisor, { ref: true, fieldName: 'advisor_id' })
  advisorRef!: Ref<Advisor>;

  @Field(() => DateTimeScalar, { nullable: true, description: 'For when it was planned; null for one that was not.' })
  @Property({ type: 'timestamptz', nullable: true })
  plannedFor: Date | null = null;

  @Field(() => AdvisorChannel, { description: 'How they meet.' })
  @Enum({ items: () => AdvisorChannel, type: 'text' })
  mode!: AdvisorChannel;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made; null before that.' })
  @Property({ type: 'timestamptz', nullable: true })
  madeAt: Date | null = null;

  @Property({ type: 'timestamptz', nullable: true })
  calledOffAt: Date | null = null;

  @Property({ type: 'text', nullable: true, fieldName: 'note' })
  noteText: string | null = null;

  @Field(() => Boolean, { description: 'Whether the adviser’s note is there for whoever asked.' })
  @Property({ type: 'boolean' })
  shared: Opt<boolean> = false;

  @Field(() => VisitState, { description: 'Whether it took place.' })
  state(): VisitState {
    if (this.madeAt) return VisitState.MADE;
    return this.calledOffAt ? VisitState.CALLED_OFF : VisitState.PLANNED;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What the adviser noted; for the adviser, and for whoever asked if the adviser shared it.',
  })
  note(@Ctx() { caller }: Context): string | null {
    return this.shared || isAdvisor(caller, this.advisorRef.id) ? this.noteText : null;
  }
}
