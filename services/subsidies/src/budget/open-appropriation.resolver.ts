import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { OpenAppropriationInput } from './open-appropriation.inputs.ts';
import {
  OpenAppropriationError,
  openAppropriationMessages,
  OpenAppropriationPayload,
} from './open-appropriation.payloads.ts';
import { openAppropriation } from './open-appropriation.service.ts';

@Resolver()
export class OpenAppropriationResolver {
  @Mutation(() => OpenAppropriationPayload, {
    description:
      'Sets money aside for a programme and year, or adds to it; claims that wait for money are served at once, in order. For officers of the programme.',
  })
  async openAppropriation(
    @Arg('input', () => OpenAppropriationInput, { description: 'How much, for what.' }) input: OpenAppropriationInput,
    @Ctx() context: Context,
  ): Promise<OpenAppropriationPayload> {
    requireOfficer(context);
    const result = await openAppropriation(context, input);
    return {
      appropriation: result.ok ? result.value : null,
      userErrors: userErrors(OpenAppropriationError, openAppropriationMessages, result),
    };
  }
}
