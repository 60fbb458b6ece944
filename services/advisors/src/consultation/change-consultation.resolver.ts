import { Audience, type Context } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import * as moves from './consultation-moves.ts';
import * as inputs from './consultation.inputs.ts';
import * as payloads from './consultation.payloads.ts';
import { Consultation } from './consultation.entity.ts';
import { requireAsker, requirePerson } from './consultation.resolver.ts';
import { requestConsultation } from './request-consultation.service.ts';

const given = { description: 'The consultation, the version seen, and what the step needs.' };

@Resolver(() => Consultation)
export class ChangeConsultationResolver {
  @Audience('public')
  @Mutation(() => payloads.requestConsultationPayload.Payload, {
    nullable: true,
    description:
      'Asks a question. Whom, is found at once by kind, industry chain, subject and place, and `assignments` says why; who declines or is silent for a working day is followed by the next.',
  })
  async requestConsultation(
    @Arg('input', () => inputs.RequestConsultationInput, { description: 'The question.' })
    input: inputs.RequestConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { em, caller, now, services } = context;
    const { id: authorId } = requirePerson(context);
    const asker = requireAsker(context, input.onBehalfOfEnterpriseId ?? null);
    return payloads.requestConsultationPayload.of(
      await requestConsultation(em, { caller, authorId, asker, now, input, services }),
    );
  }

  @Mutation(() => payloads.acceptConsultationPayload.Payload, {
    nullable: true,
    description: 'Accepts a consultation. The adviser who has it.',
  })
  async acceptConsultation(
    @Arg('input', () => inputs.AcceptConsultationInput, given) input: inputs.AcceptConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.acceptConsultationPayload.of(await moves.acceptConsultation(context.em, by(context, input)));
  }

  @Mutation(() => payloads.declineConsultationPayload.Payload, {
    nullable: true,
    description: 'Declines a consultation: the next adviser is asked at once. The adviser who has it.',
  })
  async declineConsultation(
    @Arg('input', () => inputs.DeclineConsultationInput, given) input: inputs.DeclineConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.declineConsultationPayload.of(await moves.declineConsultation(context.em, by(context, input)));
  }

  @Mutation(() => payloads.planVisitPayload.Payload, {
    nullable: true,
    description: 'Plans a visit, in place of one planned before. The adviser who has the consultation.',
  })
  async planVisit(
    @Arg('input', () => inputs.PlanVisitInput, given) input: inputs.PlanVisitInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.planVisitPayload.of(await moves.planVisit(context.em, by(context, input)));
  }

  @Mutation(() => payloads.recordVisitPayload.Payload, {
    nullable: true,
    description: 'Records that they met; the first time is the first contact. The adviser who has the consultation.',
  })
  async recordVisit(
    @Arg('input', () => inputs.RecordVisitInput, given) input: inputs.RecordVisitInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.recordVisitPayload.of(await moves.recordVisit(context.em, by(context, input)));
  }

  @Mutation(() => payloads.answerConsultationPayload.Payload, {
    nullable: true,
    description:
      'Answers, citing policies and finance products by code, and plans to ask what came of it. The adviser who has the consultation.',
  })
  async answerConsultation(
    @Arg('input', () => inputs.AnswerConsultationInput, given) input: inputs.AnswerConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.answerConsultationPayload.of(await moves.answerConsultation(context.em, by(context, input)));
  }

  @Mutation(() => payloads.recordFollowUpPayload.Payload, {
    nullable: true,
    description: 'Records what had come of an answer. The adviser who has the consultation.',
  })
  async recordFollowUp(
    @Arg('input', () => inputs.RecordFollowUpInput, given) input: inputs.RecordFollowUpInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.recordFollowUpPayload.of(await moves.recordFollowUp(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.rateConsultationPayload.Payload, {
    nullable: true,
    description: 'Rates an answer and closes the consultation. Whoever asked.',
  })
  async rateConsultation(
    @Arg('input', () => inputs.RateConsultationInput, given) input: inputs.RateConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.rateConsultationPayload.of(await moves.rateConsultation(context.em, by(context, input)));
  }

  @Mutation(() => payloads.closeConsultationPayload.Payload, {
    nullable: true,
    description: 'Closes a consultation that was followed up. The adviser who has it.',
  })
  async closeConsultation(
    @Arg('input', () => inputs.CloseConsultationInput, given) input: inputs.CloseConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.closeConsultationPayload.of(await moves.closeConsultation(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => payloads.cancelConsultationPayload.Payload, {
    nullable: true,
    description: 'Takes a question back before they have met; its slot is free again. Whoever asked.',
  })
  async cancelConsultation(
    @Arg('input', () => inputs.CancelConsultationInput, given) input: inputs.CancelConsultationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.cancelConsultationPayload.of(await moves.cancelConsultation(context.em, by(context, input)));
  }
}

const by = <Input>({ caller, now }: Context, input: Input) => ({ caller, now, input });
