import { type Context, page, PageArgs, type Page } from '@millgate/kit';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { Cohort, CohortConnection } from './cohort.entity.ts';

@Resolver()
export class CohortResolver {
  @Query(() => CohortConnection, { nullable: true, description: 'Cohorts trained to order, by id.' })
  async cohorts(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Cohort>> {
    return page(context, { entity: Cohort, field: 'cohorts', where: {}, order: [['id', 'asc']] }, args);
  }
}
