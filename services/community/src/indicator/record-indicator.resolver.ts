import { badInput, commandOf, type Context, forbidden, holds, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Alliance } from '../alliance/alliance.entity.ts';
import { requireKeeper } from '../place/place.policy.ts';
import { IndicatorPrecision } from './indicator.entity.ts';
import { RecordIndicatorInput } from './record-indicator.inputs.ts';
import { recordIndicator, recordIndicatorAnswer } from './record-indicator.service.ts';

@Resolver()
export class RecordIndicatorResolver {
  @Mutation(() => recordIndicatorAnswer.Payload, {
    description:
      'Records a figure that a source states, with its unit, period and source; for the staff of the community and managers, about a district for managers.',
  })
  async recordIndicator(
    @Arg('input', () => RecordIndicatorInput, { description: 'The figure.' }) input: RecordIndicatorInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { districtId, communityId, allianceId, value, precision } = input;
    const alliance = allianceId ? await loadById(context, Alliance, allianceId) : null;
    requireKeeper(context.caller, communityId ?? alliance?.communityRef.id ?? null);
    if (districtId && !holds(context.caller, 'MANAGER', districtId)) throw forbidden();
    if ([districtId, communityId, allianceId].filter(Boolean).length !== 1) {
      throw badInput('Name a district, a community or an alliance, and one of them.', ['input'], 'oneOf');
    }
    if ((typeof value === 'number') === (precision === IndicatorPrecision.NOT_STATED)) {
      throw badInput('There is a value exactly where the source states one.', ['input', 'value'], 'precision');
    }
    return recordIndicatorAnswer.of(await recordIndicator(context.em, commandOf(context, input)));
  }
}
