import { Audience, badInput, type Context, dayOf, forbidden, unauthenticated, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { RecordSettlementInput } from './record-settlement.inputs.ts';
import {
  RecordSettlementError,
  recordSettlementMessages,
  RecordSettlementPayload,
} from './record-settlement.payloads.ts';
import { recordSettlement } from './record-settlement.service.ts';
import { wellFormedResidentId } from './resident-id.input.ts';
import { isPublicSecurity } from './worker.policy.ts';

@Resolver()
export class RecordSettlementResolver {
  @Audience('partner')
  @Mutation(() => RecordSettlementPayload, {
    description: 'Records that a worker’s household was registered here; for the public security authority alone.',
  })
  async recordSettlement(
    @Arg('input', () => RecordSettlementInput, { description: 'The registration.' }) input: RecordSettlementInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<RecordSettlementPayload> {
    if (!isPublicSecurity(caller)) throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    if (!input.workerId === !input.residentId) {
      throw badInput('Name the worker by id or by resident ID, and not by both.', ['input'], 'oneOf');
    }
    const residentId = input.residentId ? wellFormedResidentId(input.residentId, dayOf(now)) : null;
    const result = await recordSettlement(em, { caller, now, services, input: { ...input, residentId } });
    if (result.ok) services.nudge();
    return {
      worker: result.ok ? result.value : null,
      userErrors: userErrors(RecordSettlementError, recordSettlementMessages, result),
    };
  }
}
