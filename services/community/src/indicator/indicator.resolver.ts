import { childrenOf, type Context } from '@millgate/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Alliance } from '../alliance/alliance.entity.ts';
import { Community, District } from '../place/place.entity.ts';
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
