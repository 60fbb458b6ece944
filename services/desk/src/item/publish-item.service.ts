import { type EntityManager, LockMode, type RequiredEntityData } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Int } from 'type-graphql';
import { Department } from '../office/department.entity.ts';
import type { PublishServiceItemInput } from './publish-item.inputs.ts';
import { indexItems } from './search-items.service.ts';
import { ServiceItem, ServiceItemStatus } from './service-item.entity.ts';

export const publishItemAnswer = mutationAnswer('PublishServiceItem', {
  refused: 'Why a service item was not published.',
  result: ['item', () => ServiceItem, 'The item; null if refused.'],
  details: { currentVersion: [() => Int, 'With STALE_VERSION and CODE_TAKEN: the version it has now.'] },
  codes: {
    DEPARTMENT_NOT_FOUND: {
      about: 'No department has this code.',
      zh: '没有这个部门。',
      en: 'There is no such department.',
    },
    ITEM_NOT_FOUND: {
      about: 'A version was named, and no item has this code.',
      zh: '没有这个事项。',
      en: 'There is no such item.',
    },
    CODE_TAKEN: {
      about: 'An item has this code: name its version to change it.',
      zh: '事项编码已被使用。',
      en: 'An item has this code already.',
    },
    STALE_VERSION: {
      about: 'Somebody published it since; `currentVersion` says which version it has now.',
      zh: '事项已被他人更新，请刷新后再试。',
      en: 'The item has changed since; load it again.',
    },
    PROMISE_TOO_LONG: {
      about: 'What is promised is longer than what the law allows (D3).',
      zh: '承诺时限不得超过法定时限。',
      en: 'What is promised may not be longer than the statutory limit.',
    },
  },
});

type Published = Result<
  ServiceItem,
  'DEPARTMENT_NOT_FOUND' | 'ITEM_NOT_FOUND' | 'CODE_TAKEN' | 'STALE_VERSION' | 'PROMISE_TOO_LONG'
>;

/** What is offered from now on. A case keeps the limits with which it was filed (D3). */
export const publishServiceItem = (em: EntityManager, command: Command<PublishServiceItemInput>): Promise<Published> =>
  perform(em, command, { mutation: 'publishServiceItem', entity: ServiceItem }, async (tx): Promise<Published> => {
    const { code, expectedVersion, departmentCode, statutoryDays, promisedDays, status } = command.input;
    const department = await tx.findOne(Department, { code: departmentCode });
    if (!department) return refuse('DEPARTMENT_NOT_FOUND', { path: ['departmentCode'], rule: 'department' });
    if (promisedDays > statutoryDays) return refuse('PROMISE_TOO_LONG', { path: ['promisedDays'], rule: 'D3' });
    const published = await tx.findOne(ServiceItem, { code }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const said = saidBy(command.input);
    if (!published) {
      if (expectedVersion) return refuse('ITEM_NOT_FOUND', { path: ['code'], rule: 'item' });
      const id = newId('svi');
      const isNew = { id, code, version: 1, departmentRef: department.id, status: status ?? ServiceItemStatus.ACTIVE };
      if (!(await created(tx, { ...said, ...isNew }))) return codeTaken(1);
      return ok(await indexed(tx, id));
    }
    const { version } = published;
    if (!expectedVersion) return codeTaken(version);
    if (expectedVersion !== version) {
      const details = { currentVersion: version };
      return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
    }
    Object.assign(published, { ...said, status: status ?? published.status, version: version + 1 });
    published.departmentRef = tx.getReference(Department, department.id, { wrapped: true });
    await tx.flush();
    return ok(await indexed(tx, published.id));
  });

const saidBy = ({
  name,
  theme,
  kind,
  audience,
  statutoryDays,
  promisedDays,
  channels,
  materials,
}: PublishServiceItemInput) => ({
  ...{ names: localized(name), theme, kind, audience, statutoryDays, promisedDays, channels },
  materials: materials.map(({ zh, en }) => ({ zh, en: en ?? zh })),
});

const codeTaken = (currentVersion: number) =>
  refuse('CODE_TAKEN', { path: ['code'], rule: 'code', details: { currentVersion } });

/** False where another published an item of this code in the same instant. */
async function created(tx: EntityManager, row: RequiredEntityData<ServiceItem>): Promise<boolean> {
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(ServiceItem, row);
      await attempt.flush();
    });
    return true;
  } catch (cause) {
    if (brokenConstraint(cause) === 'service_item_code') return false;
    throw cause;
  }
}

/** It is found by its new words in the same instant in which it is offered. */
async function indexed(tx: EntityManager, id: string): Promise<ServiceItem> {
  await indexItems(tx, [id]);
  return tx.findOneOrFail(ServiceItem, id);
}
