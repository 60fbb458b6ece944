import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { IndustryChain } from '../chain/chain.entity.ts';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A community and enterprises that agreed to share resources and platforms.' })
export class Alliance {
  @Field(() => ID, { description: 'Opaque id, `all_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Embedded(() => LocalizedText, { prefix: 'purpose_' })
  purposes!: LocalizedText;

  @Field(() => String, {
    nullable: true,
    description: 'Since when it exists, as exactly as the source states it: `2021-05`; null where none does.',
  })
  @Property({ type: 'text', nullable: true })
  since: string | null = null;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @ManyToOne(() => IndustryChain, { ref: true, nullable: true, fieldName: 'chain_id' })
  chainRef: Ref<IndustryChain> | null = null;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, { description: 'What it is for.' })
  purpose(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.purposes, lang);
  }

  @Field(() => Community, { description: 'The community it belongs to.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }

  @Field(() => IndustryChain, { nullable: true, description: 'The chain it serves; null for one across chains.' })
  async chain(@Ctx() context: Context): Promise<IndustryChain | null> {
    return this.chainRef && loadById(context, IndustryChain, this.chainRef.id);
  }
}

export const AllianceConnection = connectionOf(Alliance);

@Entity()
@ObjectType({ description: 'An enterprise’s membership of an alliance.' })
export class AllianceMember {
  @Field(() => ID, { description: 'Opaque id, `alm_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Alliance, { ref: true, fieldName: 'alliance_id' })
  allianceRef!: Ref<Alliance>;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null where no source states it.' })
  @Property({ type: 'date', nullable: true, fieldName: 'member_from' })
  from: string | null = null;

  /** First day on which it is no member; only who is one is listed. */
  @Property({ type: 'date', nullable: true, fieldName: 'member_until' })
  until: string | null = null;

  @Field(() => Alliance, { description: 'The alliance.' })
  async alliance(@Ctx() context: Context): Promise<Alliance | null> {
    return loadById(context, Alliance, this.allianceRef.id);
  }

  @Field(() => Enterprise, { description: 'The enterprise.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return loadById(context, Enterprise, this.enterpriseRef.id);
  }
}

export const AllianceMemberConnection = connectionOf(AllianceMember);
