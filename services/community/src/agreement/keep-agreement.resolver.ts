import { commandOf, type Context, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { Agreement } from './agreement.entity.ts';
import { JoinAgreementInput, SignAgreementInput } from './keep-agreement.inputs.ts';
import { joinAgreement, joinAgreementAnswer, signAgreement, signAgreementAnswer } from './keep-agreement.service.ts';

@Resolver()
export class KeepAgreementResolver {
  @Mutation(() => signAgreementAnswer.Payload, {
    description:
      'Enters an agreement with its clauses and who signed it; for the staff of the community and managers. It does not change afterwards.',
  })
  async signAgreement(
    @Arg('input', () => SignAgreementInput, { description: 'The agreement as it was signed.' })
    input: SignAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireKeeper(context.caller, input.communityId);
    return signAgreementAnswer.of(await signAgreement(context.em, commandOf(context, input)));
  }

  @Mutation(() => joinAgreementAnswer.Payload, {
    description: 'Enters that another enterprise signed an agreement; for the staff of its community and managers.',
  })
  async joinAgreement(
    @Arg('input', () => JoinAgreementInput, { description: 'The agreement and the enterprise.' })
    input: JoinAgreementInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const agreement = await loadById(context, Agreement, input.agreementId);
    requireKeeper(context.caller, agreement?.communityRef.id ?? null);
    return joinAgreementAnswer.of(await joinAgreement(context.em, commandOf(context, input)));
  }
}
