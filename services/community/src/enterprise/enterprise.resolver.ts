import { badInput, type Context, loadBy, loadById, page, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Enterprise, EnterpriseConnection } from './enterprise.entity.ts';

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, {
    nullable: true,
    description: 'The enterprise with this id or this credit code; null if there is none.',
  })
  async enterprise(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the enterprise.' }) id: string | undefined,
    @Arg('uscc', () => ID, { nullable: true, description: 'Its unified social credit code.' }) uscc: string | undefined,
    @Ctx() context: Context,
  ): Promise<Enterprise | null> {
    if (id) return loadById(context, Enterprise, id);
    if (uscc) return loadBy(context, Enterprise, 'uscc', uscc);
    throw badInput('Give the id or the credit code.', ['id'], 'oneOf');
  }

  @Query(() => EnterpriseConnection, { nullable: true, description: 'Enterprises of the registry, by id.' })
  async enterprises(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Enterprise>> {
    return page(context, { entity: Enterprise, field: 'enterprises', where: {}, order: [['id', 'asc']] }, args);
  }
}
