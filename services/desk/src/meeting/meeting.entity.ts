import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  Lang,
  langArgument,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Community } from '../links/links.stub.ts';

export enum MeetingKind {
  TEA_MEETING = 'TEA_MEETING',
  WORKER_FORUM = 'WORKER_FORUM',
  DECISION_MEETING = 'DECISION_MEETING',
}

registerEnumType(MeetingKind, {
  name: 'MeetingKind',
  description: 'A gathering that raises matters.',
  valuesConfig: {
    TEA_MEETING: { description: 'Morning tea of community and enterprises (营商早茶会).' },
    WORKER_FORUM: { description: 'A forum of workers (职工座谈会).' },
    DECISION_MEETING: { description: 'A democratic decision meeting (民主决策会).' },
  },
});

export enum MeetingState {
  PLANNED = 'PLANNED',
  WRITTEN_UP = 'WRITTEN_UP',
}

registerEnumType(MeetingState, {
  name: 'MeetingState',
  description: 'Where a meeting stands.',
  valuesConfig: {
    PLANNED: { description: 'Called or held; matters can be raised.' },
    WRITTEN_UP: { description: 'Every matter is settled or has an owner and a due time.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A meeting whose matters cannot be forgotten: what is not settled on the spot becomes a case.',
})
export class Meeting {
  @Field(() => ID, { description: 'Opaque id, `mtg_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => MeetingKind, { description: 'What kind of gathering.' })
  @Enum({ items: () => MeetingKind, type: 'text' })
  kind!: MeetingKind;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  @Property({ type: 'timestamptz' })
  startsAt!: Date;

  @Field(() => String, { description: 'Where.' })
  @Property({ type: 'text' })
  place!: string;

  @Field(() => [String], { description: 'Points on the agenda.' })
  @Property({ type: 'array', columnType: 'text[]' })
  agenda: Opt<string[]> = [];

  /** Ids of the enterprises that came. */
  @Property({ type: 'array', columnType: 'text[]' })
  attendedBy: Opt<string[]> = [];

  @Field(() => MeetingState, { description: 'Where it stands.' })
  @Enum({ items: () => MeetingState, type: 'text' })
  state!: MeetingState;

  @Field(() => String, { nullable: true, description: 'The minutes; null until it is written up.' })
  @Property({ type: 'text', nullable: true })
  minutes!: Opt<string> | null;

  @Field(() => String, { description: 'What it is called.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community that holds it.' })
  community(): Community {
    return { id: this.communityId };
  }
}

export const MeetingConnection = connectionOf(Meeting);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A round of survey visits to enterprises (大调研).' })
export class SurveyRound {
  @Field(() => ID, { description: 'Opaque id, `svy_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => DateScalar, { description: 'First day.' })
  @Property({ type: 'date', fieldName: 'held_from' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day, counted too.' })
  @Property({ type: 'date', fieldName: 'held_to' })
  to!: string;

  @Field(() => Int, { description: 'Enterprises visited.' })
  @Property({ type: 'int' })
  visitedEnterprises: Opt<number> = 0;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}
