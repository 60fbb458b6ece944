import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { DeclareInterestInput } from './declare-interest.inputs.ts';
import { DeclareInterestError, declareInterestMessages, DeclareInterestPayload } from './declare-interest.payloads.ts';
import { declareInterest } from './declare-interest.service.ts';

@Resolver()
export class DeclareInterestResolver {
  @Mutation(() => DeclareInterestPayload, {
    description:
      'Declares that the caller is not to decide claims of a worker, such as a relative; it cannot be taken back. For programme officers.',
  })
  async declareInterest(
    @Arg('input', () => DeclareInterestInput, { description: 'In whom.' }) input: DeclareInterestInput,
    @Ctx() context: Context,
  ): Promise<DeclareInterestPayload> {
    const result = await declareInterest(context, requireOfficer(context), input);
    return {
      declared: result.ok ? result.value : null,
      userErrors: userErrors(DeclareInterestError, declareInterestMessages, result),
    };
  }
}
