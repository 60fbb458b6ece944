import { type Context, loadById, page, type Page, PageArgs } from '@millgate/kit';
import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { Confidentiality } from '../consultation/confidentiality.rules.ts';
import { readableById } from '../consultation/consultation.policy.ts';
import { Consultation } from '../consultation/consultation.entity.ts';
import { AdvisorNotice, AdvisorNoticeConnection } from './advisor-notice.entity.ts';
import { addressesOf } from './notify.ts';

@Resolver(() => AdvisorNotice)
export class AdvisorNoticeResolver {
  @Query(() => AdvisorNoticeConnection, {
    nullable: true,
    description: 'What the caller, or the office they sit in, is told about consultations, latest first.',
  })
  async myAdvisorNotices(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<AdvisorNotice>> {
    const where = { personId: { $in: addressesOf(context.caller) } };
    return page(context, { entity: AdvisorNotice, field: 'myAdvisorNotices', where, order: [['id', 'desc']] }, args);
  }

  @FieldResolver(() => Consultation, {
    nullable: true,
    description: 'The consultation, for those who may read it; the staff are told of the limit, not of the question.',
  })
  async consultation(@Root() notice: AdvisorNotice, @Ctx() context: Context): Promise<Consultation | null> {
    return readableById(context, notice.consultationRef.id);
  }

  @FieldResolver(() => Advisor, {
    nullable: true,
    description: 'Who has the consultation, so that the staff know whom to ask; null while nobody has.',
  })
  async advisor(@Root() notice: AdvisorNotice, @Ctx() context: Context): Promise<Advisor | null> {
    const one = await loadById(context, Consultation, notice.consultationRef.id);
    if (!one?.advisorRef) return null;
    const open = one.confidentiality === Confidentiality.NORMAL || (await readableById(context, one.id)) !== null;
    return open ? loadById(context, Advisor, one.advisorRef.id) : null;
  }
}
