import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { type Context, DateScalar, Lang, langArgument, LocalizedText, RequiresScope, Sensitive } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Worker } from '../worker/worker.entity.ts';
import { workerById } from '../worker/worker.reference.ts';

@Entity()
@Directive('@key(fields: "id")')
@RequiresScope('worker:family')
@ObjectType({
  description:
    'A child whom a worker is guardian of; for the guardian, and the handler of an open case about schooling.',
})
export class Dependant {
  @Field(() => ID, { description: 'Opaque id, `dep_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Worker, { ref: true, fieldName: 'guardian_id' })
  guardianRef!: Ref<Worker>;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Sensitive('MINOR')
  @Field(() => DateScalar, { description: 'Date of birth.' })
  @Property({ type: 'date', fieldName: 'born_on' })
  birthDate!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which the worker is no longer recorded as guardian; null while it lasts.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'ended_on' })
  until: string | null = null;

  @Sensitive('MINOR')
  @Field(() => String, { description: 'The name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Worker, { nullable: true, description: 'The guardian.' })
  async guardian(@Ctx() context: Context): Promise<Worker | null> {
    return workerById(context, this.guardianRef.id);
  }
}
