import { commandOf, type Context, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { Alliance } from './alliance.entity.ts';
import { FormAllianceInput, JoinAllianceInput, LeaveAllianceInput } from './keep-alliance.inputs.ts';
import {
  formAlliance,
  formAllianceAnswer,
  joinAlliance,
  joinAllianceAnswer,
  leaveAlliance,
  leaveAllianceAnswer,
} from './keep-alliance.service.ts';

@Resolver()
export class KeepAllianceResolver {
  @Mutation(() => formAllianceAnswer.Payload, {
    description: 'Forms an alliance of a community and enterprises; for its staff and managers.',
  })
  async formAlliance(
    @Arg('input', () => FormAllianceInput, { description: 'The alliance and its members.' }) input: FormAllianceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireKeeper(context.caller, input.communityId);
    return formAllianceAnswer.of(await formAlliance(context.em, commandOf(context, input)));
  }

  @Mutation(() => joinAllianceAnswer.Payload, {
    description: 'Takes an enterprise into an alliance, from today; for the staff of its community and managers.',
  })
  async joinAlliance(
    @Arg('input', () => JoinAllianceInput, { description: 'The alliance and the enterprise.' })
    input: JoinAllianceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input.allianceId);
    return joinAllianceAnswer.of(await joinAlliance(context.em, commandOf(context, input)));
  }

  @Mutation(() => leaveAllianceAnswer.Payload, {
    description: 'Ends a membership of an alliance, today; for the staff of its community and managers.',
  })
  async leaveAlliance(
    @Arg('input', () => LeaveAllianceInput, { description: 'The alliance and the enterprise.' })
    input: LeaveAllianceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input.allianceId);
    return leaveAllianceAnswer.of(await leaveAlliance(context.em, commandOf(context, input)));
  }
}

async function requireKeeperOf(context: Context, allianceId: string): Promise<void> {
  const alliance = await loadById(context, Alliance, allianceId);
  requireKeeper(context.caller, alliance?.communityRef.id ?? null);
}
