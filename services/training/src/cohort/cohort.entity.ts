import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Community, Enterprise, IndustryChain } from '../links/links.stub.ts';
import { Provider } from '../provider/provider.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Students trained to order: for jobs that enterprises named before the training began.' })
export class Cohort {
  @Field(() => ID, { description: 'Opaque id, `coh_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'field_' })
  fields!: LocalizedText;

  @Field(() => Int, { description: 'How many students.' })
  @Property({ type: 'int' })
  students!: number;

  @Property({ type: 'text' })
  communityId!: string;

  @Property({ type: 'text', nullable: true })
  chainId: string | null = null;

  @ManyToOne(() => Provider, { ref: true, nullable: true, fieldName: 'provider_id' })
  providerRef: Ref<Provider> | null = null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  employerIds: string[] | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null where it is not known.' })
  @Property({ type: 'date', nullable: true, fieldName: 'trained_from' })
  from: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the last; null where it is not known.' })
  @Property({ type: 'date', nullable: true, fieldName: 'trained_until' })
  until: string | null = null;

  @Field(() => String, { description: 'What they are trained for.' })
  field(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.fields, lang);
  }

  @Field(() => Provider, { nullable: true, description: 'Who trains them; null where it is not known.' })
  async provider(@Ctx() context: Context): Promise<Provider | null> {
    return this.providerRef && loadById(context, Provider, this.providerRef.id);
  }

  @Field(() => [Enterprise], {
    nullable: true,
    description: 'The enterprises that take them on; null where they are not known.',
  })
  employers(): Enterprise[] | null {
    return this.employerIds && this.employerIds.map((id) => ({ id }));
  }

  @Field(() => Community, { nullable: true, description: 'The community they are trained for.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => IndustryChain, {
    nullable: true,
    description: 'The industry chain they are trained for; null if no one chain.',
  })
  chain(): IndustryChain | null {
    return this.chainId === null ? null : { id: this.chainId };
  }
}

export const CohortConnection = connectionOf(Cohort);
