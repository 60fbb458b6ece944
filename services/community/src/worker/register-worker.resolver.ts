import {
  badInput,
  childrenOf,
  type Context,
  dayOf,
  forbidden,
  holds,
  unauthenticated,
  userErrors,
} from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOneEmployer } from '../employment/employer.ts';
import { Employment } from '../employment/employment.entity.ts';
import { RegisterWorkerInput } from './register-worker.inputs.ts';
import { RegisterWorkerError, registerWorkerMessages, RegisterWorkerPayload } from './register-worker.payloads.ts';
import { registerWorker } from './register-worker.service.ts';
import { residentIdAsWritten, residentIdFault, type ResidentIdFault } from './resident-id.rules.ts';

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
    const residentId = wellFormed(input.residentId, dayOf(now));
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

const faultMessages: Record<ResidentIdFault, string> = {
  SHAPE: 'A resident ID is 17 digits and a check character, a digit or X.',
  CHECK_DIGIT: 'The check character of the resident ID does not fit its digits.',
  DATE: 'The date of birth in the resident ID is no day of the calendar.',
  FUTURE: 'The date of birth in the resident ID lies in the future.',
};

function wellFormed(text: string, today: string): string {
  const residentId = residentIdAsWritten(text);
  const fault = residentIdFault(residentId, today);
  if (fault) throw badInput(faultMessages[fault], ['input', 'residentId'], fault);
  return residentId;
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
