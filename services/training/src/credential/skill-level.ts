import { registerEnumType } from 'type-graphql';
import { CredentialStatus } from './credential.rules.ts';
import { SkillLevel, TitleGrade } from './rank.rules.ts';

registerEnumType(SkillLevel, {
  name: 'SkillLevel',
  description:
    'A vocational skill level. The numbers run backwards: level 1 is above level 5. Compare by `rank`, never by number.',
  valuesConfig: {
    APPRENTICE: { description: 'Apprentice (学徒工), rank 0.' },
    LEVEL_5: { description: 'Level 5, junior worker (五级/初级工), rank 1.' },
    LEVEL_4: { description: 'Level 4, intermediate worker (四级/中级工), rank 2.' },
    LEVEL_3: { description: 'Level 3, senior worker (三级/高级工), rank 3.' },
    LEVEL_2: { description: 'Level 2, technician (二级/技师), rank 4.' },
    LEVEL_1: { description: 'Level 1, senior technician (一级/高级技师), rank 5.' },
    SPECIAL_TECHNICIAN: { description: 'Special-grade technician (特级技师), rank 6.' },
    CHIEF_TECHNICIAN: { description: 'Chief technician (首席技师), rank 7.' },
  },
});

registerEnumType(TitleGrade, {
  name: 'TitleGrade',
  description: 'The grade of a professional title; `rank` puts it on the ladder of skill levels.',
  valuesConfig: {
    TECHNICIAN: { description: 'Technician (员级), rank 2.' },
    ASSISTANT: { description: 'Assistant (助理级), such as assistant engineer, rank 3.' },
    INTERMEDIATE: { description: 'Intermediate (中级), such as engineer, rank 4.' },
    ASSOCIATE_SENIOR: { description: 'Associate senior (副高级), such as senior engineer, rank 5.' },
    SENIOR: { description: 'Senior (正高级), rank 6.' },
  },
});

registerEnumType(CredentialStatus, {
  name: 'CredentialStatus',
  description: 'What a credential is worth on the day of the request.',
  valuesConfig: {
    VALID: { description: 'It counts.' },
    SUSPENDED: { description: 'Its issuer has suspended it; it may count again.' },
    REVOKED: { description: 'Its issuer has withdrawn it for good.' },
    EXPIRED: { description: 'Its time is over.' },
  },
});

export { CredentialStatus, SkillLevel, TitleGrade };
