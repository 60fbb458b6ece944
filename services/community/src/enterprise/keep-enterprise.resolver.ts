import { badInput, childrenOf, type Context, loadById } from '@millgate/kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { creditCodeFault } from './credit-code.rules.ts';
import { EnterpriseStep } from './enterprise-step.entity.ts';
import { Enterprise } from './enterprise.entity.ts';
import { registerEnterpriseAnswer, updateEnterpriseAnswer } from './keep-enterprise.answers.ts';
import { RegisterEnterpriseInput, UpdateEnterpriseInput } from './keep-enterprise.inputs.ts';
import { registerEnterprise, updateEnterprise } from './keep-enterprise.service.ts';

@Resolver(() => Enterprise)
export class KeepEnterpriseResolver {
  @Mutation(() => registerEnterpriseAnswer.Payload, {
    description: 'Enters an enterprise into the registry; for the staff of the community and managers.',
  })
  async registerEnterprise(
    @Arg('input', () => RegisterEnterpriseInput, { description: 'The enterprise.' }) input: RegisterEnterpriseInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<object> {
    requireKeeper(caller, input.communityId);
    const fault = creditCodeFault(input.uscc);
    if (fault)
      throw badInput('A credit code has 18 characters, the last of which checks the others.', ['input', 'uscc'], fault);
    return registerEnterpriseAnswer.of(await registerEnterprise(em, { caller, now, input }));
  }

  @Mutation(() => updateEnterpriseAnswer.Payload, {
    description: 'Changes an enterprise as its editor last saw it; for the staff of its community and managers.',
  })
  async updateEnterprise(
    @Arg('input', () => UpdateEnterpriseInput, { description: 'What changes.' }) input: UpdateEnterpriseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { caller, em, now } = context;
    const enterprise = await loadById(context, Enterprise, input.enterpriseId);
    requireKeeper(caller, enterprise?.communityRef.id ?? null);
    return updateEnterpriseAnswer.of(await updateEnterprise(em, { caller, now, input }));
  }

  @FieldResolver(() => [EnterpriseStep], {
    description:
      'Its steps since it was registered here, the latest first; empty for what was registered before steps were kept.',
  })
  async steps(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<EnterpriseStep[]> {
    const list = { entity: EnterpriseStep, parent: 'enterpriseRef', order: [['version', 'desc']] } as const;
    return childrenOf(context, list, enterprise.id);
  }
}
