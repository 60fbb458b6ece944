import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Command,
  GeoPoint,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Int } from 'type-graphql';
import { communityNotFound } from '../place/place.answers.ts';
import { Community } from '../place/place.entity.ts';
import { Facility } from './facility.entity.ts';
import { FacilityState } from './facility.enums.ts';
import { impossibleSpan } from './hours.rules.ts';
import type { OpenFacilityInput, UpdateFacilityInput } from './keep-facility.inputs.ts';

const hoursImpossible = {
  about: 'A span of the opening hours ends before it begins, or two meet on one day; `path` says which.',
  zh: '开放时间有误：结束早于开始，或同一天内重叠。',
  en: 'A span of the opening hours ends before it begins, or meets another on one day.',
};

export const openFacilityAnswer = mutationAnswer('OpenFacility', {
  refused: 'Why a facility was not entered.',
  result: ['facility', () => Facility, 'The facility; null if refused.'],
  codes: { COMMUNITY_NOT_FOUND: communityNotFound, HOURS_IMPOSSIBLE: hoursImpossible },
});

export const updateFacilityAnswer = mutationAnswer('UpdateFacility', {
  refused: 'Why a facility was not changed.',
  result: ['facility', () => Facility, 'The facility; null if refused.'],
  details: { currentVersion: [() => Int, 'With STALE_VERSION: the version there is.'] },
  codes: {
    FACILITY_NOT_FOUND: { about: 'No facility has this id.', zh: '没有这个设施。', en: 'There is no such facility.' },
    STALE_VERSION: {
      about: 'The facility was changed since; `currentVersion` says which version there is.',
      zh: '该设施已被他人修改。',
      en: 'The facility was changed since.',
    },
    HOURS_IMPOSSIBLE: hoursImpossible,
  },
});

type Opened = Result<Facility, 'COMMUNITY_NOT_FOUND' | 'HOURS_IMPOSSIBLE'>;

export const openFacility = (em: EntityManager, command: Command<OpenFacilityInput>): Promise<Opened> =>
  perform(em, command, { mutation: 'openFacility', entity: Facility }, async (tx): Promise<Opened> => {
    const { communityId, name, kind, state, location, hours, services, openTo } = command.input;
    if ((await tx.count(Community, { id: communityId })) === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    const wrong = impossibleSpan(hours ?? []);
    if (wrong >= 0) return refuse('HOURS_IMPOSSIBLE', { path: ['hours', String(wrong)], rule: 'hours' });
    const facility = tx.create(Facility, {
      id: newId('fac'),
      names: localized(name),
      kind,
      state: state ?? FacilityState.OPEN,
      communityRef: communityId,
      location: location ? GeoPoint.at(location.latitude, location.longitude) : null,
      hours: hours ?? [],
      services: (services ?? []).map(localized),
      openTo,
    });
    await tx.flush();
    return ok(facility);
  });

type Updated = Result<Facility, 'FACILITY_NOT_FOUND' | 'STALE_VERSION' | 'HOURS_IMPOSSIBLE'>;

/** Changes a facility as its editor last saw it; of two edits of one version, one is told that it came late. */
export const updateFacility = (em: EntityManager, command: Command<UpdateFacilityInput>): Promise<Updated> =>
  perform(em, command, { mutation: 'updateFacility', entity: Facility }, async (tx): Promise<Updated> => {
    const { facilityId, expectedVersion, name, state, location, hours, services, openTo } = command.input;
    const facility = await tx.findOne(Facility, facilityId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!facility) return refuse('FACILITY_NOT_FOUND', { path: ['facilityId'], rule: 'facility' });
    if (facility.version !== expectedVersion) {
      const details = { currentVersion: facility.version };
      return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
    }
    const wrong = impossibleSpan(hours ?? []);
    if (wrong >= 0) return refuse('HOURS_IMPOSSIBLE', { path: ['hours', String(wrong)], rule: 'hours' });
    facility.version += 1;
    if (name) facility.names = localized(name);
    if (state) facility.state = state;
    if (location) facility.location = GeoPoint.at(location.latitude, location.longitude);
    if (hours) facility.hours = hours;
    if (services) facility.services = services.map(localized);
    if (openTo) facility.openTo = openTo;
    await tx.flush();
    return ok(facility);
  });
