import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Context,
  type EventHandler,
  isPurpose,
  newId,
  purposes,
  type Reading,
  readingRecord,
  type Relation,
  sql,
} from '@millgate/kit';

/** The office somebody acts for, as the person reads it. The account is kept for an auditor. */
const offices: Readonly<Record<Relation, { readonly zh: string; readonly en: string }>> = {
  SELF: { zh: '本人', en: 'The person' },
  OWN_HR: { zh: '用人单位人事部门', en: 'HR of the employer' },
  OWN_GRID_OFFICER: { zh: '网格员', en: 'Officer of the grid' },
  REGISTRAR: { zh: '社区工作人员', en: 'Staff of the community' },
  CLERK: { zh: '窗口工作人员', en: 'Clerk at the counter' },
  AGENT: { zh: '代办人', en: 'Whoever filed it for the person' },
  CASE_HANDLER: { zh: '事项经办人', en: 'Handler of a case' },
  APPLICATION_HANDLER: { zh: '申请经办人', en: 'Handler of an application' },
  SCHOOLING_HANDLER: { zh: '子女入学经办人', en: 'Handler of a schooling case' },
  TENANCY_STAFF: { zh: '住房管理人员', en: 'Staff of the home' },
  HOUSING_STAFF: { zh: '住房管理人员', en: 'Housing staff' },
  CANTEEN_STAFF: { zh: '食堂工作人员', en: 'Canteen staff' },
  TRAINER: { zh: '培训人员', en: 'Trainers' },
  PROGRAM_OFFICER: { zh: '补贴审核人员', en: 'Programme officers' },
  ADVISER: { zh: '顾问', en: 'Adviser' },
  MANAGER: { zh: '管理人员', en: 'Managers of the district' },
  AUDITOR: { zh: '审计人员', en: 'Auditors' },
  PUBLIC_SECURITY: { zh: '公安机关', en: 'Public security authority' },
  PARTNER: { zh: '合作机构', en: 'A partner agency' },
  RULE_SERVICE: { zh: '补贴审核系统', en: 'The service that decides subsidies' },
  MEAL_PRICE_SERVICE: { zh: '食堂餐价系统', en: 'The service that prices meals' },
  SIGNED_IN: { zh: '其他用户', en: 'Other users' },
};

interface Line {
  readonly workerId: string;
  readonly at: string;
  readonly actorId: string;
  readonly relation: string;
  readonly field: string;
  readonly purpose: string;
  readonly caseId: string | null;
}

const known = (relation: string): relation is Relation => Object.hasOwn(offices, relation);

/** Writes what was read of people’s protected data, in one statement. */
async function write(tx: EntityManager, lines: readonly Line[]): Promise<void> {
  const rows = lines.map(({ relation, purpose, ...line }) => {
    const office = known(relation) ? offices[relation] : offices.SIGNED_IN;
    const what = isPurpose(purpose) ? purposes[purpose] : { zh: purpose, en: purpose };
    return {
      ...line,
      id: newId('acl'),
      ...{ actorZh: office.zh, actorEn: office.en, purposeZh: what.zh, purposeEn: what.en },
    };
  });
  await sql(
    tx,
    `insert into access_log (id, worker_id, read_at, actor_id, actor_zh, actor_en, field, purpose_zh, purpose_en, case_id)
     select id, "workerId", at, "actorId", "actorZh", "actorEn", field, "purposeZh", "purposeEn", "caseId"
       from jsonb_to_recordset(?::jsonb) as line(
         id text, "workerId" text, at timestamptz, "actorId" text, "actorZh" text, "actorEn" text, field text,
         "purposeZh" text, "purposeEn" text, "caseId" text)
      -- Of whom the registry does not know, nobody could be told.
      where exists (select 1 from worker where worker.id = line."workerId")`,
    [JSON.stringify(rows)],
  );
}

/** Readings of this subgraph’s own fields; before the answer leaves. */
export const recordReadings = (context: Context, readings: readonly Reading[]): Promise<void> =>
  write(
    context.em.fork(),
    readings.map((reading) => readingRecord(context, reading)),
  );

/** Readings of other subgraphs’ fields. Schema: `schema/events/PersonalDataRead.json`. */
export const personalDataRead: EventHandler = (tx, { payload }) =>
  write(tx, (payload as { readings: readonly Line[] }).readings);
