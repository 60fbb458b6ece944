import { commandOf, type Context, requireWorker } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { ApplyForSettlementInput, WithdrawSettlementApplicationInput } from './apply-for-settlement.inputs.ts';
import {
  applyForSettlement,
  applyForSettlementAnswer,
  withdrawSettlementApplication,
  withdrawSettlementApplicationAnswer,
} from './apply-for-settlement.service.ts';

@Resolver()
export class ApplyForSettlementResolver {
  @Mutation(() => applyForSettlementAnswer.Payload, {
    description:
      'Records that the caller applied to be registered here; whether she is, the public security authority alone says.',
  })
  async applyForSettlement(
    @Arg('input', () => ApplyForSettlementInput, { description: 'The application.' }) input: ApplyForSettlementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    return applyForSettlementAnswer.of(
      await applyForSettlement(context.em, { ...commandOf(context, input), workerId }),
    );
  }

  @Mutation(() => withdrawSettlementApplicationAnswer.Payload, {
    description: 'Records that the caller does not apply any more, or was declined.',
  })
  async withdrawSettlementApplication(
    @Arg('input', () => WithdrawSettlementApplicationInput, { description: 'The withdrawal.' })
    input: WithdrawSettlementApplicationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    const command = { ...commandOf(context, input), workerId };
    return withdrawSettlementApplicationAnswer.of(await withdrawSettlementApplication(context.em, command));
  }
}
