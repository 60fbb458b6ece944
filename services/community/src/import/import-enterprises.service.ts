import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, callerKey, newId, ok, refuse, type Result, sql } from '@millgate/kit';
import { searchableOf, spellingsOf } from '../search/search.rules.ts';
import { type EnterpriseColumn, enterpriseColumns, enterpriseOf, type EnterpriseRow } from './enterprise-rows.rules.ts';
import { ImportFault, ImportReport, type ImportRuleName } from './import.faults.ts';
import type { ImportEnterprisesInput } from './import.inputs.ts';
import { readRows } from './read-rows.ts';

interface Importing {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: ImportEnterprisesInput;
}

interface Candidate extends EnterpriseRow {
  readonly row: number;
}

/** As for workers: the rows that nothing is wrong with, in one transaction; whoever is registered stays as they are. */
export async function importEnterprises(
  em: EntityManager,
  { caller, now, input }: Importing,
): Promise<Result<ImportReport, 'COMMUNITY_NOT_FOUND' | 'COLUMNS_MISSING'>> {
  const read = readRows<EnterpriseColumn>(enterpriseColumns, input);
  if (!read.ok) return read;
  const { header, rows } = read.value;
  const faults: ImportFault[] = [];
  const fault = (row: number, column: EnterpriseColumn, rule: ImportRuleName) =>
    void faults.push(ImportFault.of(row, header.nameOf(column), rule));

  const candidates: Candidate[] = [];
  const seen = new Set<string>();
  for (const { row, cells } of rows) {
    const enterprise = enterpriseOf(cells);
    if (Array.isArray(enterprise)) {
      for (const [column, rule] of enterprise) fault(row, column, rule);
      continue;
    }
    if (seen.has(enterprise.uscc)) fault(row, 'uscc', 'TWICE');
    else candidates.push({ row, ...enterprise });
    seen.add(enterprise.uscc);
  }

  return em.transactional(async (tx) => {
    // Borders wait: a site that lies in a grid now lies in it when it is written.
    const communities = await sql(tx, 'select 1 from community where id = ? for share', [input.communityId]);
    if (communities.length === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    const outside = await outsideGrids(tx, input.communityId, candidates);
    for (const row of outside) fault(row, 'latitude', 'SITE_OUTSIDE_GRIDS');
    const good = candidates.filter(({ row }) => !outside.has(row));
    const known = await registered(tx, good);
    const fresh = good.filter(({ uscc }) => !known.has(uscc));
    const created = input.dryRun ? fresh.length : await enter(tx, fresh, input.communityId, { caller, now });
    faults.sort((a, b) => a.row - b.row);
    const report = { rows: rows.length, created, unchanged: good.length - created, faults };
    return ok(Object.assign(new ImportReport(), report));
  });
}

async function outsideGrids(
  tx: EntityManager,
  communityId: string,
  candidates: readonly Candidate[],
): Promise<Set<number>> {
  const sites = candidates.flatMap(({ row, site }) => (site ? [{ row, ...site }] : []));
  const rows = await sql<{ row: number }>(
    tx,
    `select s.row from jsonb_to_recordset(?::jsonb) as s("row" int, latitude double precision, longitude double precision)
      where exists (select 1 from grid where community_id = ? and ground is not null)
        and not exists (select 1 from grid where community_id = ? and ground @> point(s.longitude, s.latitude))`,
    [JSON.stringify(sites), communityId, communityId],
  );
  return new Set(rows.map(({ row }) => row));
}

async function registered(tx: EntityManager, candidates: readonly Candidate[]): Promise<Set<string>> {
  const rows = await sql<{ uscc: string }>(
    tx,
    'select uscc from enterprise where uscc in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(candidates.map(({ uscc }) => uscc))],
  );
  return new Set(rows.map(({ uscc }) => uscc));
}

async function enter(
  tx: EntityManager,
  candidates: readonly Candidate[],
  communityId: string,
  { caller, now }: Pick<Importing, 'caller' | 'now'>,
): Promise<number> {
  const enterprises = candidates
    .toSorted((a, b) => (a.uscc < b.uscc ? -1 : 1))
    .map(({ uscc, name, stage, site }) => {
      const { text, grams } = searchableOf(spellingsOf(name, uscc));
      return {
        ...{ id: newId('ent'), step: newId('ens'), uscc, stage, name_zh: name.zh, name_en: name.en },
        ...{ latitude: site?.latitude ?? null, longitude: site?.longitude ?? null },
        ...{ search_text: text, search_grams: grams },
      };
    });
  const entered = await sql<{ id: string }>(
    tx,
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as e(id text, step text, uscc text, stage text, name_zh text,
         name_en text, latitude double precision, longitude double precision, search_text text, search_grams jsonb)
     ), entered as (
       insert into enterprise (id, uscc, stage, name_zh, name_en, site_latitude, site_longitude, search_text,
                               search_grams, community_id)
       select id, uscc, stage, name_zh, name_en, latitude, longitude, search_text,
              array(select jsonb_array_elements_text(search_grams)), ? from given
       on conflict do nothing returning id
     )
     insert into enterprise_step (id, enterprise_id, version, at, actor_id, stage, status)
     select step, id, 1, ?, ?, stage, 'ACTIVE' from given join entered using (id)
     returning enterprise_id as id`,
    [JSON.stringify(enterprises), communityId, now, callerKey(caller)],
  );
  return entered.length;
}
