import { Embedded, Entity, Enum, ManyToOne, PrimaryKey } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community, District } from '../place/place.entity.ts';

export enum PartyOrganisationKind {
  PARTY = 'PARTY',
  UNION = 'UNION',
}

registerEnumType(PartyOrganisationKind, {
  name: 'PartyOrganisationKind',
  description: 'Whose organisation it is.',
  valuesConfig: {
    PARTY: { description: 'The Party’s.' },
    UNION: { description: 'The trade union’s, which follows the same three tiers.' },
  },
});

export enum PartyOrganisationTier {
  ZONE = 'ZONE',
  COMMUNITY = 'COMMUNITY',
  BRANCH = 'BRANCH',
}

registerEnumType(PartyOrganisationTier, {
  name: 'PartyOrganisationTier',
  description: 'The three tiers (三级组织体系).',
  valuesConfig: {
    ZONE: { description: 'Working committee of a zone or district.' },
    COMMUNITY: { description: 'Committee of a community.' },
    BRANCH: { description: 'Branch in an enterprise.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A Party or union organisation: of a zone, of a community, or of an enterprise.' })
export class PartyOrganisation {
  @Field(() => ID, { description: 'Opaque id, `pto_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => PartyOrganisationKind, { description: 'Whose organisation it is.' })
  @Enum({ items: () => PartyOrganisationKind, type: 'text' })
  kind!: PartyOrganisationKind;

  @Field(() => PartyOrganisationTier, { description: 'Its tier.' })
  @Enum({ items: () => PartyOrganisationTier, type: 'text' })
  tier!: PartyOrganisationTier;

  @ManyToOne(() => PartyOrganisation, { ref: true, nullable: true, fieldName: 'parent_id' })
  parentRef: Ref<PartyOrganisation> | null = null;

  @ManyToOne(() => District, { ref: true, nullable: true, fieldName: 'district_id' })
  districtRef: Ref<District> | null = null;

  @ManyToOne(() => Community, { ref: true, nullable: true, fieldName: 'community_id' })
  communityRef: Ref<Community> | null = null;

  @ManyToOne(() => Enterprise, { ref: true, nullable: true, fieldName: 'enterprise_id' })
  enterpriseRef: Ref<Enterprise> | null = null;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => PartyOrganisation, { nullable: true, description: 'The organisation above it; null at the top.' })
  async parent(@Ctx() context: Context): Promise<PartyOrganisation | null> {
    return this.parentRef && loadById(context, PartyOrganisation, this.parentRef.id);
  }

  @Field(() => District, { nullable: true, description: 'The district of one in tier ZONE.' })
  async district(@Ctx() context: Context): Promise<District | null> {
    return this.districtRef && loadById(context, District, this.districtRef.id);
  }

  @Field(() => Community, { nullable: true, description: 'The community of one in tier COMMUNITY.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return this.communityRef && loadById(context, Community, this.communityRef.id);
  }

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise of one in tier BRANCH.' })
  async enterprise(@Ctx() context: Context): Promise<Enterprise | null> {
    return this.enterpriseRef && loadById(context, Enterprise, this.enterpriseRef.id);
  }
}

export const PartyOrganisationConnection = connectionOf(PartyOrganisation);
