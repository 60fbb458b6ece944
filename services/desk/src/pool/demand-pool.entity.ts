import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, DateTimeScalar, loadById } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Community, Enterprise } from '../links/links.stub.ts';

export enum DemandPoolKind {
  TRANSPORT = 'TRANSPORT',
  TRAINING = 'TRAINING',
  PROGRAMME = 'PROGRAMME',
  OTHER = 'OTHER',
}

registerEnumType(DemandPoolKind, {
  name: 'DemandPoolKind',
  description: 'What a pool asks to be opened.',
  valuesConfig: {
    TRANSPORT: { description: 'A line.' },
    TRAINING: { description: 'A course.' },
    PROGRAMME: { description: 'A programme of activities.' },
    OTHER: { description: 'Something else.' },
  },
});

export enum DemandPoolState {
  GATHERING = 'GATHERING',
  REACHED = 'REACHED',
  FULFILLED = 'FULFILLED',
  EXPIRED = 'EXPIRED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(DemandPoolState, {
  name: 'DemandPoolState',
  description: 'Where a pool stands.',
  valuesConfig: {
    GATHERING: { description: 'Fewer enterprises than the threshold; others may join.' },
    REACHED: { description: 'The threshold was reached: somebody must answer. Leaving does not undo it.' },
    FULFILLED: { description: 'What was asked for is open.' },
    EXPIRED: { description: 'Its last day passed below the threshold.' },
    CANCELLED: { description: 'Called off by staff.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Enterprises that need the same thing, gathered until it is worth opening.' })
export class DemandPool {
  @Field(() => ID, { description: 'Opaque id, `pol_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => DemandPoolKind, { description: 'What is asked to be opened.' })
  @Enum({ items: () => DemandPoolKind, type: 'text' })
  kind!: DemandPoolKind;

  @Field(() => String, { description: 'What exactly, in a line.' })
  @Property({ type: 'text' })
  topic!: string;

  @Field(() => Int, {
    description: 'How many different enterprises reach it. A choice of the desk, not a rule of law.',
  })
  @Property({ type: 'int' })
  threshold!: number;

  @Field(() => DateScalar, { description: 'Last day to join.' })
  @Property({ type: 'date' })
  opensUntil!: string;

  @Field(() => DemandPoolState, { description: 'Where it stands.' })
  @Enum({ items: () => DemandPoolState, type: 'text' })
  state!: DemandPoolState;

  @Field(() => DateTimeScalar, { description: 'When it was opened.' })
  @Property({ type: 'timestamptz' })
  openedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the threshold was reached.' })
  @Property({ type: 'timestamptz', nullable: true })
  reachedAt!: Opt<Date> | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When what it asked for was opened.' })
  @Property({ type: 'timestamptz', nullable: true })
  fulfilledAt!: Opt<Date> | null;

  /** What was opened: its type and id in another subgraph, at most one (T2, B3). */
  @Property({ type: 'text', nullable: true })
  fulfilledBy!: Opt<string> | null;

  @Field(() => Community, { nullable: true, description: 'The community in which it gathers.' })
  community(): Community {
    return { id: this.communityId };
  }
}

export const DemandPoolConnection = connectionOf(DemandPool);

@Entity()
@ObjectType({ description: 'An enterprise in a pool; it counts once.' })
export class PoolMember {
  @Field(() => ID, { description: 'Opaque id, `pmb_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => DemandPool, { ref: true, fieldName: 'pool_id' })
  poolRef!: Ref<DemandPool>;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'How many of its people it speaks for.' })
  @Property({ type: 'int' })
  headcount!: number;

  @Field(() => DateTimeScalar, { description: 'When it joined.' })
  @Property({ type: 'timestamptz' })
  joinedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  leftAt!: Opt<Date> | null;

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }

  @Field(() => DemandPool, { nullable: true, description: 'The pool.' })
  async pool(@Ctx() context: Context): Promise<DemandPool | null> {
    return loadById(context, DemandPool, this.poolRef.id);
  }
}
