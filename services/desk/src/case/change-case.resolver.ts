import { Audience } from '@millgate/kit';
import type { Context } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import * as inputs from './case.inputs.ts';
import * as moves from './case-moves.ts';
import * as payloads from './case.payloads.ts';
import { fileCase } from './file-case.service.ts';
import { FileCaseInput } from './file-case.inputs.ts';

const given = { description: 'The case, the version seen, and what the step needs.' };

@Resolver()
export class ChangeCaseResolver {
  @Audience('public')
  @Mutation(() => payloads.fileCasePayload.Payload, {
    nullable: true,
    description:
      'Files a matter at the one window. An application waits for a clerk, five working days at most; anything else has its owner and due date at once.',
  })
  async fileCase(
    @Arg('input', () => FileCaseInput, { description: 'The matter.' }) input: FileCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.fileCasePayload.of(await fileCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.acceptCasePayload.Payload, {
    nullable: true,
    description: 'Accepts an application: the clock starts, and one person answers for it. A clerk of the community.',
  })
  async acceptCase(
    @Arg('input', () => inputs.AcceptCaseInput, given) input: inputs.AcceptCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.acceptCasePayload.of(await moves.acceptCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.requestCorrectionPayload.Payload, {
    nullable: true,
    description: 'Asks for everything that is missing, once. A clerk of the community; no clock runs meanwhile.',
  })
  async requestCorrection(
    @Arg('input', () => inputs.RequestCorrectionInput, given) input: inputs.RequestCorrectionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.requestCorrectionPayload.of(await moves.requestCorrection(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.resubmitCasePayload.Payload, {
    nullable: true,
    description: 'Hands in what was missing. The person who asked, or who filed it for them.',
  })
  async resubmitCase(
    @Arg('input', () => inputs.ResubmitCaseInput, given) input: inputs.ResubmitCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.resubmitCasePayload.of(await moves.resubmitCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.declineCasePayload.Payload, {
    nullable: true,
    description: 'Does not accept an application, and says why. A clerk of the community.',
  })
  async declineCase(
    @Arg('input', () => inputs.DeclineCaseInput, given) input: inputs.DeclineCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.declineCasePayload.of(await moves.declineCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.routeCasePayload.Payload, {
    nullable: true,
    description:
      'Passes a case on to the department it belongs to: its owner once, after that a manager. The due date stays.',
  })
  async routeCase(
    @Arg('input', () => inputs.RouteCaseInput, given) input: inputs.RouteCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.routeCasePayload.of(await moves.routeCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.suspendCasePayload.Payload, {
    nullable: true,
    description: 'Stops the clock for a lawful reason (hearing, inspection, expert review). The owner.',
  })
  async suspendCase(
    @Arg('input', () => inputs.SuspendCaseInput, given) input: inputs.SuspendCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.suspendCasePayload.of(await moves.suspendCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.resumeCasePayload.Payload, {
    nullable: true,
    description: 'Lets the clock run again, with the days that were left. The owner, or a manager.',
  })
  async resumeCase(
    @Arg('input', () => inputs.ResumeCaseInput, given) input: inputs.ResumeCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.resumeCasePayload.of(await moves.resumeCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.extendCasePayload.Payload, {
    nullable: true,
    description: 'Extends a limit, once, by at most ten working days, with a reason. A manager.',
  })
  async extendCase(
    @Arg('input', () => inputs.ExtendCaseInput, given) input: inputs.ExtendCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.extendCasePayload.of(await moves.extendCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.decideCasePayload.Payload, {
    nullable: true,
    description: 'Decides a case; the outcome reaches the person who asked at once. The owner.',
  })
  async decideCase(
    @Arg('input', () => inputs.DecideCaseInput, given) input: inputs.DecideCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.decideCasePayload.of(await moves.decideCase(context.em, by(context, input)));
  }

  @Mutation(() => payloads.resolveOnSpotPayload.Payload, {
    nullable: true,
    description: 'Settles a matter where it was raised. Its owner, a clerk or staff of the community.',
  })
  async resolveOnSpot(
    @Arg('input', () => inputs.ResolveOnSpotInput, given) input: inputs.ResolveOnSpotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.resolveOnSpotPayload.of(await moves.resolveOnSpot(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.withdrawCasePayload.Payload, {
    nullable: true,
    description: 'Takes a case back before it is decided. The person who asked.',
  })
  async withdrawCase(
    @Arg('input', () => inputs.WithdrawCaseInput, given) input: inputs.WithdrawCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.withdrawCasePayload.of(await moves.withdrawCase(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.rateCasePayload.Payload, {
    nullable: true,
    description:
      'Rates a delivered case. A good rating closes it; 1 or 2 reopens it, and somebody else follows it up within five working days.',
  })
  async rateCase(
    @Arg('input', () => inputs.RateCaseInput, given) input: inputs.RateCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.rateCasePayload.of(await moves.rateCase(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.reopenCasePayload.Payload, {
    nullable: true,
    description: 'Takes a delivered or closed case up again, within fifteen working days. The person who asked.',
  })
  async reopenCase(
    @Arg('input', () => inputs.ReopenCaseInput, given) input: inputs.ReopenCaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.reopenCasePayload.of(await moves.reopenCase(context.em, by(context, input)));
  }
}

const by = <Input>({ caller, now, services }: Context, input: Input) => ({ caller, now, services, input });
