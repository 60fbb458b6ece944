import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { SetParameterInput } from './set-parameter.inputs.ts';
import { SetParameterError, setParameterMessages, SetParameterPayload } from './set-parameter.payloads.ts';
import { setParameter } from './set-parameter.service.ts';

@Resolver()
export class SetParameterResolver {
  @Mutation(() => SetParameterPayload, {
    description:
      'Sets what a parameter is worth from a day on, tomorrow at the earliest; claims that are decided stay as they are. For officers of the programme.',
  })
  async setParameter(
    @Arg('input', () => SetParameterInput, { description: 'The value.' }) input: SetParameterInput,
    @Ctx() context: Context,
  ): Promise<SetParameterPayload> {
    const result = await setParameter(context, requireOfficer(context), input);
    return {
      parameter: result.ok ? result.value : null,
      userErrors: userErrors(SetParameterError, setParameterMessages, result),
    };
  }
}
