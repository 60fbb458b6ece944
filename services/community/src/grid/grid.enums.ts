import { registerEnumType } from 'type-graphql';

export enum GridRole {
  FULL_TIME_OFFICER = 'FULL_TIME_OFFICER',
  COMMUNITY_CADRE = 'COMMUNITY_CADRE',
  ENTERPRISE_REP = 'ENTERPRISE_REP',
  MOBILE_PARTY_MEMBER = 'MOBILE_PARTY_MEMBER',
  OTHER = 'OTHER',
}

registerEnumType(GridRole, {
  name: 'GridRole',
  description: 'What somebody is in the team of a grid (“1+3+N”).',
  valuesConfig: {
    FULL_TIME_OFFICER: { description: 'The full-time grid officer (专职网格员); a grid has exactly one at a time.' },
    COMMUNITY_CADRE: { description: 'A cadre of the community (社区干部).' },
    ENTERPRISE_REP: { description: 'A representative of an enterprise (企业代表).' },
    MOBILE_PARTY_MEMBER: { description: 'A Party member who works away from home (流动党员).' },
    OTHER: { description: 'Anybody else who helps.' },
  },
});
