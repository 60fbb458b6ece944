import { childrenOf, type Context, DateScalar, dayOf, RequiresScope, Sensitive } from '@millgate/kit';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { KnownEmployment } from '../known/known-employment.entity.ts';
import { homesPolicy } from '../lease/homes.fields.ts';
import { Lease, LeasePayer } from '../lease/lease.entity.ts';
import { LeaseState } from '../lease/lease.rules.ts';
import { Worker } from '../links/links.stub.ts';
import { LodgingEntitlement, LodgingReasonLine } from './lodging-entitlement.ts';
import { lodgingOn } from './lodging-entitlement.rules.ts';

const byFirstDay = [
  ['from', 'asc'],
  ['id', 'asc'],
] as const;

/** Free stays count from check-in on; what was merely offered does not. */
const stays = {
  entity: Lease,
  parent: 'tenantId',
  where: { payer: LeasePayer.FREE, recordedState: { $nin: [LeaseState.OFFERED, LeaseState.LAPSED] } },
  order: byFirstDay,
} as const;

const jobs = { entity: KnownEmployment, parent: 'workerId', order: byFirstDay } as const;

@Resolver(() => Worker)
export class LodgingEntitlementResolver {
  @RequiresScope('worker:home')
  @Sensitive('WHEREABOUTS')
  @FieldResolver(() => LodgingEntitlement, {
    nullable: true,
    description:
      'What is left of her free lodging, since when, and why not. For the worker, housing staff, and the handler of an open case about her who names it (header `millgate-purpose: CASE; case=…`).',
  })
  async lodgingEntitlement(
    @Root() worker: Worker,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day the question is about: as things stood, or would stand, on it. Without it, today.',
    })
    asked: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<LodgingEntitlement> {
    const judged = async () => {
      const on = asked ?? dayOf(context.now);
      const known = await Promise.all([childrenOf(context, jobs, worker.id), childrenOf(context, stays, worker.id)]);
      const { days, reasons, ...rest } = lodgingOn(on, { jobs: known[0], stays: known[1] });
      const { from, until } = days ?? { from: null, until: null };
      const lines = reasons.map((reason) => LodgingReasonLine.from(reason));
      return Object.assign(new LodgingEntitlement(), rest, { on, from, until, reasons: lines });
    };
    return homesPolicy.reveal(context, worker, 'lodgingEntitlement', { plain: judged });
  }
}
