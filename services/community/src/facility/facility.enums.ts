import { registerEnumType } from 'type-graphql';

export enum FacilityKind {
  SERVICE_CENTRE = 'SERVICE_CENTRE',
  TERMINAL_POINT = 'TERMINAL_POINT',
  SCHOOL = 'SCHOOL',
  NURSERY = 'NURSERY',
  CLINIC = 'CLINIC',
  ELDER_CARE = 'ELDER_CARE',
  NEIGHBOURHOOD_CENTRE = 'NEIGHBOURHOOD_CENTRE',
  CULTURE = 'CULTURE',
  LIBRARY = 'LIBRARY',
  GYM = 'GYM',
  SUPERMARKET = 'SUPERMARKET',
  TALENT_CENTRE = 'TALENT_CENTRE',
  PARTY_CENTRE = 'PARTY_CENTRE',
}

registerEnumType(FacilityKind, {
  name: 'FacilityKind',
  description: 'What a facility is.',
  valuesConfig: {
    SERVICE_CENTRE: { description: 'Counters of the public service (事务受理中心).' },
    TERMINAL_POINT: { description: 'Self-service terminals, open day and night (自助服务点).' },
    SCHOOL: { description: 'A school.' },
    NURSERY: { description: 'A nursery.' },
    CLINIC: { description: 'A health centre.' },
    ELDER_CARE: { description: 'Services for elderly residents.' },
    NEIGHBOURHOOD_CENTRE: { description: 'A neighbourhood centre (邻里中心).' },
    CULTURE: { description: 'Culture: a theatre, gallery, park or studio.' },
    LIBRARY: { description: 'A library or workers’ reading room (职工书屋).' },
    GYM: { description: 'A gym or sports hall.' },
    SUPERMARKET: { description: 'A supermarket.' },
    TALENT_CENTRE: { description: 'A service centre for skilled talent (高技能人才服务中心).' },
    PARTY_CENTRE: { description: 'A Party-and-people service centre (党群服务中心).' },
  },
});

export enum FacilityState {
  PLANNED = 'PLANNED',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
}

registerEnumType(FacilityState, {
  name: 'FacilityState',
  description: 'Whether a facility can be used.',
  valuesConfig: {
    PLANNED: { description: 'Planned or being built.' },
    OPEN: { description: 'In use.' },
    CLOSED: { description: 'No longer in use.' },
  },
});

export enum FacilityUsers {
  WORKERS = 'WORKERS',
  RESIDENTS = 'RESIDENTS',
  ENTERPRISES = 'ENTERPRISES',
}

registerEnumType(FacilityUsers, {
  name: 'FacilityUsers',
  description: 'Whom a facility is open to.',
  valuesConfig: {
    WORKERS: { description: 'Those who work in the community.' },
    RESIDENTS: { description: 'Those who live there.' },
    ENTERPRISES: { description: 'Its enterprises.' },
  },
});
