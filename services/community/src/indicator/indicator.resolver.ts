import { childrenOf, type Context } from '@millgate/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Alliance } from '../alliance/alliance.entity.ts';
import { Community, District } from '../place/place.entity.ts';
import { IndicatorCorrection } from './indicator-correction.entity.ts';
import { Indicator } from './indicator.entity.ts';

const byId = [['id', 'asc']] as const;

@Resolver(() => District)
export class DistrictIndicatorsResolver {
  @FieldResolver(() => [Indicator], { description: 'Figures that sources state about it, by id.' })
  async indicators(@Root() district: District, @Ctx() context: Context): Promise<Indicator[]> {
    return childrenOf(context, { entity: Indicator, parent: 'districtRef', order: byId }, district.id);
  }
}

@Resolver(() => Community)
export class CommunityIndicatorsResolver {
  @FieldResolver(() => [Indicator], { description: 'Figures that sources state about it, by id.' })
  async indicators(@Root() community: Community, @Ctx() context: Context): Promise<Indicator[]> {
    return childrenOf(context, { entity: Indicator, parent: 'communityRef', order: byId }, community.id);
  }
}

@Resolver(() => Alliance)
export class AllianceIndicatorsResolver {
  @FieldResolver(() => [Indicator], { description: 'Figures that sources state about it, by id.' })
  async indicators(@Root() alliance: Alliance, @Ctx() context: Context): Promise<Indicator[]> {
    return childrenOf(context, { entity: Indicator, parent: 'allianceRef', order: byId }, alliance.id);
  }
}

@Resolver(() => Indicator)
export class IndicatorResolver {
  @FieldResolver(() => [IndicatorCorrection], { description: 'What it said before it was corrected, first to last.' })
  async corrections(@Root() indicator: Indicator, @Ctx() context: Context): Promise<IndicatorCorrection[]> {
    const list = { entity: IndicatorCorrection, parent: 'indicatorRef', order: [['no', 'asc']] } as const;
    return childrenOf(context, list, indicator.id);
  }
}
