import { badInput, type Context, loadById, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { Grid, GridMember } from './grid.entity.ts';
import {
  AssignGridMemberInput,
  EndGridMembershipInput,
  HandOverGridInput,
  type TeamMemberInput,
} from './team.inputs.ts';
import {
  AssignGridMemberError,
  assignGridMemberMessages,
  AssignGridMemberPayload,
  EndGridMembershipError,
  endGridMembershipMessages,
  EndGridMembershipPayload,
  HandOverGridError,
  handOverGridMessages,
  HandOverGridPayload,
} from './team.payloads.ts';
import { assignGridMember, endGridMembership, handOverGrid } from './team.service.ts';

@Resolver()
export class GridTeamResolver {
  @Mutation(() => HandOverGridPayload, {
    description:
      'Gives a grid another full-time officer from a day on, and ends the office of the one before on that day; for the community’s staff and managers.',
  })
  async handOverGrid(
    @Arg('input', () => HandOverGridInput, { description: 'The grid and its next officer.' }) input: HandOverGridInput,
    @Ctx() context: Context,
  ): Promise<HandOverGridPayload> {
    const { caller, em, now } = context;
    await requireKeeperOf(context, input.gridId);
    requireOneName(input.officer, 'officer');
    const result = await handOverGrid(em, { caller, now, input });
    return {
      officer: result.ok ? result.value : null,
      grid: result.ok ? await loadById(context, Grid, input.gridId) : null,
      userErrors: userErrors(HandOverGridError, handOverGridMessages, result),
    };
  }

  @Mutation(() => AssignGridMemberPayload, {
    description: 'Takes somebody into the team of a grid, beside its officer; for the community’s staff and managers.',
  })
  async assignGridMember(
    @Arg('input', () => AssignGridMemberInput, { description: 'The grid and the member.' })
    input: AssignGridMemberInput,
    @Ctx() context: Context,
  ): Promise<AssignGridMemberPayload> {
    const { caller, em, now } = context;
    await requireKeeperOf(context, input.gridId);
    requireOneName(input.member, 'member');
    const result = await assignGridMember(em, { caller, now, input });
    return {
      member: result.ok ? result.value : null,
      userErrors: userErrors(AssignGridMemberError, assignGridMemberMessages, result),
    };
  }

  @Mutation(() => EndGridMembershipPayload, {
    description: 'Ends somebody’s place in the team of a grid; for the community’s staff and managers.',
  })
  async endGridMembership(
    @Arg('input', () => EndGridMembershipInput, { description: 'The membership.' }) input: EndGridMembershipInput,
    @Ctx() context: Context,
  ): Promise<EndGridMembershipPayload> {
    const { caller, em, now } = context;
    const member = await loadById(context, GridMember, input.memberId);
    await requireKeeperOf(context, member?.gridRef.id ?? null);
    const result = await endGridMembership(em, { caller, now, input });
    return {
      member: result.ok ? result.value : null,
      userErrors: userErrors(EndGridMembershipError, endGridMembershipMessages, result),
    };
  }
}

async function requireKeeperOf(context: Context, gridId: string | null): Promise<void> {
  const grid = gridId === null ? null : await loadById(context, Grid, gridId);
  requireKeeper(context.caller, grid?.communityRef.id ?? null);
}

export function requireOneName({ workerId, name, accountId }: TeamMemberInput, at: string): void {
  if (!workerId === !name) throw badInput('Name a worker, or staff by name, and not both.', ['input', at], 'oneOf');
  if (workerId && accountId) throw badInput('An account is for staff.', ['input', at, 'accountId'], 'oneOf');
}
