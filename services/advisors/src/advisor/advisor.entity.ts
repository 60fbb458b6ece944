import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Community, Enterprise, IndustryChain } from '../links/links.stub.ts';
import { AdvisorChannel, AdvisorKind } from './advisor.enums.ts';
import { inOfficeOn } from './office.rules.ts';

/** The advisor's id is also the id of the account that speaks as the adviser. */
@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody whom enterprises and workers of a community may ask for advice.' })
export class Advisor {
  @Field(() => ID, { description: 'Opaque id, `adv_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => AdvisorKind, { description: 'What the adviser is asked about.' })
  @Enum({ items: () => AdvisorKind, type: 'text' })
  kind!: AdvisorKind;

  @Embedded(() => LocalizedText, { prefix: 'organisation_' })
  organisations!: LocalizedText;

  @Property({ type: 'json' })
  specialtyTexts!: readonly { readonly zh: string; readonly en: string }[];

  @Field(() => [AdvisorChannel], { description: 'How the adviser can be met.' })
  @Property({ type: 'array', columnType: 'text[]' })
  channels!: AdvisorChannel[];

  @Property({ type: 'array', columnType: 'text[]' })
  chainIds: string[] = [];

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => String, { description: 'The adviser’s name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, { description: 'The organisation that the adviser comes from.' })
  organisation(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.organisations, lang);
  }

  @Field(() => [String], { description: 'What the adviser knows best.' })
  specialties(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string[] {
    return this.specialtyTexts.map((text) => context.text(text, lang));
  }

  @Field(() => [IndustryChain], {
    nullable: true,
    description: 'The industry chains the adviser serves; empty for one who serves all.',
  })
  chains(): IndustryChain[] {
    return this.chainIds.map((id) => ({ id }));
  }

  @Field(() => Community, { nullable: true, description: 'The community whose team the adviser belongs to.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => [Appointment], { description: 'The adviser’s terms of office, by first day.' })
  async appointments(@Ctx() context: Context): Promise<Appointment[]> {
    return appointmentsOf(context, this.id);
  }

  @Field(() => Boolean, { description: 'Whether the adviser is in office on a day.' })
  async inOffice(
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; without it, the day of the request.' })
    on: string | undefined,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return inOfficeOn(await appointmentsOf(context, this.id), on ?? dayOf(context.now));
  }
}

export const AdvisorConnection = connectionOf(Advisor);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A term of office: only in one is an adviser asked.' })
export class Appointment {
  @Field(() => ID, { description: 'Opaque id, `apt_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Advisor, { ref: true, fieldName: 'advisor_id' })
  advisorRef!: Ref<Advisor>;

  @Field(() => DateScalar, { description: 'First day in office.' })
  @Property({ type: 'date', fieldName: 'office_from' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; null while nobody has ended it.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'office_until' })
  until: string | null = null;

  @Field(() => Int, { description: 'Which batch of advisers of the community took up duty together, from 1.' })
  @Property({ type: 'int' })
  batch!: number;

  @Field(() => Advisor, { description: 'Who is in office.' })
  async advisor(@Ctx() context: Context): Promise<Advisor | null> {
    return loadById(context, Advisor, this.advisorRef.id);
  }
}

const appointmentsOf = (context: Context, advisorId: string): Promise<Appointment[]> => {
  const order = [
    ['from', 'asc'],
    ['id', 'asc'],
  ] as const;
  return childrenOf(context, { entity: Appointment, parent: 'advisorRef', order }, advisorId);
};

/** An interest that an adviser declared in an enterprise: while it holds, the enterprise is never theirs to advise (A3). */
@Entity()
@ObjectType({ description: 'An interest that the adviser declared in an enterprise; shown to that adviser alone.' })
export class DeclaredInterest {
  @Field(() => ID, { description: 'Opaque id, `int_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Advisor, { ref: true, fieldName: 'advisor_id' })
  advisorRef!: Ref<Advisor>;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Field(() => DateScalar, { description: 'First day on which it holds.' })
  @Property({ type: 'date', fieldName: 'held_from' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; null while it does.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'held_until' })
  until: string | null = null;

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that it is in.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }
}
