import { badInput, commandOf, type Context, forbidden, holds, loadById, unauthenticated } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { requireKeeper } from '../place/place.policy.ts';
import { MovePartyOrganisationInput, OpenPartyOrganisationInput } from './keep-party.inputs.ts';
import {
  movePartyOrganisation,
  movePartyOrganisationAnswer,
  openPartyOrganisation,
  openPartyOrganisationAnswer,
} from './keep-party.service.ts';
import { PartyOrganisation } from './party-organisation.entity.ts';

@Resolver()
export class KeepPartyResolver {
  @Mutation(() => openPartyOrganisationAnswer.Payload, {
    description:
      'Enters a Party or union organisation in one of three tiers: a zone’s, for managers; a community’s or an enterprise’s, for the staff of the community and managers.',
  })
  async openPartyOrganisation(
    @Arg('input', () => OpenPartyOrganisationInput, { description: 'The organisation.' })
    input: OpenPartyOrganisationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input);
    const places = [input.districtId, input.communityId, input.enterpriseId].filter((id) => typeof id === 'string');
    if (places.length !== 1) throw badInput('Name a district, a community or an enterprise.', ['input'], 'oneOf');
    return openPartyOrganisationAnswer.of(await openPartyOrganisation(context.em, commandOf(context, input)));
  }

  @Mutation(() => movePartyOrganisationAnswer.Payload, {
    description: 'Puts an organisation below another, or below none; for whoever may enter it.',
  })
  async movePartyOrganisation(
    @Arg('input', () => MovePartyOrganisationInput, { description: 'The organisation and the one above it.' })
    input: MovePartyOrganisationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const organisation = await loadById(context, PartyOrganisation, input.organisationId);
    await requireKeeperOf(context, {
      districtId: organisation?.districtRef?.id ?? null,
      communityId: organisation?.communityRef?.id ?? null,
      enterpriseId: organisation?.enterpriseRef?.id ?? null,
    });
    return movePartyOrganisationAnswer.of(await movePartyOrganisation(context.em, commandOf(context, input)));
  }
}

type Place = Pick<OpenPartyOrganisationInput, 'districtId' | 'communityId' | 'enterpriseId'>;

/** A zone's organisation is nobody's but the managers'. */
async function requireKeeperOf(context: Context, { districtId, communityId, enterpriseId }: Place): Promise<void> {
  if (districtId) {
    if (context.caller.kind === 'ANONYMOUS') throw unauthenticated();
    if (!holds(context.caller, 'MANAGER', districtId)) throw forbidden();
    return;
  }
  const enterprise = enterpriseId ? await loadById(context, Enterprise, enterpriseId) : null;
  requireKeeper(context.caller, communityId ?? enterprise?.communityRef.id ?? null);
}
