import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  forbidden,
  loadById,
  Money,
  Sensitive,
} from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Worker } from '../links/links.stub.ts';
import { Application } from '../listing/application.entity.ts';
import { Unit } from '../unit/unit.entity.ts';
import { homesPolicy, tenantOf } from './homes.fields.ts';
import { leaseState, LeaseState } from './lease.rules.ts';
import { MasterLease } from './master-lease.entity.ts';
import { mayReadMasterLeases } from './tenancy.policy.ts';

registerEnumType(LeaseState, {
  name: 'LeaseState',
  description: 'How far a lease has come at the instant of the request.',
  valuesConfig: {
    OFFERED: { description: 'Can be accepted until the offer expires; keeps the bed from nobody.' },
    SIGNED: { description: 'Accepted; its first day is still to come.' },
    ACTIVE: { description: 'The tenant lives there.' },
    NOTICE: { description: 'The tenant lives there, and notice was given.' },
    ENDED: { description: 'Its last day has passed.' },
    LAPSED: { description: 'Was not accepted in time, was declined, or was taken back.' },
  },
});

export enum LeasePayer {
  WORKER = 'WORKER',
  ENTERPRISE = 'ENTERPRISE',
  FREE = 'FREE',
}

registerEnumType(LeasePayer, {
  name: 'LeasePayer',
  description: 'Who pays the rent of a lease.',
  valuesConfig: {
    WORKER: { description: 'The tenant.' },
    ENTERPRISE: { description: 'The enterprise that rents the unit and houses its worker there.' },
    FREE: { description: 'Nobody: free lodging of a job-seeker, three calendar months at most, once a person.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A worker’s right to live in a bed, or in a whole unit, on the days from `from` to the day before `until`. Where somebody lives is for herself and housing staff.',
})
export class Lease {
  @Field(() => ID, { description: 'Opaque id, `lea_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Unit, { ref: true, fieldName: 'unit_id' })
  unitRef!: Ref<Unit>;

  @Field(() => Int, { nullable: true, description: 'Number of the bed, from 1; null where the whole unit is let.' })
  @Column({ type: 'int', nullable: true })
  bed: number | null = null;

  /** Beds of the unit; the database keeps it equal to the unit's, so that a row alone can prove that its bed exists (H2). */
  @Column({ type: 'int', hidden: true })
  unitBeds!: number;

  @Column({ type: 'text' })
  tenantId!: string;

  @Field(() => LeasePayer, { description: 'Who pays the rent.' })
  @Enum({ items: () => LeasePayer, type: 'text' })
  payer!: LeasePayer;

  @ManyToOne(() => MasterLease, { ref: true, nullable: true, fieldName: 'master_lease_id' })
  masterLeaseRef: Ref<MasterLease> | null = null;

  /** Days of the master lease; the database keeps them equal to its own, so that a row alone can prove it is inside (H2). */
  @Column({ type: 'date', nullable: true, hidden: true })
  masterFrom: string | null = null;

  @Column({ type: 'date', nullable: true, hidden: true })
  masterUntil: string | null = null;

  @ManyToOne(() => Application, { ref: true, nullable: true, fieldName: 'application_id' })
  applicationRef: Ref<Application> | null = null;

  @Field(() => DateScalar, { description: 'First day.' })
  @Column({ type: 'date', fieldName: 'let_from' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds; the next tenant may begin on it.' })
  @Column({ type: 'date', fieldName: 'let_until' })
  until!: string;

  @Field(() => Money, { description: 'Rent a month, whoever pays it.' })
  @Embedded(() => Money, { prefix: 'rent_' })
  rent!: Money;

  /** First day for which no rent was charged yet; null for the first day of the lease. */
  @Column({ type: 'date', nullable: true, hidden: true })
  rentChargedUntil: string | null = null;

  /** The end that others were told of; null while they were told of nothing. */
  @Column({ type: 'date', nullable: true, hidden: true })
  toldUntil: string | null = null;

  @Field(() => Money, { description: 'Deposit, given back at the end.' })
  @Embedded(() => Money, { prefix: 'deposit_' })
  deposit!: Money;

  /** As last recorded; `state` also knows what time has changed since. */
  @Enum({ items: () => LeaseState, type: 'text', fieldName: 'state' })
  recordedState: Opt<LeaseState> = LeaseState.OFFERED;

  @Field(() => DateTimeScalar, { description: 'When it was offered.' })
  @Column({ type: 'timestamptz' })
  offeredAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'First instant at which the offer can no longer be accepted: three working days after it was made.',
  })
  @Column({ type: 'timestamptz' })
  offerExpiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the tenant accepted; null until then.' })
  @Column({ type: 'timestamptz', nullable: true })
  signedAt: Date | null = null;

  @Field(() => Int, { description: 'Grows by one with every recorded change.' })
  @Column({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => LeaseState, { description: 'How far it has come at the instant of the request.' })
  state(@Ctx() context: Context): LeaseState {
    return leaseState(this, context.now);
  }

  @Sensitive('WHEREABOUTS')
  @Field(() => Worker, { nullable: true, description: 'Who lives there.' })
  tenant(@Ctx() context: Context): Promise<Worker> {
    const tenant = { id: this.tenantId };
    return homesPolicy.reveal(context, tenantOf(this), 'leases', { plain: () => tenant });
  }

  @Field(() => Unit, { description: 'The unit.' })
  async unit(@Ctx() context: Context): Promise<Unit | null> {
    return loadById(context, Unit, this.unitRef.id);
  }

  @Field(() => Application, { nullable: true, description: 'The application it was offered for; null for none.' })
  async application(@Ctx() context: Context): Promise<Application | null> {
    return this.applicationRef && loadById(context, Application, this.applicationRef.id);
  }

  @Field(() => MasterLease, {
    nullable: true,
    description: 'The enterprise’s lease that it is part of; null for none. For that enterprise and housing staff.',
  })
  async masterLease(@Ctx() context: Context): Promise<MasterLease | null> {
    const masterLease = this.masterLeaseRef && (await loadById(context, MasterLease, this.masterLeaseRef.id));
    if (masterLease && !mayReadMasterLeases(context.caller, masterLease.enterpriseId)) throw forbidden();
    return masterLease;
  }
}

export const LeaseConnection = connectionOf(Lease);

export enum LeaseAction {
  OFFER = 'OFFER',
  ACCEPT = 'ACCEPT',
  BEGIN = 'BEGIN',
  GIVE_NOTICE = 'GIVE_NOTICE',
  END = 'END',
  LAPSE = 'LAPSE',
  DECLINE = 'DECLINE',
  SHORTEN = 'SHORTEN',
}

registerEnumType(LeaseAction, {
  name: 'LeaseAction',
  description: 'What was done to a lease.',
  valuesConfig: {
    OFFER: { description: 'Offered to the tenant.' },
    ACCEPT: { description: 'Accepted by the tenant.' },
    BEGIN: { description: 'Its first day came.' },
    GIVE_NOTICE: { description: 'Notice was given.' },
    END: { description: 'It ended.' },
    LAPSE: { description: 'The offer’s time was over.' },
    DECLINE: { description: 'The offer was declined, or taken back.' },
    SHORTEN: { description: 'Its last day was brought forward.' },
  },
});

@Entity()
@ObjectType({ description: 'One line of a lease’s history. Nothing in it is ever changed or removed.' })
export class LeaseStep {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Lease, { ref: true, fieldName: 'lease_id' })
  leaseRef!: Ref<Lease>;

  @Field(() => LeaseAction, { description: 'What was done.' })
  @Enum({ items: () => LeaseAction, type: 'text' })
  action!: LeaseAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Key of whoever did it; the system has none. */
  @Column({ type: 'text', nullable: true })
  actor: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why, where somebody decided; null otherwise.' })
  @Column({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => LeaseState, { nullable: true, description: 'The state before; null for the first line.' })
  @Enum({ items: () => LeaseState, type: 'text', nullable: true, fieldName: 'state_before' })
  before: LeaseState | null = null;

  @Field(() => LeaseState, { description: 'The state after.' })
  @Enum({ items: () => LeaseState, type: 'text', fieldName: 'state_after' })
  after!: LeaseState;
}
