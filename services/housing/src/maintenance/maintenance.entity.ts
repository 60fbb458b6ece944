import { Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { childrenOf, connectionOf, type Context, DateScalar, DateTimeScalar, loadById, Sensitive } from '@millgate/kit';
import { Ctx, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { homesPolicy } from '../lease/homes.fields.ts';
import { Lease } from '../lease/lease.entity.ts';
import { Worker } from '../links/links.stub.ts';
import { Unit } from '../unit/unit.entity.ts';
import { MaintenanceAction, MaintenanceKind, MaintenanceState } from './maintenance.rules.ts';

registerEnumType(MaintenanceKind, {
  name: 'MaintenanceKind',
  description: 'What is to be mended.',
  valuesConfig: {
    PLUMBING: { description: 'Water and drains.' },
    ELECTRICITY: { description: 'Power, light, network.' },
    HEATING: { description: 'Heating, cooling, hot water.' },
    DOORS: { description: 'Doors, locks, windows.' },
    FURNITURE: { description: 'Beds, tables, cupboards.' },
    OTHER: { description: 'Anything else.' },
  },
});
registerEnumType(MaintenanceState, {
  name: 'MaintenanceState',
  description: 'How far a request for repairs has come.',
  valuesConfig: {
    REPORTED: { description: 'Received; staff answer by `answerBy`.' },
    ACCEPTED: { description: 'Promised for a day.' },
    DONE: { description: 'Mended, say staff; the tenant may say otherwise for a week.' },
    CLOSED: { description: 'Mended, says the tenant, or says nothing.' },
    DECLINED: { description: 'Not to be done, for a reason.' },
  },
});
registerEnumType(MaintenanceAction, {
  name: 'MaintenanceAction',
  description: 'What was done about a request for repairs.',
  valuesConfig: {
    REPORT: { description: 'Reported by the tenant.' },
    ACCEPT: { description: 'Accepted, and promised for a day.' },
    DECLINE: { description: 'Declined, with a reason.' },
    COMPLETE: { description: 'Mended.' },
    CONFIRM: { description: 'Confirmed by the tenant.' },
    REOPEN: { description: 'Found not to be mended by the tenant.' },
    CLOSE: { description: 'Closed after a week of silence.' },
  },
});

@Entity()
@ObjectType({ description: 'A tenant’s request for repairs; for the tenant and housing staff.' })
export class MaintenanceRequest {
  @Field(() => ID, { description: 'Opaque id, `mrq_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Lease, { ref: true, fieldName: 'lease_id' })
  leaseRef!: Ref<Lease>;

  @ManyToOne(() => Unit, { ref: true, fieldName: 'unit_id' })
  unitRef!: Ref<Unit>;

  @Column({ type: 'text' })
  tenantId!: string;

  @Field(() => MaintenanceKind, { description: 'What is to be mended.' })
  @Enum({ items: () => MaintenanceKind, type: 'text' })
  kind!: MaintenanceKind;

  @Field(() => String, { description: 'What is wrong, in the tenant’s words.' })
  @Column({ type: 'text' })
  description!: string;

  @Field(() => MaintenanceState, { description: 'How far it has come.' })
  @Enum({ items: () => MaintenanceState, type: 'text' })
  state!: MaintenanceState;

  @Field(() => DateTimeScalar, { description: 'When it was reported first.' })
  @Column({ type: 'timestamptz' })
  reportedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'By when staff answer: within a working day.' })
  @Column({ type: 'timestamptz' })
  answerBy!: Date;

  @Field(() => DateScalar, { nullable: true, description: 'Last day for which it is promised; null until it is.' })
  @Column({ type: 'date', nullable: true })
  doneBy: string | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was mended; null until then.' })
  @Column({ type: 'timestamptz', nullable: true })
  doneAt: Date | null = null;

  @Field(() => Int, { description: 'Grows by one with every change.' })
  @Column({ type: 'int' })
  version: Opt<number> = 1;

  @Sensitive('WHEREABOUTS')
  @Field(() => Worker, { nullable: true, description: 'Who asks.' })
  tenant(@Ctx() context: Context): Promise<Worker> {
    const tenant = { id: this.tenantId };
    return homesPolicy.reveal(context, { ...tenant, lease: this }, 'leases', { plain: () => tenant });
  }

  @Field(() => Unit, { description: 'Where.' })
  async unit(@Ctx() context: Context): Promise<Unit | null> {
    return loadById(context, Unit, this.unitRef.id);
  }

  @Field(() => [MaintenanceStep], { description: 'What was done about it, first to last.' })
  async steps(@Ctx() context: Context): Promise<MaintenanceStep[]> {
    const order = [
      ['at', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: MaintenanceStep, parent: 'requestRef', order }, this.id);
  }
}

export const MaintenanceRequestConnection = connectionOf(MaintenanceRequest);

@Entity()
@ObjectType({ description: 'One line of the history of a request. Nothing in it is ever changed or removed.' })
export class MaintenanceStep {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => MaintenanceRequest, { ref: true, fieldName: 'request_id' })
  requestRef!: Ref<MaintenanceRequest>;

  @Field(() => MaintenanceAction, { description: 'What was done.' })
  @Enum({ items: () => MaintenanceAction, type: 'text' })
  action!: MaintenanceAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Key of whoever did it; time has none. */
  @Column({ type: 'text', nullable: true })
  actor: string | null = null;

  @Field(() => String, { nullable: true, description: 'What was said about it; null for nothing.' })
  @Column({ type: 'text', nullable: true })
  note: string | null = null;

  @Field(() => MaintenanceState, { nullable: true, description: 'The state before; null for the first line.' })
  @Enum({ items: () => MaintenanceState, type: 'text', nullable: true, fieldName: 'state_before' })
  before: MaintenanceState | null = null;

  @Field(() => MaintenanceState, { description: 'The state after.' })
  @Enum({ items: () => MaintenanceState, type: 'text', fieldName: 'state_after' })
  after!: MaintenanceState;
}
