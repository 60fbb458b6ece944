import { childrenOf, type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';
import { Agreement, AgreementConnection, AgreementParty, AgreementPartyConnection } from './agreement.entity.ts';

@Resolver(() => Agreement)
export class AgreementResolver {
  @Query(() => Agreement, { nullable: true, description: 'The agreement with this id; null if there is none.' })
  async agreement(
    @Arg('id', () => ID, { description: 'Id of the agreement.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Agreement | null> {
    return loadById(context, Agreement, id);
  }

  @Query(() => AgreementConnection, { nullable: true, description: 'Agreements, by id.' })
  async agreements(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Agreement>> {
    return page(context, { entity: Agreement, field: 'agreements', where: {}, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => AgreementPartyConnection, { description: 'Enterprises that signed it, by id.' })
  async parties(
    @Root() agreement: Agreement,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<AgreementParty>> {
    return pageOfMany(
      context,
      { entity: AgreementParty, field: 'Agreement.parties', where: {}, order: [['id', 'asc']], parent: 'agreementRef' },
      args,
      agreement.id,
    );
  }
}

@Resolver(() => Community)
export class CommunityAgreementsResolver {
  @FieldResolver(() => [Agreement], { description: 'Agreements it signed with enterprises, by id.' })
  async agreements(@Root() community: Community, @Ctx() context: Context): Promise<Agreement[]> {
    return childrenOf(context, { entity: Agreement, parent: 'communityRef', order: [['id', 'asc']] }, community.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseAgreementsResolver {
  @FieldResolver(() => [Agreement], { description: 'Agreements it signed, by id.' })
  async agreements(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<(Agreement | null)[]> {
    const signatures = await childrenOf(
      context,
      { entity: AgreementParty, parent: 'enterpriseRef', order: [['agreementRef', 'asc']] },
      enterprise.id,
    );
    return Promise.all(signatures.map(({ agreementRef }) => loadById(context, Agreement, agreementRef.id)));
  }
}
