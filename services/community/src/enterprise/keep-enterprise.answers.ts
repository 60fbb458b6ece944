import { mutationAnswer } from '@millgate/kit';
import { ID, Int } from 'type-graphql';
import { Enterprise } from './enterprise.entity.ts';

const outside = {
  about: 'The site lies in no grid of the community.',
  zh: '该地址不在本社区任何网格内。',
  en: 'The site lies in no grid of the community.',
};

export const registerEnterpriseAnswer = mutationAnswer('RegisterEnterprise', {
  refused: 'Why an enterprise was not registered.',
  result: ['enterprise', () => Enterprise, 'The enterprise; null if refused.'],
  details: { existingId: [() => ID, 'With ALREADY_REGISTERED: the enterprise that has the credit code.'] },
  codes: {
    COMMUNITY_NOT_FOUND: {
      about: 'No community has this id.',
      zh: '没有这个社区。',
      en: 'There is no such community.',
    },
    ALREADY_REGISTERED: {
      about: 'An enterprise with this credit code is registered: `existingId`.',
      zh: '该统一社会信用代码已登记。',
      en: 'An enterprise with this credit code is already registered.',
    },
    SITE_OUTSIDE_GRIDS: outside,
  },
});

export const updateEnterpriseAnswer = mutationAnswer('UpdateEnterprise', {
  refused: 'Why an enterprise was not changed.',
  result: ['enterprise', () => Enterprise, 'The enterprise; null if refused.'],
  details: { currentVersion: [() => Int, 'With STALE_VERSION: the version that the record has now.'] },
  codes: {
    ENTERPRISE_NOT_FOUND: {
      about: 'No enterprise has this id.',
      zh: '没有这家企业。',
      en: 'There is no such enterprise.',
    },
    STALE_VERSION: {
      about: 'Somebody changed the record meanwhile; read it again.',
      zh: '该企业信息已被他人修改，请重新读取。',
      en: 'The record was changed meanwhile; read it again.',
    },
    STATUS_NOT_NEXT: {
      about: 'The status does not follow on the present one.',
      zh: '企业状态不能这样变更。',
      en: 'The status does not follow on the present one.',
    },
    SITE_OUTSIDE_GRIDS: outside,
  },
});
