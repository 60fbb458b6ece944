import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Community } from '../place/place.entity.ts';

export enum EnterpriseStage {
  INCUBATION = 'INCUBATION',
  GROWTH = 'GROWTH',
  MATURE = 'MATURE',
}

registerEnumType(EnterpriseStage, {
  name: 'EnterpriseStage',
  description: 'Where an enterprise stands in its life.',
  valuesConfig: {
    INCUBATION: { description: 'Being founded.' },
    GROWTH: { description: 'Growing.' },
    MATURE: { description: 'Established.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "uscc")')
@ObjectType({ description: 'An enterprise of a community.' })
export class Enterprise {
  @Field(() => ID, { description: 'Opaque id, `ent_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => ID, { description: 'Unified social credit code, 18 characters with check character (GB 32100).' })
  @Property({ type: 'text', unique: true })
  uscc!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => EnterpriseStage, { description: 'Where it stands in its life.' })
  @Enum({ items: () => EnterpriseStage, type: 'text' })
  stage!: EnterpriseStage;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { description: 'The community it belongs to.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }
}

export const EnterpriseConnection = connectionOf(Enterprise);
