import { type Context, forbidden, type ListQuery, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Cohort, CohortConnection } from '../cohort/cohort.entity.ts';
import { EnterpriseEnrolments, enrolmentsOfEnterprises } from '../enrolment/enterprise-enrolments.ts';
import { type CourseInstance, CourseInstanceConnection } from '../instance/course-instance.entity.ts';
import { sittings, SittingsArgs } from '../instance/course-instance.lists.ts';
import { SkillLeaderAppointment, SkillLeaderAppointmentConnection } from '../leader/skill-leader.entity.ts';
import { mayReadAppointment, mayReadCounts } from './access.ts';
import { Community, Enterprise, IndustryChain } from './links.stub.ts';

const cohorts = (field: string): ListQuery<Cohort> => ({ entity: Cohort, field, where: {}, order: [['id', 'asc']] });

@Resolver(() => Community)
export class CommunityTrainingResolver {
  @FieldResolver(() => CourseInstanceConnection, {
    nullable: true,
    description: 'Sittings of courses held for the community, by beginning.',
  })
  async courseInstances(
    @Root() community: Community,
    @Args(() => SittingsArgs) args: SittingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<CourseInstance>> {
    const list = { ...sittings('Community.courseInstances', args, context.now), parent: 'communityId' } as const;
    return pageOfMany(context, list, args, community.id);
  }

  @FieldResolver(() => CohortConnection, { nullable: true, description: 'Cohorts trained to order for it, by id.' })
  async cohorts(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Cohort>> {
    return pageOfMany(context, { ...cohorts('Community.cohorts'), parent: 'communityId' }, args, community.id);
  }
}

@Resolver(() => IndustryChain)
export class IndustryChainTrainingResolver {
  @FieldResolver(() => CohortConnection, { nullable: true, description: 'Cohorts trained to order for it, by id.' })
  async cohorts(
    @Root() chain: IndustryChain,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Cohort>> {
    return pageOfMany(context, { ...cohorts('IndustryChain.cohorts'), parent: 'chainId' }, args, chain.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseTrainingResolver {
  @FieldResolver(() => EnterpriseEnrolments, {
    nullable: true,
    description: 'How many of its employees learn, never who; for its own HR, trainers and managers.',
  })
  async enrolments(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<EnterpriseEnrolments | null> {
    if (!mayReadCounts(context.caller, enterprise.id)) throw forbidden();
    return context.load(enrolmentsOfEnterprises, enterprise.id);
  }

  @FieldResolver(() => SkillLeaderAppointmentConnection, {
    nullable: true,
    description: 'Whom it engaged as skill leaders, latest first; for its own HR and trainers.',
  })
  async skillLeaderAppointments(
    @Root() enterprise: Enterprise,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<SkillLeaderAppointment>> {
    if (!mayReadAppointment(context.caller, { workerId: '', enterpriseId: enterprise.id })) throw forbidden();
    const list = {
      entity: SkillLeaderAppointment,
      field: 'Enterprise.skillLeaderAppointments',
      where: {},
      order: [
        ['from', 'desc'],
        ['id', 'desc'],
      ],
      parent: 'enterpriseId',
    } as const;
    return pageOfMany(context, list, args, enterprise.id);
  }
}
