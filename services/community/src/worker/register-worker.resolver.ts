import { childrenOf, type Context, dayOf, forbidden, holds, unauthenticated, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOneEmployer } from '../employment/employer.ts';
import { Employment } from '../employment/employment.entity.ts';
import { RegisterWorkerInput } from './register-worker.inputs.ts';
import { RegisterWorkerError, registerWorkerMessages, RegisterWorkerPayload } from './register-worker.payloads.ts';
import { registerWorker } from './register-worker.service.ts';
import { wellFormedResidentId } from './resident-id.input.ts';

@Resolver()
export class RegisterWorkerResolver {
  @Mutation(() => RegisterWorkerPayload, {
    description: 'Enters a person into the registry, with the job they have; for the staff of the community.',
  })
  async registerWorker(
    @Arg('input', () => RegisterWorkerInput, { description: 'The person.' }) input: RegisterWorkerInput,
    @Ctx() context: Context,
  ): Promise<RegisterWorkerPayload> {
    const { caller, em, now, services } = context;
    if (!holds(caller, 'COMMUNITY_STAFF', input.communityId)) {
      throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    }
    const residentId = wellFormedResidentId(input.residentId, dayOf(now));
    if (input.employment) requireOneEmployer(input.employment, ['input', 'employment']);
    const result = await registerWorker(em, { caller, now, services, input: { ...input, residentId } });
    if (result.ok) services.nudge();
    return {
      worker: result.ok ? result.value : null,
      employment: result.ok && input.employment ? await firstJob(context, result.value.id) : null,
      userErrors: userErrors(RegisterWorkerError, registerWorkerMessages, result),
    };
  }
}

async function firstJob(context: Context, workerId: string): Promise<Employment | null> {
  const [first] = await childrenOf(
    context,
    {
      entity: Employment,
      parent: 'workerRef',
      order: [
        ['from', 'asc'],
        ['id', 'asc'],
      ],
    },
    workerId,
  );
  return first ?? null;
}
