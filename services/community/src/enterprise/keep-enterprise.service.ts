import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Caller,
  callerKey,
  GeoPoint,
  localized,
  newId,
  ok,
  once,
  refuse,
  type Refused,
  type Result,
} from '@millgate/kit';
import { Community } from '../place/place.entity.ts';
import { EnterpriseStep } from './enterprise-step.entity.ts';
import { Enterprise, EnterpriseStatus } from './enterprise.entity.ts';
import type { RegisterEnterpriseInput, UpdateEnterpriseInput } from './keep-enterprise.inputs.ts';
import { mayBecome } from './life.rules.ts';

interface Request<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

type Registered = Result<Enterprise, 'COMMUNITY_NOT_FOUND' | 'ALREADY_REGISTERED' | 'SITE_OUTSIDE_GRIDS'>;

/** Enters an enterprise, once: of any number with one credit code the database lets one through (C2). */
export const registerEnterprise = (em: EntityManager, request: Request<RegisterEnterpriseInput>): Promise<Registered> =>
  em.transactional((tx) => {
    const { caller, now, input } = request;
    return once(
      tx,
      { caller, mutation: 'registerEnterprise', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (enterprise) => enterprise.id, find: (id) => tx.findOneOrFail(Enterprise, id) },
      (inner) => register(inner, request),
    );
  });

async function register(
  tx: EntityManager,
  { caller, now, input }: Request<RegisterEnterpriseInput>,
): Promise<Registered> {
  const { uscc, name, communityId, stage, site, keyEnterprise, payPractices } = input;
  if ((await tx.count(Community, { id: communityId })) === 0) {
    return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
  }
  const id = newId('ent');
  try {
    await tx.transactional(async (attempt) => {
      const enterprise = attempt.create(Enterprise, {
        id,
        uscc,
        names: localized(name),
        communityRef: communityId,
        stage,
        status: EnterpriseStatus.ACTIVE,
        site: site ? GeoPoint.at(site.latitude, site.longitude) : null,
        keyEnterprise: keyEnterprise ?? false,
        payPracticeCodes: payPractices ?? [],
      });
      recordStep(attempt, enterprise, caller, now);
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) === 'enterprise_uscc_unique') {
      const existing = await tx.findOne(Enterprise, { uscc });
      return refuse('ALREADY_REGISTERED', { path: ['uscc'], rule: 'C2', details: { existingId: existing?.id } });
    }
    return siteRefused(cause);
  }
  // The grid was found by the database, which the object that was written does not know.
  return ok(await tx.findOneOrFail(Enterprise, id, { refresh: true }));
}

type Updated = Result<Enterprise, 'ENTERPRISE_NOT_FOUND' | 'STALE_VERSION' | 'STATUS_NOT_NEXT' | 'SITE_OUTSIDE_GRIDS'>;

/** Changes an enterprise as its editor last saw it; of two edits of one version, one is told that it came late. */
export const updateEnterprise = (em: EntityManager, request: Request<UpdateEnterpriseInput>): Promise<Updated> =>
  em.transactional((tx) => {
    const { caller, now, input } = request;
    return once(
      tx,
      { caller, mutation: 'updateEnterprise', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (enterprise) => enterprise.id, find: (id) => tx.findOneOrFail(Enterprise, id) },
      (inner) => update(inner, request),
    );
  });

async function update(tx: EntityManager, { caller, now, input }: Request<UpdateEnterpriseInput>): Promise<Updated> {
  const { enterpriseId, expectedVersion, name, stage, status, site, keyEnterprise, payPractices } = input;
  const inIdOrder = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const enterprise = await tx.findOne(Enterprise, enterpriseId, inIdOrder);
  if (!enterprise) return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
  const { version } = enterprise;
  if (version !== expectedVersion) {
    return refuse('STALE_VERSION', {
      path: ['expectedVersion'],
      rule: 'version',
      details: { currentVersion: version },
    });
  }
  if (status && !mayBecome(enterprise.status, status)) {
    return refuse('STATUS_NOT_NEXT', { path: ['status'], rule: 'status' });
  }
  const moved = (stage && stage !== enterprise.stage) || (status && status !== enterprise.status);
  try {
    await tx.transactional(async (attempt) => {
      const changed = await attempt.findOneOrFail(Enterprise, enterpriseId);
      changed.version += 1;
      if (name) changed.names = localized(name);
      if (stage) changed.stage = stage;
      if (status) changed.status = status;
      if (site) changed.site = GeoPoint.at(site.latitude, site.longitude);
      if (typeof keyEnterprise === 'boolean') changed.keyEnterprise = keyEnterprise;
      if (payPractices) changed.payPracticeCodes = payPractices;
      if (moved) recordStep(attempt, changed, caller, now);
      await attempt.flush();
    });
  } catch (cause) {
    return siteRefused(cause);
  }
  return ok(await tx.findOneOrFail(Enterprise, enterpriseId, { refresh: true }));
}

function siteRefused(cause: unknown): Refused<'SITE_OUTSIDE_GRIDS'> {
  if (brokenConstraint(cause) === 'enterprise_c4_site')
    return refuse('SITE_OUTSIDE_GRIDS', { path: ['site'], rule: 'C4' });
  throw cause;
}

const recordStep = (tx: EntityManager, enterprise: Enterprise, caller: Caller, now: Date) =>
  tx.create(EnterpriseStep, {
    id: newId('ens'),
    enterpriseRef: enterprise,
    version: enterprise.version,
    at: now,
    actorId: callerKey(caller),
    stage: enterprise.stage,
    status: enterprise.status,
  });
