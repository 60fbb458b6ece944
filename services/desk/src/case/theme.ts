import { registerEnumType } from 'type-graphql';

export enum Theme {
  HOUSING = 'HOUSING',
  COMMUTING = 'COMMUTING',
  SCHOOLING = 'SCHOOLING',
  MEDICAL = 'MEDICAL',
  CULTURE_SPORT = 'CULTURE_SPORT',
  MEALS = 'MEALS',
  EMPLOYMENT = 'EMPLOYMENT',
  SOCIAL_INSURANCE = 'SOCIAL_INSURANCE',
  RESIDENCE = 'RESIDENCE',
  TALENT = 'TALENT',
  TRAINING = 'TRAINING',
  PROJECTS = 'PROJECTS',
  FINANCE = 'FINANCE',
  LAW = 'LAW',
  MARKET = 'MARKET',
  OTHER = 'OTHER',
}

registerEnumType(Theme, {
  name: 'Theme',
  description: 'What a matter is about: by it, needs are counted, and matters find their department.',
  valuesConfig: {
    HOUSING: { description: 'A home (住房保障).' },
    COMMUTING: { description: 'The way to work, parking, roads (通勤交通).' },
    SCHOOLING: { description: 'Children’s schools and nurseries (子女入学).' },
    MEDICAL: { description: 'Doctors and medical insurance (医疗保障).' },
    CULTURE_SPORT: { description: 'Culture, sport, leisure (文体共享).' },
    MEALS: { description: 'Canteens and meals.' },
    EMPLOYMENT: { description: 'Jobs and labour contracts.' },
    SOCIAL_INSURANCE: { description: 'Social insurance and pensions.' },
    RESIDENCE: { description: 'Household registration, residence permits, family papers.' },
    TALENT: { description: 'Recognition and subsidies of talents.' },
    TRAINING: { description: 'Courses, skills and titles.' },
    PROJECTS: { description: 'Filing, assessment and acceptance of projects; land and plant.' },
    FINANCE: { description: 'Tax, credit, funds.' },
    LAW: { description: 'Legal questions, intellectual property.' },
    MARKET: { description: 'Licences, standards, exhibitions.' },
    OTHER: { description: 'Anything else.' },
  },
});

/** Themes of the enterprise; all others are of people. The survey of 2018 counted 48 of the first and 211 of the second. */
export const industryThemes: readonly Theme[] = [
  Theme.PROJECTS,
  Theme.FINANCE,
  Theme.LAW,
  Theme.MARKET,
  Theme.TRAINING,
];
