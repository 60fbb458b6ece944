import { badInput, commandOf, type Context, forbidden, holds, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Alliance } from '../alliance/alliance.entity.ts';
import { requireKeeper } from '../place/place.policy.ts';
import { CorrectIndicatorInput } from './correct-indicator.inputs.ts';
import { correctIndicator, correctIndicatorAnswer } from './correct-indicator.service.ts';
import { Indicator, IndicatorPrecision } from './indicator.entity.ts';
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
    const { districtId, communityId, allianceId } = input;
    await requireKeeperOf(context, { districtId, communityId, allianceId });
    if ([districtId, communityId, allianceId].filter(Boolean).length !== 1) {
      throw badInput('Name a district, a community or an alliance, and one of them.', ['input'], 'oneOf');
    }
    requireValueWhereStated(input);
    return recordIndicatorAnswer.of(await recordIndicator(context.em, commandOf(context, input)));
  }

  @Mutation(() => correctIndicatorAnswer.Payload, {
    description:
      'Corrects what a recorded figure says; what it said before stays, with the reason. For whoever may record it.',
  })
  async correctIndicator(
    @Arg('input', () => CorrectIndicatorInput, { description: 'What it says by right.' }) input: CorrectIndicatorInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const indicator = await loadById(context, Indicator, input.indicatorId);
    await requireKeeperOf(context, {
      districtId: indicator?.districtRef?.id,
      communityId: indicator?.communityRef?.id,
      allianceId: indicator?.allianceRef?.id,
    });
    requireValueWhereStated(input);
    return correctIndicatorAnswer.of(await correctIndicator(context.em, commandOf(context, input)));
  }
}

interface About {
  readonly districtId: string | null | undefined;
  readonly communityId: string | null | undefined;
  readonly allianceId: string | null | undefined;
}

/** A figure of an alliance is kept by its community, one of a district by its managers. */
async function requireKeeperOf(context: Context, { districtId, communityId, allianceId }: About): Promise<void> {
  const alliance = allianceId ? await loadById(context, Alliance, allianceId) : null;
  requireKeeper(context.caller, communityId ?? alliance?.communityRef.id ?? null);
  if (districtId && !holds(context.caller, 'MANAGER', districtId)) throw forbidden();
}

function requireValueWhereStated({ value, precision }: Pick<RecordIndicatorInput, 'value' | 'precision'>): void {
  if ((typeof value === 'number') === (precision === IndicatorPrecision.NOT_STATED)) {
    throw badInput('There is a value exactly where the source states one.', ['input', 'value'], 'precision');
  }
}
