import { RepeatableInput } from '@millgate/kit';
import { InputType } from 'type-graphql';

@InputType({
  description: 'That the caller applied to the public security authority to be registered here (落户申请).',
})
export class ApplyForSettlementInput extends RepeatableInput {}

@InputType({ description: 'That the caller does not apply any more.' })
export class WithdrawSettlementApplicationInput extends RepeatableInput {}
