import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  dayOf,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Refused,
  type Result,
} from '@millgate/kit';
import { communityNotFound } from '../place/place.answers.ts';
import { Community } from '../place/place.entity.ts';
import { FacilityNetwork, NetworkPlace, NetworkSlot } from './facility-network.entity.ts';
import type { NetworkSlotFacilityInput, OpenFacilityNetworkInput } from './keep-facility.inputs.ts';
import { Facility } from './facility.entity.ts';

const slotNotFound = { about: 'No slot has this id.', zh: '没有这个点位。', en: 'There is no such slot.' };

export const openFacilityNetworkAnswer = mutationAnswer('OpenFacilityNetwork', {
  refused: 'Why a network was not opened.',
  result: ['network', () => FacilityNetwork, 'The network; null if refused.'],
  codes: {
    COMMUNITY_NOT_FOUND: communityNotFound,
    CODE_TAKEN: {
      about: 'The community has a network of this code.',
      zh: '该社区已有同名体系。',
      en: 'The community has a network of this code.',
    },
  },
});

export const fillNetworkSlotAnswer = mutationAnswer('FillNetworkSlot', {
  refused: 'Why a facility did not take on a role.',
  result: ['slot', () => NetworkSlot, 'The slot; null if refused.'],
  codes: {
    SLOT_NOT_FOUND: slotNotFound,
    FACILITY_ELSEWHERE: {
      about: 'The community of the network has no facility with this id.',
      zh: '该体系所在社区没有这个设施。',
      en: 'The community of the network has no such facility.',
    },
    ALREADY_FILLED: {
      about: 'The facility has this role already.',
      zh: '该设施已在此点位。',
      en: 'The facility has this role already.',
    },
  },
});

export const vacateNetworkSlotAnswer = mutationAnswer('VacateNetworkSlot', {
  refused: 'Why a facility did not lay down a role.',
  result: ['slot', () => NetworkSlot, 'The slot; null if refused.'],
  codes: {
    SLOT_NOT_FOUND: slotNotFound,
    NOT_FILLED: { about: 'The facility has not this role.', zh: '该设施不在此点位。', en: 'It has not this role.' },
  },
});

type Opened = Result<FacilityNetwork, 'COMMUNITY_NOT_FOUND' | 'CODE_TAKEN'>;

/** Its code is its slots, in order; the database holds them to each other. */
export const openFacilityNetwork = (em: EntityManager, command: Command<OpenFacilityNetworkInput>): Promise<Opened> =>
  perform(em, command, { mutation: 'openFacilityNetwork', entity: FacilityNetwork }, async (tx): Promise<Opened> => {
    const { communityId, name, slots } = command.input;
    const community = await tx.findOne(Community, communityId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!community) return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    const code = slots.map(({ label }) => label).join('+');
    if ((await tx.count(FacilityNetwork, { communityRef: communityId, code })) > 0) {
      return refuse('CODE_TAKEN', { path: ['slots'], rule: 'networkCode' });
    }
    const network = tx.create(FacilityNetwork, {
      id: newId('fnw'),
      code,
      names: localized(name),
      communityRef: communityId,
    });
    for (const [index, { label, meaning }] of slots.entries()) {
      const meanings = meaning ? localized(meaning) : null;
      tx.create(NetworkSlot, { id: newId('fns'), networkRef: network, no: index + 1, label, meanings });
    }
    await tx.flush();
    return ok(network);
  });

type Filled = Result<NetworkSlot, 'SLOT_NOT_FOUND' | 'FACILITY_ELSEWHERE' | 'ALREADY_FILLED'>;

export const fillNetworkSlot = (em: EntityManager, command: Command<NetworkSlotFacilityInput>): Promise<Filled> =>
  perform(em, command, { mutation: 'fillNetworkSlot', entity: NetworkSlot }, async (tx): Promise<Filled> => {
    const { slotId, facilityId } = command.input;
    const slot = await lockSlot(tx, slotId);
    if (!slot) return refuse('SLOT_NOT_FOUND', { path: ['slotId'], rule: 'slot' });
    if ((await tx.count(Facility, { id: facilityId })) === 0) return elsewhere();
    if (await placeOf(tx, command.input)) return refuse('ALREADY_FILLED', { path: ['facilityId'], rule: 'slot' });
    try {
      await tx.transactional(async (attempt) => {
        const from = dayOf(command.now);
        attempt.create(NetworkPlace, { id: newId('fnp'), slotRef: slotId, facilityRef: facilityId, from });
        await attempt.flush();
      });
    } catch (cause) {
      if (brokenConstraint(cause) === 'network_place_community') return elsewhere();
      throw cause;
    }
    return ok(slot);
  });

type Vacated = Result<NetworkSlot, 'SLOT_NOT_FOUND' | 'NOT_FILLED'>;

/** The role ends today; who had it stays known. */
export const vacateNetworkSlot = (em: EntityManager, command: Command<NetworkSlotFacilityInput>): Promise<Vacated> =>
  perform(em, command, { mutation: 'vacateNetworkSlot', entity: NetworkSlot }, async (tx): Promise<Vacated> => {
    const slot = await lockSlot(tx, command.input.slotId);
    if (!slot) return refuse('SLOT_NOT_FOUND', { path: ['slotId'], rule: 'slot' });
    const place = await placeOf(tx, command.input);
    if (!place) return refuse('NOT_FILLED', { path: ['facilityId'], rule: 'slot' });
    place.until = dayOf(command.now);
    await tx.flush();
    return ok(slot);
  });

const elsewhere = (): Refused<'FACILITY_ELSEWHERE'> =>
  refuse('FACILITY_ELSEWHERE', { path: ['facilityId'], rule: 'networkCommunity' });

/** Whoever fills or vacates a slot takes it first. */
const lockSlot = (tx: EntityManager, id: string): Promise<NetworkSlot | null> =>
  tx.findOne(NetworkSlot, id, { lockMode: LockMode.PESSIMISTIC_WRITE });

const placeOf = (tx: EntityManager, { slotId, facilityId }: NetworkSlotFacilityInput): Promise<NetworkPlace | null> =>
  tx.findOne(NetworkPlace, { slotRef: slotId, facilityRef: facilityId, until: null });
