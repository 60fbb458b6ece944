import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, type Context, newId, ok, refuse, type Result, sql } from '@millgate/kit';
import { oldEnoughToWork } from '../employment/employment.rules.ts';
import { Enterprise, EnterpriseStatus } from '../enterprise/enterprise.entity.ts';
import { Community } from '../place/place.entity.ts';
import { searchableOf, spellingsOf } from '../search/search.rules.ts';
import { residentIdHash, sealedPhone, sealResidentId } from '../worker/seal.ts';
import { ImportFault, ImportReport, type ImportRuleName } from './import.faults.ts';
import type { ImportWorkersInput } from './import.inputs.ts';
import { readRows } from './read-rows.ts';
import { type WorkerColumn, workerColumns, workerOf, type WorkerRow } from './worker-rows.rules.ts';

export interface Importing<Input> {
  readonly now: Date;
  readonly today: CalendarDay;
  readonly services: Pick<Context['services'], 'publishAll' | 'secret'>;
  readonly input: Input;
}

type Refusal = 'COMMUNITY_NOT_FOUND' | 'COLUMNS_MISSING';

interface Candidate {
  readonly row: number;
  readonly worker: WorkerRow;
  readonly hash: string;
}

/**
 * Enters the rows that nothing is wrong with, in one transaction. Whoever is registered already stays as they are, so
 * that a file may be sent again after whatever broke it off.
 */
export async function importWorkers(
  em: EntityManager,
  { now, today, services, input }: Importing<ImportWorkersInput>,
): Promise<Result<ImportReport, Refusal>> {
  const read = readRows<WorkerColumn>(workerColumns, input);
  if (!read.ok) return read;
  const { header, rows } = read.value;
  const faults: ImportFault[] = [];
  const fault = (row: number, column: WorkerColumn, rule: ImportRuleName) =>
    void faults.push(ImportFault.of(row, header.nameOf(column), rule));

  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const worker = workerOf(cells, today);
    if (Array.isArray(worker)) {
      for (const [column, rule] of worker) fault(row, column, rule);
      continue;
    }
    const hash = residentIdHash(services.secret, worker.residentId);
    if (seen.has(hash)) fault(row, 'residentId', 'TWICE');
    else candidates.push({ row, worker, hash });
    seen.add(hash);
  }

  return em.transactional(async (tx) => {
    if ((await tx.count(Community, { id: input.communityId })) === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    const employers = await employersOf(tx, candidates);
    const good = candidates.filter(({ row, worker: { job, bornOn } }) => {
      if (!job) return true;
      const employer = employers.get(job.uscc);
      if (!employer) fault(row, 'uscc', 'ENTERPRISE_NOT_FOUND');
      else if (employer.status === EnterpriseStatus.LEFT) fault(row, 'uscc', 'ENTERPRISE_LEFT');
      else if (!oldEnoughToWork(bornOn, job.from)) fault(row, 'from', 'UNDER_WORKING_AGE');
      else return true;
      return false;
    });
    const known = await registered(tx, good);
    const fresh = good.filter(({ hash }) => !known.has(hash));
    const created = input.dryRun
      ? fresh.length
      : await enter(tx, fresh, employers, { now, services, communityId: input.communityId });
    faults.sort((a, b) => a.row - b.row);
    const report = { rows: rows.length, created, unchanged: good.length - created, faults };
    return ok(Object.assign(new ImportReport(), report));
  });
}

async function employersOf(tx: EntityManager, candidates: readonly Candidate[]): Promise<Map<string, Enterprise>> {
  const codes = new Set(candidates.flatMap(({ worker }) => worker.job?.uscc ?? []));
  const found = codes.size > 0 ? await tx.find(Enterprise, { uscc: { $in: [...codes] } }) : [];
  return new Map(found.map((enterprise) => [enterprise.uscc, enterprise]));
}

async function registered(tx: EntityManager, candidates: readonly Candidate[]): Promise<Set<string>> {
  const rows = await sql<{ hash: string }>(
    tx,
    `select resident_id_hash as hash from worker
      where resident_id_hash in (select jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(candidates.map(({ hash }) => hash))],
  );
  return new Set(rows.map(({ hash }) => hash));
}

/** Writes workers and their first jobs; of two imports of one person the database lets one through (C1). */
async function enter(
  tx: EntityManager,
  candidates: readonly Candidate[],
  employers: ReadonlyMap<string, Enterprise>,
  { now, services, communityId }: Pick<Importing<unknown>, 'now' | 'services'> & { communityId: string },
): Promise<number> {
  // In one order whatever the file's: two imports of the same people wait for each other, and never in a circle.
  const people = candidates
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ worker, hash }) => ({ id: newId('wrk'), worker, hash }));
  const workers = people.map(({ id, worker, hash }) => {
    const { text, grams } = searchableOf(spellingsOf(worker.name));
    const phone = worker.phone === null ? null : sealedPhone(services.secret, id, worker.phone);
    return {
      id,
      ...{ name_zh: worker.name.zh, name_en: worker.name.en, native_place: worker.nativePlace, born_on: worker.bornOn },
      ...{ resident_id_hash: hash, resident_id_sealed: sealResidentId(services.secret, id, worker.residentId) },
      ...{ phone_hash: phone?.phoneHash ?? null, phone_sealed: phone?.phoneSealed ?? null },
      ...{ search_text: text, search_grams: grams },
    };
  });
  const entered = await sql<{ id: string }>(
    tx,
    `insert into worker (id, name_zh, name_en, native_place_zh, native_place_en, born_on, resident_id_hash, resident_id_sealed, phone_hash, phone_sealed,
                         search_text, search_grams, community_id)
     select id, name_zh, name_en, native_place, native_place, born_on, resident_id_hash, resident_id_sealed, phone_hash, phone_sealed,
            search_text, array(select jsonb_array_elements_text(search_grams)), ?
       from jsonb_to_recordset(?::jsonb) as w(id text, name_zh text, name_en text, native_place text, born_on date, resident_id_hash text,
            resident_id_sealed text, phone_hash text, phone_sealed text, search_text text, search_grams jsonb)
     on conflict do nothing returning id`,
    [communityId, JSON.stringify(workers)],
  );
  const ids = new Set(entered.map(({ id }) => id));
  const jobs = people.flatMap(({ id, worker: { job } }) => {
    const employer = job && ids.has(id) ? employers.get(job.uscc) : undefined;
    if (!job || !employer) return [];
    return [{ id: newId('emp'), worker_id: id, enterprise_id: employer.id, post: job.post, employed_from: job.from }];
  });
  await sql(
    tx,
    `insert into employment (id, worker_id, enterprise_id, post_zh, post_en, "primary", employed_from)
     select id, worker_id, enterprise_id, post, post, true, employed_from
       from jsonb_to_recordset(?::jsonb) as j(id text, worker_id text, enterprise_id text, post text, employed_from date)`,
    [JSON.stringify(jobs)],
  );
  await services.publishAll(
    tx,
    jobs.map(({ id, worker_id, enterprise_id, employed_from }) => ({
      type: 'EmploymentStarted',
      aggregate: worker_id,
      payload: {
        ...{ employmentId: id, workerId: worker_id, enterpriseId: enterprise_id },
        ...{ primary: true, from: employed_from, until: null },
      },
      now,
    })),
  );
  return ids.size;
}
