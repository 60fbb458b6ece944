import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById } from '@millgate/kit';
import { Ctx, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Expert, ExpertPanel } from './expert-panel.entity.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import { RecusalReason } from './title-kinds.ts';
import { TitleRule } from './title-scheme.entity.ts';

export enum PanelSessionState {
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  VOID = 'VOID',
}

registerEnumType(PanelSessionState, {
  name: 'PanelSessionState',
  description: 'Where a session of a panel stands.',
  valuesConfig: {
    OPEN: { description: 'Members vote; nobody can read a vote.' },
    CLOSED: { description: 'The votes were opened and counted.' },
    VOID: { description: 'Broken off: its votes can no longer be opened, its candidates wait for another session.' },
  },
});

@Entity()
@ObjectType({
  description: 'A session in which a panel votes on candidates. For its members and the trainers who convene it.',
})
export class PanelSession {
  @Field(() => ID, { description: 'Opaque id, `pse_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => ExpertPanel, { ref: true, fieldName: 'panel_id' })
  panelRef!: Ref<ExpertPanel>;

  @ManyToOne(() => TitleRule, { ref: true, fieldName: 'rule_id' })
  ruleRef!: Ref<TitleRule>;

  @Field(() => PanelSessionState, { description: 'Where it stands.' })
  @Enum({ items: () => PanelSessionState, type: 'text' })
  state!: PanelSessionState;

  @Field(() => Int, { description: 'Fewest members who must have voted on a candidate for the session to decide.' })
  @Property({ type: 'int' })
  quorum!: number;

  @Property({ type: 'int' })
  passNumerator!: number;

  @Property({ type: 'int' })
  passDenominator!: number;

  /** The key that votes are sealed with. What opens them is stored nowhere. */
  @Property({ type: 'text' })
  sealKey!: string;

  @Field(() => DateTimeScalar, { description: 'When voting began.' })
  @Property({ type: 'timestamptz' })
  openedAt!: Date;

  @Property({ type: 'text' })
  openedBy!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When voting ended; null while it is open.' })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  closedBy: string | null = null;

  @Field(() => Float, { description: 'Share of those who voted on a candidate who must agree, 0 to 1.' })
  passRatio(): number {
    return this.passNumerator / this.passDenominator;
  }

  @Field(() => ExpertPanel, { description: 'The panel.' })
  async panel(@Ctx() context: Context): Promise<ExpertPanel | null> {
    return loadById(context, ExpertPanel, this.panelRef.id);
  }

  @Field(() => TitleRule, { description: 'The version of the rule by which it decides, with its source.' })
  async rule(@Ctx() context: Context): Promise<TitleRule | null> {
    return loadById(context, TitleRule, this.ruleRef.id);
  }
}

export const PanelSessionConnection = connectionOf(PanelSession);

/** A sealed vote. It has no field, and its ballot opens by nothing that is stored. */
@Entity()
export class PanelVote {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => PanelSession, { ref: true, fieldName: 'session_id' })
  sessionRef!: Ref<PanelSession>;

  @ManyToOne(() => TitleEvaluation, { ref: true, fieldName: 'evaluation_id' })
  evaluationRef!: Ref<TitleEvaluation>;

  @ManyToOne(() => Expert, { ref: true, fieldName: 'expert_id' })
  expertRef!: Ref<Expert>;

  @Property({ type: 'text', hidden: true })
  sealed!: string;

  @Property({ type: 'timestamptz' })
  castAt!: Date;
}

/** A member’s own word that she must not judge a candidate. */
@Entity()
export class PanelRecusal {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => PanelSession, { ref: true, fieldName: 'session_id' })
  sessionRef!: Ref<PanelSession>;

  @ManyToOne(() => TitleEvaluation, { ref: true, fieldName: 'evaluation_id' })
  evaluationRef!: Ref<TitleEvaluation>;

  @ManyToOne(() => Expert, { ref: true, fieldName: 'expert_id' })
  expertRef!: Ref<Expert>;

  @Enum({ items: () => RecusalReason, type: 'text' })
  reason!: RecusalReason;

  @Property({ type: 'timestamptz' })
  declaredAt!: Date;
}
