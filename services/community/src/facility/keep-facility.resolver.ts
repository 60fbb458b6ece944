import { commandOf, type Context, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { FacilityNetwork, NetworkSlot } from './facility-network.entity.ts';
import { Facility } from './facility.entity.ts';
import {
  FillNetworkSlotInput,
  OpenFacilityInput,
  OpenFacilityNetworkInput,
  UpdateFacilityInput,
  VacateNetworkSlotInput,
} from './keep-facility.inputs.ts';
import { openFacility, openFacilityAnswer, updateFacility, updateFacilityAnswer } from './keep-facility.service.ts';
import {
  fillNetworkSlot,
  fillNetworkSlotAnswer,
  openFacilityNetwork,
  openFacilityNetworkAnswer,
  vacateNetworkSlot,
  vacateNetworkSlotAnswer,
} from './keep-network.service.ts';

@Resolver()
export class KeepFacilityResolver {
  @Mutation(() => openFacilityAnswer.Payload, {
    description: 'Enters a facility; for the staff of its community and managers.',
  })
  async openFacility(
    @Arg('input', () => OpenFacilityInput, { description: 'The facility.' }) input: OpenFacilityInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireKeeper(context.caller, input.communityId);
    return openFacilityAnswer.of(await openFacility(context.em, commandOf(context, input)));
  }

  @Mutation(() => updateFacilityAnswer.Payload, {
    description: 'Changes a facility, or whether it can be used; for the staff of its community and managers.',
  })
  async updateFacility(
    @Arg('input', () => UpdateFacilityInput, { description: 'The facility and what changes.' })
    input: UpdateFacilityInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const facility = await loadById(context, Facility, input.facilityId);
    requireKeeper(context.caller, facility?.communityRef.id ?? null);
    return updateFacilityAnswer.of(await updateFacility(context.em, commandOf(context, input)));
  }

  @Mutation(() => openFacilityNetworkAnswer.Payload, {
    description: 'Opens a network of facilities by the terms of its code; for the staff of its community and managers.',
  })
  async openFacilityNetwork(
    @Arg('input', () => OpenFacilityNetworkInput, { description: 'The network.' }) input: OpenFacilityNetworkInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireKeeper(context.caller, input.communityId);
    return openFacilityNetworkAnswer.of(await openFacilityNetwork(context.em, commandOf(context, input)));
  }

  @Mutation(() => fillNetworkSlotAnswer.Payload, {
    description: 'Gives a facility a role in a network, from today; for the staff of its community and managers.',
  })
  async fillNetworkSlot(
    @Arg('input', () => FillNetworkSlotInput, { description: 'The slot and the facility.' })
    input: FillNetworkSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOfSlot(context, input.slotId);
    return fillNetworkSlotAnswer.of(await fillNetworkSlot(context.em, commandOf(context, input)));
  }

  @Mutation(() => vacateNetworkSlotAnswer.Payload, {
    description: 'Ends a role of a facility in a network, today; for the staff of its community and managers.',
  })
  async vacateNetworkSlot(
    @Arg('input', () => VacateNetworkSlotInput, { description: 'The slot and the facility.' })
    input: VacateNetworkSlotInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOfSlot(context, input.slotId);
    return vacateNetworkSlotAnswer.of(await vacateNetworkSlot(context.em, commandOf(context, input)));
  }
}

async function requireKeeperOfSlot(context: Context, slotId: string): Promise<void> {
  const slot = await loadById(context, NetworkSlot, slotId);
  const network = slot && (await loadById(context, FacilityNetwork, slot.networkRef.id));
  requireKeeper(context.caller, network?.communityRef.id ?? null);
}
