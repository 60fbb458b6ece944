/** What several mutations say of what they were given and do not find. */
export const communityNotFound = {
  about: 'No community has this id.',
  zh: '没有这个社区。',
  en: 'There is no such community.',
} as const;

export const enterpriseNotFound = {
  about: 'No enterprise has this id.',
  zh: '没有这家企业。',
  en: 'There is no such enterprise.',
} as const;
