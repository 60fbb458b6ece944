import { mutationAnswer } from '@millgate/kit';
import { Int } from 'type-graphql';
import { LeaseState } from '../lease/lease.rules.ts';
import { MaintenanceRequest } from './maintenance.entity.ts';
import { MaintenanceState } from './maintenance.rules.ts';

const result = [
  'maintenanceRequest',
  () => MaintenanceRequest,
  'The request as it is now; null if it was refused.',
] as const;

export const requestMaintenanceAnswer = mutationAnswer('RequestMaintenance', {
  refused: 'Why a request for repairs was not taken.',
  result,
  details: { state: [() => LeaseState, 'With NOT_LIVING_THERE: how far the lease has come.'] },
  codes: {
    LEASE_NOT_FOUND: { about: 'The caller has no such lease.', zh: '没有该租约。', en: 'You have no such lease.' },
    NOT_LIVING_THERE: {
      about: 'The caller does not live there by that lease now; `state` says how far it has come.',
      zh: '您目前未按该租约居住。',
      en: 'You do not live there now.',
    },
  },
});

const moved = (name: string, refused: string) =>
  mutationAnswer(name, {
    refused,
    result,
    details: {
      state: [() => MaintenanceState, 'With WRONG_STATE: how far it has come.'],
      currentVersion: [() => Int, 'With STALE_VERSION: the version it has.'],
    },
    codes: {
      REQUEST_NOT_FOUND: {
        about: 'There is no such request, or it is not the caller’s.',
        zh: '没有该报修单。',
        en: 'There is no such request.',
      },
      WRONG_STATE: {
        about: 'It is not where that can be done; `state` says how far it has come.',
        zh: '报修单当前状态不允许此操作。',
        en: 'The state of the request does not allow that.',
      },
      STALE_VERSION: {
        about: 'It changed since it was last seen; `currentVersion` says to which version.',
        zh: '报修单已更新，请刷新后重试。',
        en: 'The request has changed; look again.',
      },
    },
  });

export const acceptMaintenanceAnswer = moved('AcceptMaintenance', 'Why a request for repairs was not accepted.');
export const declineMaintenanceAnswer = moved('DeclineMaintenance', 'Why a request for repairs was not declined.');
export const completeMaintenanceAnswer = moved('CompleteMaintenance', 'Why a repair was not recorded as done.');
export const confirmMaintenanceAnswer = moved('ConfirmMaintenance', 'Why nothing was said about a repair.');
