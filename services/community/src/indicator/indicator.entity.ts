import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Alliance } from '../alliance/alliance.entity.ts';
import { Community, District } from '../place/place.entity.ts';

export enum IndicatorUnit {
  PERCENT = 'PERCENT',
  PERCENT_YEAR_ON_YEAR = 'PERCENT_YEAR_ON_YEAR',
  PERSONS = 'PERSONS',
  ENTERPRISES = 'ENTERPRISES',
  PAIRS = 'PAIRS',
  YUAN = 'YUAN',
  YEARS = 'YEARS',
  PROBLEMS = 'PROBLEMS',
}

registerEnumType(IndicatorUnit, {
  name: 'IndicatorUnit',
  description: 'What an indicator counts.',
  valuesConfig: {
    PERCENT: { description: 'Percent of a whole.' },
    PERCENT_YEAR_ON_YEAR: { description: 'Percent more than in the same period of the year before.' },
    PERSONS: { description: 'Persons, each once.' },
    ENTERPRISES: { description: 'Enterprises, each once.' },
    PAIRS: { description: 'Pairs of socks.' },
    YUAN: { description: 'Yuan.' },
    YEARS: { description: 'Years.' },
    PROBLEMS: { description: 'Problems.' },
  },
});

export enum IndicatorPrecision {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  NOT_STATED = 'NOT_STATED',
}

registerEnumType(IndicatorPrecision, {
  name: 'IndicatorPrecision',
  description: 'How exactly the source states a value.',
  valuesConfig: {
    EXACT: { description: 'As printed.' },
    AT_LEAST: { description: 'The source says “more than” (多, 余, 超) or “always at least”.' },
    NOT_STATED: { description: 'The source lost the figure or never gave it; there is no value.' },
  },
});

@Entity()
@ObjectType({ description: 'A figure that a source states about a place or an alliance: cited, never computed here.' })
export class Indicator {
  @Field(() => ID, { description: 'Opaque id, `ind_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => Float, { nullable: true, description: 'The figure; null where the source does not state it.' })
  @Property({ type: 'double', nullable: true })
  value: number | null = null;

  @Field(() => IndicatorPrecision, { description: 'How exactly the source states it.' })
  @Enum({ items: () => IndicatorPrecision, type: 'text' })
  precision!: IndicatorPrecision;

  @Field(() => IndicatorUnit, { description: 'What it counts.' })
  @Enum({ items: () => IndicatorUnit, type: 'text' })
  unit!: IndicatorUnit;

  @Field(() => String, {
    nullable: true,
    description:
      'The period it is about, as exactly as the source states it: `2018-Q1`, `YEAR`; null where it does not.',
  })
  @Property({ type: 'text', nullable: true })
  period: string | null = null;

  @Embedded(() => LocalizedText, { prefix: 'source_' })
  sources!: LocalizedText;

  @Field(() => Int, { description: 'Counts what it has said, from 1 on; a correction adds one.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was recorded; null where nobody wrote that down.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  recordedAt: Date | null = null;

  @ManyToOne(() => District, { ref: true, nullable: true, fieldName: 'district_id' })
  districtRef: Ref<District> | null = null;

  @ManyToOne(() => Community, { ref: true, nullable: true, fieldName: 'community_id' })
  communityRef: Ref<Community> | null = null;

  @ManyToOne(() => Alliance, { ref: true, nullable: true, fieldName: 'alliance_id' })
  allianceRef: Ref<Alliance> | null = null;

  @Field(() => String, { description: 'What it measures.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, { description: 'Who states it.' })
  source(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.sources, lang);
  }
}
