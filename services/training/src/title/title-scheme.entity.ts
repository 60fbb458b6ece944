import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityManager, Ref } from '@mikro-orm/postgresql';
import {
  type CalendarDay,
  childrenOf,
  type Context,
  DateScalar,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { TitleGrade } from '../credential/skill-level.ts';
import { Provider } from '../provider/provider.entity.ts';
import { Schooling, TitleWaiver } from './title-kinds.ts';

@Entity()
@ObjectType({ description: 'A title that can be sought, such as assistant engineer.' })
export class TitleScheme {
  @Field(() => ID, { description: 'Opaque id, `tsc_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'Short name for programs: `ASSISTANT_ENGINEER`.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Field(() => TitleGrade, { description: 'Its grade.' })
  @Enum({ items: () => TitleGrade, type: 'text' })
  grade!: TitleGrade;

  @ManyToOne(() => Provider, { ref: true, fieldName: 'issuer_id' })
  issuerRef!: Ref<Provider>;

  @Field(() => String, { description: 'What the title is called.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => Provider, { description: 'Who confers it.' })
  async issuer(@Ctx() context: Context): Promise<Provider | null> {
    return loadById(context, Provider, this.issuerRef.id);
  }

  @Field(() => [TitleRule], { description: 'What it asks and asked for, version by version, latest first.' })
  async rules(@Ctx() context: Context): Promise<TitleRule[]> {
    return childrenOf(
      context,
      { entity: TitleRule, parent: 'schemeRef', order: [['version', 'desc']] as never },
      this.id,
    );
  }

  @Field(() => TitleRule, { nullable: true, description: 'What it asks for today; null while nothing is laid down.' })
  async rule(@Ctx() context: Context): Promise<TitleRule | null> {
    const today = dayOf(context.now);
    return (await this.rules(context)).find((rule) => holdsOn(rule, today)) ?? null;
  }
}

@Entity()
@ObjectType({
  description: 'One version of what a title asks for, and of how its panel decides. Never changed: another follows it.',
})
export class TitleRule {
  @Field(() => ID, { description: 'Opaque id, `trl_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => TitleScheme, { ref: true, fieldName: 'scheme_id' })
  schemeRef!: Ref<TitleScheme>;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  @Property({ type: 'int' })
  version!: number;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  @Property({ type: 'date', fieldName: 'valid_from' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; null if not foreseen.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'valid_until' })
  until: string | null = null;

  @Field(() => Schooling, { description: 'The least schooling.' })
  @Enum({ items: () => Schooling, type: 'text' })
  schooling!: Schooling;

  @Field(() => Boolean, { description: 'Whether the field of study must belong to the title.' })
  @Property({ type: 'boolean' })
  relatedMajor!: boolean;

  @Field(() => Int, { description: 'Fewest completed years of work.' })
  @Property({ type: 'int' })
  yearsOfService!: number;

  @Field(() => Int, { description: 'Fewest pieces of evidence.' })
  @Property({ type: 'int' })
  evidenceCount!: number;

  @Field(() => [TitleWaiver], { description: 'What the green channel may waive.' })
  @Enum({ items: () => TitleWaiver, type: 'text', array: true, columnType: 'text[]' })
  greenWaives!: TitleWaiver[];

  @Field(() => Int, { description: 'Fewest experts on a panel.' })
  @Property({ type: 'int' })
  panelSize!: number;

  @Property({ type: 'int' })
  quorumNumerator!: number;

  @Property({ type: 'int' })
  quorumDenominator!: number;

  @Property({ type: 'int' })
  passNumerator!: number;

  @Property({ type: 'int' })
  passDenominator!: number;

  @Field(() => Int, { description: 'Working days for which a decision is published before the title is conferred.' })
  @Property({ type: 'int' })
  publicityWorkingDays!: number;

  @Embedded(() => LocalizedText, { prefix: 'source_' })
  sources!: LocalizedText;

  @Field(() => String, { description: 'Where it is laid down, or that it is the community’s own choice.' })
  source(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.sources, lang);
  }

  /** Kept as fractions, both: two thirds of nine is six, and no rounding may make it seven. */
  @Field(() => Float, { description: 'Share of the panel that must be present, 0 to 1.' })
  quorumRatio(): number {
    return this.quorumNumerator / this.quorumDenominator;
  }

  @Field(() => Float, { description: 'Share of those present who must agree, 0 to 1.' })
  passRatio(): number {
    return this.passNumerator / this.passDenominator;
  }
}

const holdsOn = ({ from, until }: TitleRule, day: CalendarDay): boolean =>
  from <= day && (until === null || day < until);

/** What a title asks for on a day; at most one version does. */
export const ruleOn = async (tx: EntityManager, schemeId: string, day: CalendarDay): Promise<TitleRule | null> =>
  tx.findOne(TitleRule, { schemeRef: schemeId, from: { $lte: day }, $or: [{ until: null }, { until: { $gt: day } }] });
