import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, GeoPoint, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DayOfWeek } from '../calendar/calendar.entity.ts';
import { Community } from '../place/place.entity.ts';
import { FacilityKind, FacilityState, FacilityUsers } from './facility.enums.ts';

@ObjectType({ description: 'When a facility is open on some days of the week.' })
export class OpeningHours {
  @Field(() => [DayOfWeek], { description: 'The days of the week.' })
  days!: readonly DayOfWeek[];

  @Field(() => String, { description: 'Opening time, `HH:MM` in the community’s zone.' })
  opensAt!: string;

  @Field(() => String, { description: 'Closing time, `HH:MM` in the community’s zone; `24:00` is midnight.' })
  closesAt!: string;
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A place that serves those who live or work nearby.' })
export class Facility {
  @Field(() => ID, { description: 'Opaque id, `fac_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => FacilityKind, { description: 'What it is.' })
  @Enum({ items: () => FacilityKind, type: 'text' })
  kind!: FacilityKind;

  @Field(() => FacilityState, { description: 'Whether it can be used.' })
  @Enum({ items: () => FacilityState, type: 'text' })
  state!: FacilityState;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Field(() => GeoPoint, { nullable: true, description: 'Where it lies; null where that is not known.' })
  @Embedded(() => GeoPoint, { prefix: false, nullable: true })
  location: GeoPoint | null = null;

  @Field(() => [OpeningHours], { description: 'When it is open; empty where no source states it.' })
  @Property({ type: 'json' })
  hours: Opt<OpeningHours[]> = [];

  /** In its keeper’s words and order. */
  @Property({ type: 'json' })
  services: Opt<{ zh: string; en: string }[]> = [];

  @Field(() => [FacilityUsers], { description: 'Who may use it.' })
  @Property({ type: 'array', columnType: 'text[]' })
  openTo!: FacilityUsers[];

  @Field(() => Int, { description: 'Counts its changes, from 1; a change names the one it was made from.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => [String], { name: 'services', description: 'What it offers; empty where nobody stated it.' })
  offered(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string[] {
    return this.services.map((service) => context.text(service, lang));
  }

  @Field(() => Community, { description: 'The community it belongs to.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }
}

export const FacilityConnection = connectionOf(Facility);
