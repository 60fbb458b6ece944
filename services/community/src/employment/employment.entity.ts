import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  Money,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Worker } from '../worker/worker.entity.ts';
import { workerById } from '../worker/worker.reference.ts';

export enum EmploymentState {
  ACTIVE = 'ACTIVE',
  ENDED = 'ENDED',
}

registerEnumType(EmploymentState, {
  name: 'EmploymentState',
  description: 'Whether a job lasts.',
  valuesConfig: {
    ACTIVE: { description: 'It lasts, or is still to begin.' },
    ENDED: { description: 'Its last day has passed.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A worker’s job with an enterprise, from its first day to the day before `until`; for the worker and the enterprise’s own HR.',
})
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

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day after the end of the written contract; null for one without end.',
  })
  @Property({ type: 'date', nullable: true })
  contractUntil: string | null = null;

  /** As it was stored before salaries were sealed (`salary.ts`). */
  @Embedded(() => Money, { prefix: 'salary_', nullable: true })
  salary: Money | null = null;

  @Property({ type: 'text', nullable: true, hidden: true })
  salarySealed: string | null = null;

  @Field(() => String, { description: 'What the worker does there.' })
  post(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.posts, lang);
  }

  @Field(() => EmploymentState, { description: 'Whether it lasts, on the day of the request.' })
  state(@Ctx() { now }: Context): EmploymentState {
    return this.until !== null && this.until <= dayOf(now) ? EmploymentState.ENDED : EmploymentState.ACTIVE;
  }

  @Field(() => Worker, { nullable: true, description: 'Who is employed.' })
  async worker(@Ctx() context: Context): Promise<Worker | null> {
    return workerById(context, this.workerRef.id);
  }

  @Field(() => Enterprise, { description: 'The employer.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return loadById(context, Enterprise, this.enterpriseRef.id);
  }
}

export const EmploymentConnection = connectionOf(Employment);
