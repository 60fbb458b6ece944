import {
  type Context,
  forbidden,
  holds,
  loadById,
  page,
  PageArgs,
  type Page,
  unauthenticated,
  userErrors,
} from '@millgate/kit';
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { RegisterSampleInput } from './register-sample.inputs.ts';
import { RegisterSampleError, registerSampleMessages, RegisterSamplePayload } from './register-sample.payloads.ts';
import { registerSample } from './register-sample.service.ts';
import { Sample, SampleConnection } from './sample.entity.ts';

@Resolver(() => Sample)
export class SampleResolver {
  @Query(() => SampleConnection, { nullable: true, description: 'Samples of all communities, by id.' })
  async samples(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Sample>> {
    return page(context, { entity: Sample, field: 'samples', where: {}, order: [['id', 'asc']] }, args);
  }

  @Query(() => Sample, { nullable: true, description: 'The sample with this id; null if there is none.' })
  async sample(
    @Arg('id', () => ID, { description: 'Id of the sample.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Sample | null> {
    return loadById(context, Sample, id);
  }

  @Mutation(() => RegisterSamplePayload, {
    description: 'Registers a sample of a community; for the community’s staff.',
  })
  async registerSample(
    @Arg('input', () => RegisterSampleInput, { description: 'What to register.' }) input: RegisterSampleInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<RegisterSamplePayload> {
    if (caller.kind === 'ANONYMOUS') throw unauthenticated();
    if (!holds(caller, 'COMMUNITY_STAFF', input.communityId)) throw forbidden();
    const result = await registerSample(em, { caller, now, input });
    return {
      sample: result.ok ? result.value : null,
      userErrors: userErrors(RegisterSampleError, registerSampleMessages, result),
    };
  }
}
