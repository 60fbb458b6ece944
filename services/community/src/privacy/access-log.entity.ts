import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Field, ID, ObjectType } from 'type-graphql';
import { Worker } from '../worker/worker.entity.ts';

/** Append-only: the database refuses to change or remove an entry. */
@Entity()
@ObjectType({
  description: 'One reading of a person’s protected data by somebody else; the person reads who, what and what for.',
})
export class AccessLog {
  @Field(() => ID, { description: 'Opaque id, `acl_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'worker_id' })
  workerRef!: Ref<Worker>;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz', fieldName: 'read_at' })
  at!: Date;

  /** Key of the caller, for an auditor; the person is told the office, not the account. */
  @Property({ type: 'text' })
  actorId!: string;

  @Embedded(() => LocalizedText, { prefix: 'actor_' })
  actors!: LocalizedText;

  @Field(() => String, { description: 'What was read, as a coordinate of the schema: `Worker.phone`.' })
  @Property({ type: 'text' })
  field!: string;

  @Embedded(() => LocalizedText, { prefix: 'purpose_' })
  purposes!: LocalizedText;

  @Field(() => ID, { nullable: true, description: 'The case it was read for; null where there is none.' })
  @Property({ type: 'text', nullable: true })
  caseId: string | null = null;

  @Field(() => String, { description: 'Who: the office the reader acted for.' })
  actor(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.actors, lang);
  }

  @Field(() => String, { description: 'What for.' })
  purpose(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.purposes, lang);
  }
}

export const AccessLogConnection = connectionOf(AccessLog);
