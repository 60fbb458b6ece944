import { Embedded, Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, DateTimeScalar, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Community } from '../links/links.stub.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A named sample of a community.' })
export class Sample {
  @Field(() => ID, { description: 'Opaque id, `smp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  /** How the Chinese name reads: no two of a community read alike (N1). */
  @Property({ type: 'text', hidden: true })
  reading!: string;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => DateTimeScalar, { description: 'When it was registered.' })
  @Property({ type: 'timestamptz' })
  registeredAt!: Date;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community it belongs to.' })
  community(): Community {
    return { id: this.communityId };
  }
}

export const SampleConnection = connectionOf(Sample);
