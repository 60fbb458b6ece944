import { badInput, type Context, type GeoPointInput, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { borderFault, type BorderFault, mostCorners } from '../geo/border.rules.ts';
import { requireKeeper } from '../place/place.policy.ts';
import { OpenGridInput, RedrawGridsInput } from './areas.inputs.ts';
import {
  OpenGridError,
  openGridMessages,
  OpenGridPayload,
  RedrawGridsError,
  redrawGridsMessages,
  RedrawGridsPayload,
} from './areas.payloads.ts';
import { openGrid, redrawGrids } from './areas.service.ts';
import { requireOneName } from './team.resolver.ts';

@Resolver()
export class GridAreasResolver {
  @Mutation(() => OpenGridPayload, {
    description: 'Opens a grid with its border and its officer; for the community’s staff and managers.',
  })
  async openGrid(
    @Arg('input', () => OpenGridInput, { description: 'The grid.' }) input: OpenGridInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<OpenGridPayload> {
    requireKeeper(caller, input.communityId);
    requireOneName(input.officer, 'officer');
    requireBorder(input.area, ['input', 'area']);
    const result = await openGrid(em, { caller, now, input });
    return {
      grid: result.ok ? result.value : null,
      userErrors: userErrors(OpenGridError, openGridMessages, result),
    };
  }

  @Mutation(() => RedrawGridsPayload, {
    description:
      'Draws the borders of grids of one community anew, all at once; each site then belongs to the grid that holds it. For the community’s staff and managers.',
  })
  async redrawGrids(
    @Arg('input', () => RedrawGridsInput, { description: 'The borders.' }) input: RedrawGridsInput,
    @Ctx() { caller, em, now }: Context,
  ): Promise<RedrawGridsPayload> {
    requireKeeper(caller, input.communityId);
    if (new Set(input.grids.map(({ gridId }) => gridId)).size < input.grids.length) {
      throw badInput('A grid is drawn once.', ['input', 'grids'], 'unique');
    }
    for (const [at, { area }] of input.grids.entries()) requireBorder(area, ['input', 'grids', at, 'area']);
    const result = await redrawGrids(em, { caller, now, input });
    return {
      grids: result.ok ? result.value : null,
      userErrors: userErrors(RedrawGridsError, redrawGridsMessages, result),
    };
  }
}

const faults: Record<BorderFault, string> = {
  CORNERS: `A border has 3 to ${mostCorners} corners.`,
  TOO_NEAR: 'Two corners in a row are at least a metre apart.',
  CROSSES_ITSELF: 'A border does not cross itself.',
};

function requireBorder(area: readonly GeoPointInput[], path: readonly (string | number)[]): void {
  const fault = borderFault(area);
  if (fault) throw badInput(faults[fault], path, fault);
}
