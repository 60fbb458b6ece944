import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';

@Entity()
@ObjectType({ description: 'A counter of the one window; every counter takes every matter.' })
export class Counter {
  @Field(() => ID, { description: 'Opaque id, `ctr_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => String, { description: 'Its number, as the display shows it.' })
  @Property({ type: 'text' })
  no!: string;
}

export enum TerminalState {
  ONLINE = 'ONLINE',
  OFFLINE = 'OFFLINE',
}

registerEnumType(TerminalState, {
  name: 'TerminalState',
  description: 'Whether a terminal can be used.',
  valuesConfig: {
    ONLINE: { description: 'It can be used, day and night.' },
    OFFLINE: { description: 'It is out of order.' },
  },
});

@Entity()
@ObjectType({ description: 'A self-service terminal, open day and night.' })
export class Terminal {
  @Field(() => ID, { description: 'Opaque id, `trm_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Embedded(() => LocalizedText, { prefix: 'place_' })
  places!: LocalizedText;

  @Field(() => Float, { description: 'Latitude, WGS 84.' })
  @Property({ type: 'float' })
  latitude!: number;

  @Field(() => Float, { description: 'Longitude, WGS 84.' })
  @Property({ type: 'float' })
  longitude!: number;

  @Field(() => TerminalState, { description: 'Whether it can be used.' })
  @Enum({ items: () => TerminalState, type: 'text' })
  state!: TerminalState;

  @Field(() => String, { description: 'Where it stands.' })
  place(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.places, lang);
  }
}

export enum TicketState {
  WAITING = 'WAITING',
  CALLED = 'CALLED',
  CLOSED = 'CLOSED',
}

registerEnumType(TicketState, {
  name: 'TicketState',
  description: 'Where a number stands.',
  valuesConfig: {
    WAITING: { description: 'It waits to be called.' },
    CALLED: { description: 'One counter called it.' },
    CLOSED: { description: 'Its matters are all taken up.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'One number for everything a person came for.' })
export class QueueTicket {
  @Field(() => ID, { description: 'Opaque id, `tkt_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => String, { description: 'The number on the slip, from A001 each day.' })
  @Property({ type: 'text' })
  no!: string;

  @Property({ type: 'date', fieldName: 'taken_on' })
  takenOn!: string;

  @Property({ type: 'text', nullable: true })
  workerId!: string | null;

  @Field(() => TicketState, { description: 'Where it stands.' })
  @Enum({ items: () => TicketState, type: 'text' })
  state!: TicketState;

  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  @Property({ type: 'timestamptz' })
  takenAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was called.' })
  @Property({ type: 'timestamptz', nullable: true })
  calledAt!: Opt<Date> | null;

  @ManyToOne(() => Counter, { ref: true, nullable: true, fieldName: 'counter_id' })
  counterRef!: Ref<Counter> | null;

  @Field(() => Counter, { nullable: true, description: 'The counter that called it.' })
  async counter(@Ctx() context: Context): Promise<Counter | null> {
    return this.counterRef ? loadById(context, Counter, this.counterRef.id) : null;
  }
}

export const QueueTicketConnection = connectionOf(QueueTicket);
