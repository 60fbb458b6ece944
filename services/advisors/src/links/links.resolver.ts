import {
  Authenticated,
  type Batch,
  type Context,
  forbidden,
  holds,
  page,
  type Page,
  PageArgs,
  pageOfMany,
  Sensitive,
} from '@millgate/kit';
import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { Advisor, AdvisorConnection } from '../advisor/advisor.entity.ts';
import { AdvisorKind } from '../advisor/advisor.enums.ts';
import { Consultation, ConsultationConnection } from '../consultation/consultation.entity.ts';
import { unsealedOrOwn } from '../consultation/consultation.policy.ts';
import { latestFirst } from '../consultation/consultation.resolver.ts';
import { consultationsPolicy } from '../consultation/consultations.fields.ts';
import { Community, Enterprise, IndustryChain, Worker } from './links.stub.ts';

@ArgsType()
class AdvisorsOfArgs extends PageArgs {
  @Field(() => AdvisorKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: AdvisorKind | null;
}

@Resolver(() => Community)
export class CommunityAdvisorsResolver {
  @FieldResolver(() => AdvisorConnection, { nullable: true, description: 'The community’s team of advisers, by id.' })
  async advisors(
    @Root() community: Community,
    @Args(() => AdvisorsOfArgs) args: AdvisorsOfArgs,
    @Ctx() context: Context,
  ): Promise<Page<Advisor>> {
    const list = {
      entity: Advisor,
      field: 'Community.advisors',
      where: args.kind ? { kind: args.kind } : {},
      order: [['id', 'asc']],
      parent: 'communityId',
    } as const;
    return pageOfMany(context, list, args, community.id);
  }
}

@Resolver(() => IndustryChain)
export class ChainAdvisorsResolver {
  @FieldResolver(() => [Advisor], { nullable: true, description: 'Advisers who are named for the chain, by id.' })
  async advisors(@Root() chain: IndustryChain, @Ctx() context: Context): Promise<Advisor[]> {
    return (await context.load(advisorsOfChains, chain.id)) ?? [];
  }
}

const advisorsOfChains: Batch<string, Advisor[]> = async (chainIds, { em }) => {
  const where = { chainIds: { $overlap: [...chainIds] } };
  const advisors = await em.find(Advisor, where, { orderBy: { id: 'asc' } });
  return chainIds.map((id) => advisors.filter((advisor) => advisor.chainIds.includes(id)));
};

@Resolver(() => Worker)
export class WorkerConsultationsResolver {
  @Authenticated()
  @Sensitive('PERSONAL')
  @FieldResolver(() => ConsultationConnection, {
    nullable: true,
    description: 'What the worker has asked advisers, latest first; for the worker alone.',
  })
  async consultations(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Consultation>> {
    const where = { $and: [{ workerId: worker.id }, unsealedOrOwn(worker.id)] };
    const list = { entity: Consultation, field: 'Worker.consultations', where, order: latestFirst };
    return consultationsPolicy.reveal(context, worker, 'consultations', { plain: () => page(context, list, args) });
  }
}

@Resolver(() => Enterprise)
export class EnterpriseConsultationsResolver {
  @FieldResolver(() => ConsultationConnection, {
    nullable: true,
    description:
      'What the enterprise has asked advisers, latest first; for its HR. A sealed one is there for its author alone.',
  })
  async consultations(
    @Root() enterprise: Enterprise,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Consultation>> {
    const { caller } = context;
    if (caller.kind !== 'PERSON' || !holds(caller, 'HR', enterprise.id)) throw forbidden();
    const list = {
      entity: Consultation,
      field: 'Enterprise.consultations',
      where: unsealedOrOwn(caller.id),
      order: latestFirst,
      parent: 'enterpriseId',
    } as const;
    return pageOfMany(context, list, args, enterprise.id);
  }
}
