import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar } from '@millgate/kit';
import { Ctx, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { workerById } from '../worker/worker.reference.ts';
import { Worker } from '../worker/worker.entity.ts';

export enum WorkerMergeState {
  PROPOSED = 'PROPOSED',
  MERGED = 'MERGED',
}

registerEnumType(WorkerMergeState, {
  name: 'WorkerMergeState',
  description: 'How far a merge of two records is.',
  valuesConfig: {
    PROPOSED: { description: 'Somebody found them to be one person; a colleague has not confirmed it.' },
    MERGED: { description: 'Done: the one record is an alias of the other.' },
  },
});

@ObjectType({ description: 'What merging two records changed in the registry. Nothing that was paid is paid back.' })
export class WorkerMergeEffects {
  @Field(() => Int, { description: 'Jobs of the merged record, which are the kept worker’s now.' })
  movedJobs!: number;

  @Field(() => Int, {
    description: 'Of those, main jobs that overlap one of the kept worker; they count as secondary now.',
  })
  secondaryJobs!: number;

  @Field(() => Int, {
    description: 'Consents of the merged record that ended: the kept worker has given or withdrawn the same.',
  })
  endedConsents!: number;

  @Field(() => Int, { description: 'Children recorded with both, of whom the record with the merged one ended.' })
  endedDependants!: number;
}

/** One way, and once: the database refuses a second merge of a record, and a confirmation by whoever proposed it. */
@Entity()
@ObjectType({
  description: 'Two records of one person, found by one member of the staff and merged by another; for the staff.',
})
export class WorkerMerge {
  @Field(() => ID, { description: 'Opaque id, `wmg_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'kept_id' })
  keptRef!: Ref<Worker>;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'merged_id' })
  mergedRef!: Ref<Worker>;

  @Field(() => String, { description: 'Why they are one person, in the words of who proposed it.' })
  @Property({ type: 'text' })
  reason!: string;

  @Property({ type: 'text' })
  proposedBy!: string;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  @Property({ type: 'timestamptz' })
  proposedAt!: Date;

  @Property({ type: 'text', nullable: true })
  confirmedBy: string | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the records were merged; null while they are not.',
  })
  @Property({ type: 'timestamptz', nullable: true, fieldName: 'confirmed_at' })
  mergedAt: Date | null = null;

  @Property({ type: 'int', nullable: true })
  movedJobs: number | null = null;

  @Property({ type: 'int', nullable: true })
  secondaryJobs: number | null = null;

  @Property({ type: 'int', nullable: true })
  endedConsents: number | null = null;

  @Property({ type: 'int', nullable: true })
  endedDependants: number | null = null;

  @Field(() => WorkerMergeState, { description: 'How far it is.' })
  state(): WorkerMergeState {
    return this.mergedAt === null ? WorkerMergeState.PROPOSED : WorkerMergeState.MERGED;
  }

  @Field(() => WorkerMergeEffects, { nullable: true, description: 'What it changed; null while it is proposed.' })
  effects(): WorkerMergeEffects | null {
    const { movedJobs, secondaryJobs, endedConsents, endedDependants } = this;
    if (movedJobs === null || secondaryJobs === null || endedConsents === null || endedDependants === null) return null;
    return { movedJobs, secondaryJobs, endedConsents, endedDependants };
  }

  @Field(() => Worker, { nullable: true, description: 'The worker whose record is kept.' })
  async kept(@Ctx() context: Context): Promise<Worker | null> {
    return workerById(context, this.keptRef.id);
  }

  @Field(() => Worker, {
    nullable: true,
    description: 'The worker whose record becomes an alias; once it is one, the worker who is kept.',
  })
  async merged(@Ctx() context: Context): Promise<Worker | null> {
    return workerById(context, this.mergedRef.id);
  }

  @Field(() => ID, { description: 'The id that is, or becomes, an alias.' })
  alias(): string {
    return this.mergedRef.id;
  }
}

export const WorkerMergeConnection = connectionOf(WorkerMerge);
