import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { WorkCalendar } from '../calendar/calendar.entity.ts';

export enum CommunityKind {
  INDUSTRIAL = 'INDUSTRIAL',
  INDUSTRY_THEMED = 'INDUSTRY_THEMED',
  PARK = 'PARK',
  RESIDENTIAL = 'RESIDENTIAL',
}

registerEnumType(CommunityKind, {
  name: 'CommunityKind',
  description: 'What a community is organised around.',
  valuesConfig: {
    INDUSTRIAL: { description: 'Neighbouring enterprises and their workers.' },
    INDUSTRY_THEMED: { description: 'One industry or chain.' },
    PARK: { description: 'An industrial park or zone.' },
    RESIDENTIAL: { description: 'Homes.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A district, with the communities in it.' })
export class District {
  @Field(() => ID, { description: 'Opaque id, `dis_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}

export const DistrictConnection = connectionOf(District);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'An industrial community: the smallest place that has services of its own.' })
export class Community {
  @Field(() => ID, { description: 'Opaque id, `com_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => CommunityKind, { description: 'What it is organised around.' })
  @Enum({ items: () => CommunityKind, type: 'text' })
  kind!: CommunityKind;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was founded; null where no source states it.' })
  @Property({ type: 'date', nullable: true })
  foundedOn: string | null = null;

  @ManyToOne(() => District, { ref: true, fieldName: 'district_id' })
  districtRef!: Ref<District>;

  /** Null where the standard calendar holds. */
  @ManyToOne(() => WorkCalendar, { ref: true, nullable: true, fieldName: 'calendar_id' })
  calendarRef: Ref<WorkCalendar> | null = null;

  @Embedded(() => LocalizedText, { prefix: 'principle_', nullable: true })
  principles: LocalizedText | null = null;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, {
    nullable: true,
    description: 'The principle it was formed on; null where no source states one.',
  })
  principle(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return this.principles && context.text(this.principles, lang);
  }

  @Field(() => District, { description: 'The district it lies in.' })
  async district(@Ctx() context: Context): Promise<District | null> {
    return loadById(context, District, this.districtRef.id);
  }
}

export const CommunityConnection = connectionOf(Community);
