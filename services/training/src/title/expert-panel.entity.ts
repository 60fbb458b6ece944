import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Community, Enterprise } from '../links/links.stub.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Experts who examine candidates for titles. Who they are and how each voted is not told.',
})
export class ExpertPanel {
  @Field(() => ID, { description: 'Opaque id, `pnl_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Property({ type: 'text', nullable: true })
  communityId: string | null = null;

  @Field(() => Int, { description: 'How many experts sit on it.' })
  @Property({ type: 'int' })
  size!: number;

  @Field(() => Int, { description: 'Fewest members who must be present for a session to decide.' })
  @Property({ type: 'int' })
  quorum!: number;

  @Property({ type: 'int' })
  passNumerator!: number;

  @Property({ type: 'int' })
  passDenominator!: number;

  @Field(() => DateScalar, { description: 'First day of its term.' })
  @Property({ type: 'date', fieldName: 'term_from' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day after its term.' })
  @Property({ type: 'date', fieldName: 'term_until' })
  until!: string;

  @Field(() => String, { description: 'What it is called.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community it examines for; null if for no one.' })
  community(): Community | null {
    return this.communityId === null ? null : { id: this.communityId };
  }

  /** Kept as a fraction: two thirds of nine is six, and no rounding may make it seven. */
  @Field(() => Float, { description: 'Share of the members present who must agree, 0 to 1.' })
  passRatio(): number {
    return this.passNumerator / this.passDenominator;
  }
}

/** Somebody of the pool from which panels are made up. Shown to those who make them up, and by organisation only. */
@Entity()
@ObjectType({
  description: 'Somebody who can be called to a panel. For trainers, who make panels up; no name is kept.',
})
export class Expert {
  @Field(() => ID, { description: 'Opaque id, `exp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  /** The record by which the expert signs in: a staff account, or a worker’s. No field of the graph leads to it. */
  @Property({ type: 'text' })
  personId!: string;

  @Embedded(() => LocalizedText, { prefix: 'organisation_' })
  organisations!: LocalizedText;

  /** The enterprise that employs the expert, on whose people she may not vote (T3). */
  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which she is no longer called; null if she is.',
  })
  @Property({ type: 'date', nullable: true })
  retiredOn: string | null = null;

  @Field(() => String, { description: 'The organisation she comes from.' })
  organisation(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.organisations, lang);
  }

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that employs her, if one does.' })
  enterprise(): Enterprise | null {
    return this.enterpriseId === null ? null : { id: this.enterpriseId };
  }
}

export const ExpertConnection = connectionOf(Expert);

/** A seat on a panel. No field of the graph leads here: whoever is examined must not know whom to press. */
@Entity()
export class PanelMember {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => ExpertPanel, { ref: true, fieldName: 'panel_id' })
  panelRef!: Ref<ExpertPanel>;

  @ManyToOne(() => Expert, { ref: true, fieldName: 'expert_id' })
  expertRef!: Ref<Expert>;
}
