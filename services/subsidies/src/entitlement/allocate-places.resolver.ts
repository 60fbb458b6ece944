import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOfficer } from '../claim/claim.policy.ts';
import { AllocatePlacesInput } from './allocate-places.inputs.ts';
import { AllocatePlacesError, allocatePlacesMessages, AllocatePlacesPayload } from './allocate-places.payloads.ts';
import { allocatePlaces } from './allocate-places.service.ts';

@Resolver()
export class AllocatePlacesResolver {
  @Mutation(() => AllocatePlacesPayload, {
    description:
      'Ranks the claims of a round and gives its places, the first by rank; the others are refused, and say by which rank. Done once, it stays. For officers of the programme.',
  })
  async allocatePlaces(
    @Arg('input', () => AllocatePlacesInput, { description: 'Which round.' }) input: AllocatePlacesInput,
    @Ctx() context: Context,
  ): Promise<AllocatePlacesPayload> {
    const result = await allocatePlaces(context, requireOfficer(context), input);
    return {
      allocation: result.ok ? result.value : null,
      userErrors: userErrors(AllocatePlacesError, allocatePlacesMessages, result),
    };
  }
}
