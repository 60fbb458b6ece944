import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  Lang,
  langArgument,
  LocalizedText,
  loadById,
  Money,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person who works, or looks for work, in a community.' })
export class Worker {
  @Field(() => ID, { description: 'Opaque id, `wrk_…`; stays the same for ever.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  /** Keyed hash of the resident ID: what makes two registrations of one person collide (C1). */
  @Property({ type: 'text', nullable: true, hidden: true })
  residentIdHash: string | null = null;

  /** The resident ID, encrypted; only `worker.policy.ts` decides who gets it back. */
  @Property({ type: 'text', nullable: true, hidden: true })
  residentIdSealed: string | null = null;

  @Property({ type: 'text', nullable: true, hidden: true })
  phoneNumber: string | null = null;

  @Property({ type: 'date', nullable: true, hidden: true })
  bornOn: string | null = null;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Property({ type: 'date', nullable: true })
  settledOn: string | null = null;

  @Property({ type: 'int' })
  revision: Opt<number> = 1;

  @Field(() => Community, { description: 'The community that registered the worker.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }
}

export const WorkerConnection = connectionOf(Worker);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A worker’s job with an enterprise, from its first day to the day before `until`.' })
export class Employment {
  @Field(() => ID, { description: 'Opaque id, `emp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'worker_id' })
  workerRef!: Ref<Worker>;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Embedded(() => LocalizedText, { prefix: 'post_' })
  posts!: LocalizedText;

  @Field(() => Boolean, { description: 'Whether it is the worker’s main job; a worker has at most one at a time.' })
  @Property({ type: 'boolean' })
  primary!: boolean;

  @Field(() => DateScalar, { description: 'First day.' })
  @Property({ type: 'date', fieldName: 'employed_from' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; null while it lasts.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'employed_until' })
  until: string | null = null;

  @Embedded(() => Money, { prefix: 'salary_', nullable: true })
  salary: Money | null = null;

  @Field(() => String, { description: 'What the worker does there.' })
  post(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.posts, lang);
  }

  @Field(() => Worker, { nullable: true, description: 'Who is employed.' })
  async worker(@Ctx() context: Context): Promise<Worker | null> {
    return loadById(context, Worker, this.workerRef.id);
  }

  @Field(() => Enterprise, { description: 'The employer.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return loadById(context, Enterprise, this.enterpriseRef.id);
  }
}
