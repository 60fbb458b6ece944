import { type Condition, definePolicy, type FieldPolicy, type Scope, type UsualPurposes } from '@millgate/kit';
import { relationsToWorker, workerConsented } from './relations.ts';
import type { Worker } from './worker.entity.ts';

/** What relations read for where they do not say it, because there is one thing that they may. */
export const usualPurposes: UsualPurposes = {
  OWN_HR: 'PERSONNEL',
  TENANCY_STAFF: 'TENANCY',
  RULE_SERVICE: 'SUBSIDY_DECISION',
  PARTNER: 'PARTNER_SERVICE',
  MEAL_PRICE_SERVICE: 'MEAL_PRICE',
};

const own: FieldPolicy = { logged: false, views: { SELF: 'PLAIN' } };
/** Handlers name the case that they read for; what of it they read is written down with it. */
const forCase: Condition = { view: 'PLAIN', otherwise: 'WITHHELD', purposes: ['CASE'] };
const ifGranted = (granted: Scope): Condition => ({ view: 'PLAIN', otherwise: 'WITHHELD', granted });
const fact: FieldPolicy = { logged: true, views: { SELF: 'PLAIN', RULE_SERVICE: 'PLAIN' } };

/** Who sees what of a worker, and how plainly. */
export const workerPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (worker: Worker) => worker.id,
  relationsOf: relationsToWorker,
  consented: workerConsented,
  usualPurposes,
  fields: {
    displayName: {
      logged: false,
      views: {
        ...{ SELF: 'PLAIN', OWN_HR: 'PLAIN', OWN_GRID_OFFICER: 'PLAIN', REGISTRAR: 'PLAIN' },
        ...{ CASE_HANDLER: 'PLAIN', HOUSING_STAFF: 'PLAIN', CANTEEN_STAFF: 'PLAIN' },
        ...{ ADVISER: 'MASKED', MANAGER: 'MASKED', AUDITOR: 'MASKED', SIGNED_IN: 'MASKED' },
        PARTNER: ifGranted('worker:name'),
      },
    },
    residentId: {
      logged: true,
      views: {
        ...{ SELF: 'PLAIN', OWN_HR: 'MASKED', APPLICATION_HANDLER: forCase },
        PARTNER: ifGranted('worker:identity'),
      },
    },
    phone: {
      logged: true,
      views: {
        SELF: 'PLAIN',
        OWN_HR: { view: 'PLAIN', otherwise: 'MASKED', consent: 'PHONE_TO_EMPLOYER' },
        OWN_GRID_OFFICER: { view: 'PLAIN', otherwise: 'WITHHELD', purposes: ['GRID_VISIT', 'EMERGENCY'] },
        TENANCY_STAFF: 'PLAIN',
        CASE_HANDLER: forCase,
        PARTNER: ifGranted('worker:contact'),
      },
    },
    birthDate: { logged: true, views: { SELF: 'PLAIN' } },
    age: { logged: true, views: { SELF: 'PLAIN', OWN_HR: 'PLAIN' } },
    ageBand: {
      logged: false,
      views: { SELF: 'BANDED', OWN_HR: 'BANDED', OWN_GRID_OFFICER: 'BANDED', MANAGER: 'BANDED' },
    },
    nativePlace: own,
    household: own,
    employments: own,
    dependants: { logged: true, views: { SELF: 'PLAIN', SCHOOLING_HANDLER: forCase } },
    consents: own,
    accessLog: own,
    birthDateFact: { logged: true, views: { ...fact.views, MEAL_PRICE_SERVICE: 'PLAIN' } },
    settledOnFact: fact,
    mainJobFacts: fact,
    childBirthFacts: fact,
  },
});
