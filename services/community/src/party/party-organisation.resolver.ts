import { childrenOf, type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community, District } from '../place/place.entity.ts';
import {
  PartyOrganisation,
  PartyOrganisationConnection,
  PartyOrganisationKind,
  PartyOrganisationTier,
} from './party-organisation.entity.ts';

@ArgsType()
class PartyOrganisationsArgs extends PageArgs {
  @Field(() => PartyOrganisationKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: PartyOrganisationKind | null;

  @Field(() => PartyOrganisationTier, { nullable: true, description: 'Only those of this tier.' })
  tier?: PartyOrganisationTier | null;
}

const byId = [['id', 'asc']] as const;

@Resolver(() => PartyOrganisation)
export class PartyOrganisationResolver {
  @Query(() => PartyOrganisation, {
    nullable: true,
    description: 'The organisation with this id; null if there is none.',
  })
  async partyOrganisation(
    @Arg('id', () => ID, { description: 'Id of the organisation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<PartyOrganisation | null> {
    return loadById(context, PartyOrganisation, id);
  }

  @Query(() => PartyOrganisationConnection, { nullable: true, description: 'Party and union organisations, by id.' })
  async partyOrganisations(
    @Args(() => PartyOrganisationsArgs) args: PartyOrganisationsArgs,
    @Ctx() context: Context,
  ): Promise<Page<PartyOrganisation>> {
    const where = { ...(args.kind ? { kind: args.kind } : {}), ...(args.tier ? { tier: args.tier } : {}) };
    return page(context, { entity: PartyOrganisation, field: 'partyOrganisations', where, order: byId }, args);
  }

  @FieldResolver(() => PartyOrganisationConnection, { description: 'Organisations directly under it, by id.' })
  async children(
    @Root() organisation: PartyOrganisation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<PartyOrganisation>> {
    const list = { entity: PartyOrganisation, field: 'PartyOrganisation.children', where: {}, order: byId } as const;
    return pageOfMany(context, { ...list, parent: 'parentRef' }, args, organisation.id);
  }
}

@Resolver(() => District)
export class DistrictPartyResolver {
  @FieldResolver(() => [PartyOrganisation], { description: 'Its own Party and union organisations, by id.' })
  async partyOrganisations(@Root() district: District, @Ctx() context: Context): Promise<PartyOrganisation[]> {
    return childrenOf(context, { entity: PartyOrganisation, parent: 'districtRef', order: byId }, district.id);
  }
}

@Resolver(() => Community)
export class CommunityPartyResolver {
  @FieldResolver(() => [PartyOrganisation], { description: 'Its own Party and union organisations, by id.' })
  async partyOrganisations(@Root() community: Community, @Ctx() context: Context): Promise<PartyOrganisation[]> {
    return childrenOf(context, { entity: PartyOrganisation, parent: 'communityRef', order: byId }, community.id);
  }
}

@Resolver(() => Enterprise)
export class EnterprisePartyResolver {
  @FieldResolver(() => [PartyOrganisation], { description: 'Its Party and union branches, by id.' })
  async partyOrganisations(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<PartyOrganisation[]> {
    return childrenOf(context, { entity: PartyOrganisation, parent: 'enterpriseRef', order: byId }, enterprise.id);
  }
}
