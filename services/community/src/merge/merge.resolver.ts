import {
  Audience,
  type Caller,
  type Context,
  forbidden,
  holds,
  OneAtATime,
  page,
  type Page,
  PageArgs,
  unauthenticated,
  userErrors,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import { MergeWorkersInput } from './merge-workers.inputs.ts';
import { MergeWorkersError, mergeWorkersMessages, MergeWorkersPayload } from './merge-workers.payloads.ts';
import { mergeWorkers } from './merge-workers.service.ts';
import { ProposeWorkerMergeInput } from './propose-worker-merge.inputs.ts';
import {
  ProposeWorkerMergeError,
  proposeWorkerMergeMessages,
  ProposeWorkerMergePayload,
} from './propose-worker-merge.payloads.ts';
import { proposeWorkerMerge } from './propose-worker-merge.service.ts';
import { WorkerMerge, WorkerMergeConnection } from './worker-merge.entity.ts';

/** Whoever registers anywhere; of which records, is decided when they are known. */
function requireStaff(caller: Caller): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  const staff = caller.kind === 'PERSON' && caller.roles.some(({ role }) => role === 'COMMUNITY_STAFF');
  if (!staff) throw forbidden();
}

@ArgsType()
class OpenWorkerMergesArgs extends PageArgs {
  @Field(() => ID, { description: 'Community of the workers whose records are kept; one of the caller’s own.' })
  communityId!: string;
}

@Resolver()
export class MergeResolver {
  @Audience('internal')
  @Query(() => WorkerMergeConnection, {
    nullable: true,
    description: 'Proposals to merge records that wait for a colleague, oldest first; for the staff of the community.',
  })
  async openWorkerMerges(
    @Args(() => OpenWorkerMergesArgs) args: OpenWorkerMergesArgs,
    @Ctx() context: Context,
  ): Promise<Page<WorkerMerge>> {
    const { caller } = context;
    if (!holds(caller, 'COMMUNITY_STAFF', args.communityId)) {
      throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
    }
    const where = { mergedAt: null, keptRef: { communityRef: args.communityId } };
    const order = [
      ['proposedAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return page(context, { entity: WorkerMerge, field: 'openWorkerMerges', where, order }, args);
  }

  @Mutation(() => ProposeWorkerMergePayload, {
    description:
      'Proposes to merge two records of one person; for the staff of the community of the record that would be an alias. Nothing is merged before a colleague confirms.',
  })
  async proposeWorkerMerge(
    @Arg('input', () => ProposeWorkerMergeInput, { description: 'The records.' }) input: ProposeWorkerMergeInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<ProposeWorkerMergePayload> {
    requireStaff(caller);
    const result = await proposeWorkerMerge(em, { caller, now, input });
    return {
      merge: result.ok ? result.value : null,
      userErrors: userErrors(ProposeWorkerMergeError, proposeWorkerMergeMessages, result),
    };
  }

  @OneAtATime()
  @Mutation(() => MergeWorkersPayload, {
    description:
      'Merges two records of one person, as a colleague proposed; for the staff of the community of the record that is kept. The other id stays an alias for ever. What was paid stays paid.',
  })
  async mergeWorkers(
    @Arg('input', () => MergeWorkersInput, { description: 'The proposal.' }) input: MergeWorkersInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<MergeWorkersPayload> {
    requireStaff(caller);
    const result = await mergeWorkers(em, { caller, now, services, input });
    if (result.ok) services.nudge();
    return {
      merge: result.ok ? result.value : null,
      userErrors: userErrors(MergeWorkersError, mergeWorkersMessages, result),
    };
  }
}
