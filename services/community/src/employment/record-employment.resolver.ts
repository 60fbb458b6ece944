import { badInput, type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireOneEmployer } from './employer.ts';
import { requireRecorder } from './employment.policy.ts';
import { EndEmploymentInput } from './end-employment.inputs.ts';
import { EndEmploymentError, endEmploymentMessages, EndEmploymentPayload } from './end-employment.payloads.ts';
import { endEmployment } from './end-employment.service.ts';
import { StartEmploymentInput } from './start-employment.inputs.ts';
import { StartEmploymentError, startEmploymentMessages, StartEmploymentPayload } from './start-employment.payloads.ts';
import { startEmployment } from './start-employment.service.ts';

const inputArgument = { description: 'The job.' } as const;

@Resolver()
export class RecordEmploymentResolver {
  @Mutation(() => StartEmploymentPayload, {
    description: 'Records a job of a worker; for the enterprise’s own HR and the staff of the worker’s community.',
  })
  async startEmployment(
    @Arg('input', () => StartEmploymentInput, inputArgument) input: StartEmploymentInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<StartEmploymentPayload> {
    requireRecorder(caller);
    requireOneEmployer(input, ['input']);
    if (input.until && input.until <= input.from) {
      throw badInput('A job ends after its first day.', ['input', 'until'], 'half-open');
    }
    if (input.contractUntil && input.contractUntil <= input.from) {
      throw badInput('A contract ends after its first day.', ['input', 'contractUntil'], 'half-open');
    }
    const result = await startEmployment(em, { caller, now, services, input });
    if (result.ok) services.nudge();
    return {
      employment: result.ok ? result.value : null,
      userErrors: userErrors(StartEmploymentError, startEmploymentMessages, result),
    };
  }

  @Mutation(() => EndEmploymentPayload, {
    description:
      'Ends a job, or brings its agreed end forward; for the enterprise’s own HR and the staff of the worker’s community.',
  })
  async endEmployment(
    @Arg('input', () => EndEmploymentInput, inputArgument) input: EndEmploymentInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<EndEmploymentPayload> {
    requireRecorder(caller);
    const result = await endEmployment(em, { caller, now, services, input });
    if (result.ok) services.nudge();
    return {
      employment: result.ok ? result.value : null,
      userErrors: userErrors(EndEmploymentError, endEmploymentMessages, result),
    };
  }
}
