import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Enterprises that depend on each other, with one head and one convener (一链一长).' })
export class IndustryChain {
  @Field(() => ID, { description: 'Opaque id, `chn_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => String, {
    nullable: true,
    description: 'Since when it is organised, as exactly as the source states it: `2021-05`; null where none does.',
  })
  @Property({ type: 'text', nullable: true })
  since: string | null = null;

  /** Null for a chain of a whole city. */
  @ManyToOne(() => Community, { ref: true, nullable: true, fieldName: 'community_id' })
  communityRef: Ref<Community> | null = null;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community it belongs to; null for one of a whole city.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return this.communityRef && loadById(context, Community, this.communityRef.id);
  }
}

export const IndustryChainConnection = connectionOf(IndustryChain);

@Entity()
@ObjectType({ description: 'An enterprise’s place in a chain.' })
export class ChainMember {
  @Field(() => ID, { description: 'Opaque id, `chm_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => IndustryChain, { ref: true, fieldName: 'chain_id' })
  chainRef!: Ref<IndustryChain>;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null where no source states it.' })
  @Property({ type: 'date', nullable: true, fieldName: 'member_from' })
  from: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it is no member; null while it is one.' })
  @Property({ type: 'date', nullable: true, fieldName: 'member_until' })
  until: string | null = null;

  @Field(() => IndustryChain, { description: 'The chain.' })
  async chain(@Ctx() context: Context): Promise<IndustryChain | null> {
    return loadById(context, IndustryChain, this.chainRef.id);
  }

  @Field(() => Enterprise, { description: 'The enterprise.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return loadById(context, Enterprise, this.enterpriseRef.id);
  }
}

export const ChainMemberConnection = connectionOf(ChainMember);

/** Who heads a chain for the authorities, from a day until another; at most one at a time (C5). */
@Entity()
@ObjectType({ description: 'The official who heads a chain (链长).' })
export class ChainHead {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => IndustryChain, { ref: true, fieldName: 'chain_id' })
  chainRef!: Ref<IndustryChain>;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Embedded(() => LocalizedText, { prefix: 'post_' })
  posts!: LocalizedText;

  @Field(() => DateScalar, { description: 'First day in office.' })
  @Property({ type: 'date', fieldName: 'in_office_from' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day no longer in office; null while it lasts.' })
  @Property({ type: 'date', nullable: true, fieldName: 'in_office_until' })
  until: string | null = null;

  @Field(() => String, { description: 'Name of the official.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, { description: 'What the official is besides.' })
  post(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.posts, lang);
  }
}

/** Which member convenes a chain; at most one at a time, and only a member (C5). */
@Entity()
export class ChainConvener {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => IndustryChain, { ref: true, fieldName: 'chain_id' })
  chainRef!: Ref<IndustryChain>;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Property({ type: 'date', fieldName: 'in_office_from' })
  from!: string;

  @Property({ type: 'date', nullable: true, fieldName: 'in_office_until' })
  until: string | null = null;
}
