import type { EntityManager } from '@mikro-orm/postgresql';
import { communities, communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { createAll, LocalizedText, type SeedContext, sql, stateCouncil } from '@millgate/kit';
import { CaseChannel } from '../src/case/case.enums.ts';
import { Theme } from '../src/case/theme.ts';
import { CalendarYear } from '../src/clock/calendar-year.entity.ts';
import { indexItems } from '../src/item/search-items.service.ts';
import {
  ServiceAudience,
  ServiceItem,
  ServiceItemKind,
  ServiceList,
  ServiceListEntry,
} from '../src/item/service-item.entity.ts';
import { Department, Officer, RoutingRule } from '../src/office/department.entity.ts';
import { fallbackDepartment } from '../src/office/fallback.ts';
import { DemandPool, DemandPoolKind, DemandPoolState, PoolMember } from '../src/pool/demand-pool.entity.ts';
import { Counter, Terminal, TerminalState } from '../src/ticket/ticket.entity.ts';
import { seedCases } from './cases.ts';
import { type Offer, offers, synonyms, tenForEnterprises } from './items.ts';

const all = [...offers, tenForEnterprises];
const departmentId = (code: string) => demoId('dpt', code);

/** The window, what it offers, and what was asked of it so far. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  await seedCalendar(tx);
  await seedOffices(tx);
  await seedItems(tx);
  await seedPlaces(tx);
  await seedPools(tx, now);
  await seedCases(tx, now);
}

const seedCalendar = (tx: EntityManager) =>
  createAll(
    tx,
    CalendarYear,
    Array.from({ length: 12 }, (_, index) => 2015 + index).flatMap((year) => {
      const exceptions = stateCouncil.exceptionsOf(year);
      const week = [true, true, true, true, true, false, false];
      return exceptions
        ? [{ year, no: 1, week, exceptions: exceptions.map(({ on, working }) => ({ on, working })) }]
        : [];
    }),
  );

/** Invented names; two people a department, so that somebody else can follow up. The handler persona sits in the talent office. */
const names = [
  ['钟敏', 'Zhong Min'],
  ['陆安', 'Lu An'],
  ['苏禾', 'Su He'],
  ['顾宁', 'Gu Ning'],
  ['叶舟', 'Ye Zhou'],
  ['温岚', 'Wen Lan'],
] as const;

async function seedOffices(tx: EntityManager): Promise<void> {
  await createAll(
    tx,
    Department,
    all.map(({ code, zh, en }) => ({ id: departmentId(code), code, names: LocalizedText.of(zh, en) })),
  );
  await createAll(
    tx,
    Officer,
    all.flatMap(({ code }, at) =>
      [0, 1].map((seat) => {
        const [zh, en] = names[(at * 2 + seat) % names.length] ?? names[0];
        const id = code === 'talent' && seat === 0 ? persona('handler').id : demoId('acc', `${code}-${seat}`);
        return { id, departmentRef: departmentId(code), names: LocalizedText.of(zh, en) };
      }),
    ),
  );
  const ruled = new Map(all.map(({ theme, code }) => [theme, code]));
  ruled.set(Theme.MEALS, fallbackDepartment);
  ruled.set(Theme.RESIDENCE, 'public-security');
  ruled.set(Theme.FINANCE, 'finance');
  ruled.set(Theme.LAW, 'legal');
  await createAll(
    tx,
    RoutingRule,
    [...ruled].map(([theme, code]) => ({ theme, departmentRef: departmentId(code) })),
  );
}

const audiences = { W: ServiceAudience.WORKER, E: ServiceAudience.ENTERPRISE, B: ServiceAudience.BOTH } as const;

/** Terminals have the items of three offices: medical insurance, social insurance, housing. */
const atTerminals = ['medical-insurance', 'social-insurance', 'housing'];

const itemRows = (offer: Offer) =>
  offer.items.map((line, at) => {
    const [zh = '', en = '', days = '0', audience = 'B'] = line.split('|');
    const code = `${offer.code}-${String(at + 1).padStart(2, '0')}`;
    const promisedDays = Number(days);
    return {
      id: demoId('svi', code),
      code,
      names: LocalizedText.of(zh, en),
      theme: offer.theme,
      kind:
        promisedDays === 0
          ? ServiceItemKind.INSTANT
          : zh.includes('咨询')
            ? ServiceItemKind.CONSULTATION
            : ServiceItemKind.PROMISED,
      audience: audiences[audience as keyof typeof audiences],
      departmentRef: departmentId(offer.code),
      statutoryDays: 20,
      promisedDays,
      channels: [
        ...[CaseChannel.COUNTER, CaseChannel.ONLINE, CaseChannel.GRID, CaseChannel.PHONE],
        ...(atTerminals.includes(offer.code) ? [CaseChannel.TERMINAL] : []),
      ],
      materials:
        promisedDays > 5
          ? [
              { zh: '申请表', en: 'Application form' },
              { zh: '证明材料', en: 'Supporting papers' },
            ]
          : [],
    };
  });

async function seedItems(tx: EntityManager): Promise<void> {
  const rows = all.flatMap(itemRows);
  await createAll(tx, ServiceItem, rows);
  await sql(tx, 'insert into synonym (said, meant) select key, value from jsonb_each_text(?::jsonb)', [
    JSON.stringify(synonyms),
  ]);
  await indexItems(tx);
  const lists = [
    { key: 'xinzhuang', zh: '190项全程受理事项', en: '190 items at any window', ids: rows.slice(0, 190) },
    { key: 'lingfeng', zh: '锋领企服十条', en: 'Ten services for enterprises', ids: rows.slice(190) },
    {
      key: 'jinxiu',
      zh: '一窗受理48项',
      en: '48 items of the one window',
      ids: rows.filter((_, at) => at % 4 === 0).slice(0, 48),
    },
  ] as const;
  await createAll(
    tx,
    ServiceList,
    lists.map(({ key, zh, en }) => ({
      id: demoId('lst', key),
      names: LocalizedText.of(zh, en),
      communityId: communityId(key),
    })),
  );
  await createAll(
    tx,
    ServiceListEntry,
    lists.flatMap(({ key, ids }) =>
      ids.map(({ id }, at) => ({ listRef: demoId('lst', key), itemRef: id, position: at + 1 })),
    ),
  );
}

async function seedPlaces(tx: EntityManager): Promise<void> {
  await createAll(
    tx,
    Counter,
    communities.flatMap(({ key, id }) =>
      [1, 2, 3].map((no) => ({ id: demoId('ctr', `${key}-${no}`), communityId: id, no: String(no) })),
    ),
  );
  const terminals = [
    ['社区党群服务中心', 'Party-people service centre', TerminalState.ONLINE],
    ['鑫泽阳光公寓', 'Xinze Sunshine Apartment', TerminalState.ONLINE],
    ['西区邻里中心', 'West neighbourhood centre', TerminalState.OFFLINE],
  ] as const;
  await createAll(
    tx,
    Terminal,
    terminals.map(([zh, en, state], at) => ({
      id: demoId('trm', at),
      communityId: communityId('xinzhuang'),
      places: LocalizedText.of(zh, en),
      latitude: 31.106 + at / 200,
      longitude: 121.383 + at / 200,
      state,
    })),
  );
}

/** Six of the seven enterprises that need the same bus; the next one reaches it. */
async function seedPools(tx: EntityManager, now: Date): Promise<void> {
  const day = (days: number) => new Date(now.getTime() + days * 86_400_000);
  const pool = demoId('pol', 'shuttle');
  await createAll(tx, DemandPool, [
    {
      id: pool,
      communityId: communityId('jinshan'),
      kind: DemandPoolKind.TRANSPORT,
      topic: '金山新城通勤班车',
      state: DemandPoolState.GATHERING,
      threshold: 7,
      opensUntil: day(60).toISOString().slice(0, 10),
      openedAt: day(-20),
      reachedAt: null,
      fulfilledAt: null,
      fulfilledBy: null,
    },
    {
      id: demoId('pol', 'audit-course'),
      communityId: communityId('jinshan'),
      kind: DemandPoolKind.TRAINING,
      topic: '汽车质量内审员培训',
      state: DemandPoolState.GATHERING,
      threshold: 10,
      opensUntil: day(60).toISOString().slice(0, 10),
      openedAt: day(-10),
      reachedAt: null,
      fulfilledAt: null,
      fulfilledBy: null,
    },
  ]);
  const members = ['dongguan', 'mazhao', 'wodi', 'spanwei', 'jinlian', 'xinjinshan'] as const;
  await createAll(
    tx,
    PoolMember,
    members.map((key, at) => ({
      id: demoId('pmb', key),
      poolRef: pool,
      enterpriseId: enterpriseId(key),
      headcount: 20 + at * 15,
      joinedAt: day(-19 + at),
      leftAt: null,
    })),
  );
}
