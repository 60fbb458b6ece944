import { badInput, type Context, dayOf, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { AddDependantInput } from './add-dependant.inputs.ts';
import { AddDependantError, addDependantMessages, AddDependantPayload } from './add-dependant.payloads.ts';
import { addDependant } from './add-dependant.service.ts';
import { EndDependantInput } from './end-dependant.inputs.ts';
import { EndDependantError, endDependantMessages, EndDependantPayload } from './end-dependant.payloads.ts';
import { endDependant } from './end-dependant.service.ts';

@Resolver()
export class RecordDependantResolver {
  @Mutation(() => AddDependantPayload, { description: 'Records a child of the caller, for schooling.' })
  async addDependant(
    @Arg('input', () => AddDependantInput, { description: 'The child.' }) input: AddDependantInput,
    @Ctx() context: Context,
  ): Promise<AddDependantPayload> {
    const workerId = requireWorker(context);
    const { caller, em, now } = context;
    if (input.birthDate > dayOf(now)) {
      throw badInput('The date of birth lies in the future.', ['input', 'birthDate'], 'past');
    }
    const result = await addDependant(em, { caller, workerId, now, input });
    return {
      dependant: result.ok ? result.value : null,
      userErrors: userErrors(AddDependantError, addDependantMessages, result),
    };
  }

  @Mutation(() => EndDependantPayload, {
    description: 'Ends, from today on, that the caller is recorded as a child’s guardian; nothing is deleted.',
  })
  async endDependant(
    @Arg('input', () => EndDependantInput, { description: 'The child.' }) input: EndDependantInput,
    @Ctx() context: Context,
  ): Promise<EndDependantPayload> {
    const workerId = requireWorker(context);
    const { caller, em, now } = context;
    const result = await endDependant(em, { caller, workerId, now, input });
    return {
      dependant: result.ok ? result.value : null,
      userErrors: userErrors(EndDependantError, endDependantMessages, result),
    };
  }
}
