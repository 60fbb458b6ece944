import { type Context, userErrors, OneAtATime } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireSignedIn } from '../serving/counter.policy.ts';
import { RecordCounterSalesInput, SellAtCounterInput } from './counter-sale.inputs.ts';
import {
  RecordCounterSalesError,
  recordCounterSalesMessages,
  RecordCounterSalesPayload,
  SellAtCounterError,
  sellAtCounterMessages,
  SellAtCounterPayload,
} from './counter-sale.payloads.ts';
import { recordCounterSales, sellAtCounter } from './counter-sale.service.ts';

@Resolver()
export class CounterSaleResolver {
  @OneAtATime()
  @Mutation(() => SellAtCounterPayload, {
    description: 'For the counter: sells portions to somebody who had not ordered, from the same stock.',
  })
  async sellAtCounter(
    @Arg('input', () => SellAtCounterInput, { description: 'What is sold.' }) input: SellAtCounterInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<SellAtCounterPayload> {
    requireSignedIn(caller);
    const result = await sellAtCounter(em, { caller, now, input });
    return {
      sale: result.ok ? result.value : null,
      userErrors: userErrors(SellAtCounterError, sellAtCounterMessages, result),
    };
  }

  @Mutation(() => RecordCounterSalesPayload, {
    description:
      'For the counter: takes over what a terminal sold without a connection. What was not there any more is recorded as oversold.',
  })
  async recordCounterSales(
    @Arg('input', () => RecordCounterSalesInput, { description: 'The terminal’s sales.' })
    input: RecordCounterSalesInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<RecordCounterSalesPayload> {
    requireSignedIn(caller);
    const { sales, refusals } = await recordCounterSales(em, { caller, now, input });
    return {
      sales,
      oversold: sales.reduce((sum, { oversold }) => sum + oversold, 0),
      userErrors: userErrors(RecordCounterSalesError, recordCounterSalesMessages, { ok: false, refusals }),
    };
  }
}
