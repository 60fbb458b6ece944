import { type Context, page, PageArgs, type Page } from '@millgate/kit';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity.ts';
import { readableById } from '../case/case.policy.ts';
import { Notice, NoticeConnection } from './notice.entity.ts';
import { addressesOf } from './notify.ts';

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    nullable: true,
    description: 'What the desk tells the caller, or the office they sit in, latest first.',
  })
  async myNotices(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Notice>> {
    const where = { personId: { $in: addressesOf(context.caller) } };
    return page(context, { entity: Notice, field: 'myNotices', where, order: [['id', 'desc']] }, args);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case it is about.' })
  async case(@Root() notice: Notice, @Ctx() context: Context): Promise<Case | null> {
    return readableById(context, notice.caseRef.id);
  }
}
