import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'An agreement between a community and enterprises to build it up together (合作共建协议).' })
export class Agreement {
  @Field(() => ID, { description: 'Opaque id, `agr_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was signed; null where no source states it.' })
  @Property({ type: 'date', nullable: true })
  signedOn: string | null = null;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Field(() => String, { description: 'Its title.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => Community, { description: 'The community that signed it.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }

  @Field(() => [AgreementClause], { description: 'Its clauses, in order.' })
  async clauses(@Ctx() context: Context): Promise<AgreementClause[]> {
    return childrenOf(context, { entity: AgreementClause, parent: 'agreementRef', order: [['no', 'asc']] }, this.id);
  }
}

export const AgreementConnection = connectionOf(Agreement);

@Entity()
@ObjectType({ description: 'One clause of an agreement.' })
export class AgreementClause {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Agreement, { ref: true, fieldName: 'agreement_id' })
  agreementRef!: Ref<Agreement>;

  @Field(() => Int, { description: 'Its number, from 1.' })
  @Property({ type: 'int' })
  no!: number;

  @Embedded(() => LocalizedText, { prefix: 'text_' })
  texts!: LocalizedText;

  @Field(() => String, { description: 'What was agreed.' })
  text(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.texts, lang);
  }
}

@Entity()
@ObjectType({ description: 'An enterprise that signed an agreement.' })
export class AgreementParty {
  @Field(() => ID, { description: 'Opaque id, `agp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Agreement, { ref: true, fieldName: 'agreement_id' })
  agreementRef!: Ref<Agreement>;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Field(() => DateScalar, { nullable: true, description: 'The day it signed; null where no source states it.' })
  @Property({ type: 'date', nullable: true })
  signedOn: string | null = null;

  @Field(() => Agreement, { description: 'The agreement.' })
  async agreement(@Ctx() context: Context): Promise<Agreement | null> {
    return loadById(context, Agreement, this.agreementRef.id);
  }

  @Field(() => Enterprise, { description: 'The enterprise.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return loadById(context, Enterprise, this.enterpriseRef.id);
  }
}

export const AgreementPartyConnection = connectionOf(AgreementParty);
