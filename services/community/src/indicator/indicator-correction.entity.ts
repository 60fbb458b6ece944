import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import { Indicator, IndicatorPrecision } from './indicator.entity.ts';

/** What a figure said until it was corrected; a trigger refuses to change or remove it. */
@Entity()
@ObjectType({ description: 'What a figure said until it was corrected, and why it was.' })
export class IndicatorCorrection {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Indicator, { ref: true, fieldName: 'indicator_id' })
  indicatorRef!: Ref<Indicator>;

  @Field(() => Int, { description: 'The version that was corrected, from 1 on.' })
  @Property({ type: 'int' })
  no!: number;

  @Field(() => Float, { nullable: true, description: 'The figure as it was; null where it was not stated.' })
  @Property({ type: 'double', nullable: true })
  value: number | null = null;

  @Field(() => IndicatorPrecision, { description: 'How exactly it was stated.' })
  @Enum({ items: () => IndicatorPrecision, type: 'text' })
  precision!: IndicatorPrecision;

  @Embedded(() => LocalizedText, { prefix: 'source_' })
  sources!: LocalizedText;

  @Field(() => DateTimeScalar, { description: 'Until when it said so.' })
  @Property({ type: 'timestamptz' })
  correctedAt!: Date;

  /** Who corrected it: the id of the account. */
  @Property({ type: 'text' })
  correctedBy!: string;

  @Embedded(() => LocalizedText, { prefix: 'reason_' })
  reasons!: LocalizedText;

  @Field(() => String, { description: 'Who stated it.' })
  source(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.sources, lang);
  }

  @Field(() => String, { description: 'Why it was corrected.' })
  reason(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.reasons, lang);
  }
}
