import type { EntityManager } from '@mikro-orm/postgresql';
import { bulkWorker, communityId, type CommunityKey, demoId, enterpriseId, persona } from '@millgate/demo';
import { addTo, createAll, dayOf, instantAt, LocalizedText, stateCouncil, type WorkDays } from '@millgate/kit';
import { Case } from '../src/case/case.entity.ts';
import { CaseAction, CaseAssistance, CaseChannel, CaseKind, CaseOutcome, CaseState } from '../src/case/case.enums.ts';
import { CaseStep } from '../src/case/case-step.entity.ts';
import { promisedByKind } from '../src/case/case.rules.ts';
import { industryThemes, Theme } from '../src/case/theme.ts';
import { dueDay, escalationsOf } from '../src/clock/clock.rules.ts';
import { Meeting, MeetingKind, MeetingState, SurveyRound } from '../src/meeting/meeting.entity.ts';
import { fallbackDepartment } from '../src/office/fallback.ts';

const arranged = [2018, 2024, 2025, 2026].flatMap((year) => stateCouncil.exceptionsOf(year) ?? []);
const calendar: WorkDays = {
  week: [true, true, true, true, true, false, false],
  exceptions: new Map(arranged.map(({ on, working }) => [on, working])),
};

interface Given {
  readonly key: string;
  readonly community: CommunityKey;
  readonly kind: CaseKind;
  readonly theme: Theme;
  readonly subject: string;
  readonly acceptedAt: Date;
  readonly channel: CaseChannel;
  readonly assistance?: CaseAssistance;
  readonly workerId?: string;
  readonly enterpriseId?: string;
  readonly departmentCode: string;
  readonly closed?: boolean;
  readonly meetingId?: string;
  readonly surveyRoundId?: string;
  readonly rating?: number;
}

function caseRow(given: Given, at: number) {
  const { key, community, kind, acceptedAt, departmentCode, closed = false, assistance = CaseAssistance.SELF } = given;
  const limitDays = promisedByKind[kind];
  const due = dueDay(calendar, { acceptedAt, limitDays, extensionDays: 0, pauses: [] });
  const levels = escalationsOf(calendar, due);
  const done = closed ? instantAt(addTo(dayOf(acceptedAt), { days: 1 + (at % 5) }), '15:00') : null;
  return {
    id: demoId('cas', key),
    no: `${dayOf(acceptedAt).slice(0, 4)}-${communityId(community).slice(-6)}-D${String(at).padStart(5, '0')}`,
    kind,
    theme: given.theme,
    itemRef: null,
    subject: given.subject,
    details: null,
    communityId: communityId(community),
    workerId: given.workerId ?? null,
    enterpriseId: given.enterpriseId ?? null,
    aboutEnterpriseId: null,
    filedBy: given.workerId ?? persona('clerk').id,
    mandate: assistance === CaseAssistance.AGENT ? '书面委托' : null,
    assistance,
    channel: given.channel,
    ticketId: null,
    meetingId: given.meetingId ?? null,
    surveyRoundId: given.surveyRoundId ?? null,
    linkedClaimId: null,
    state: closed ? CaseState.CLOSED : CaseState.IN_PROGRESS,
    departmentRef: demoId('dpt', departmentCode),
    ownerId: departmentCode === 'talent' ? persona('handler').id : demoId('acc', `${departmentCode}-0`),
    receivedAt: acceptedAt,
    acceptBy: null,
    acceptedAt,
    limitDays,
    statutoryDays: 20,
    extensionReason: null,
    dueAt: due.dueAt,
    remindAt: levels?.remindAt ?? null,
    districtAt: levels?.districtAt ?? null,
    outcome: closed ? CaseOutcome.DONE : null,
    answer: closed ? '已办理。' : null,
    decidedAt: done,
    deliveredAt: done,
    closesAt: done,
    closedAt: done,
    rating: given.rating ?? null,
    ratingComment: null,
  };
}

/** What the articles tell: 259 voices, 1,068 assisted matters, a morning tea with three matters; and the welder’s own. */
export async function seedCases(tx: EntityManager, now: Date): Promise<void> {
  const round = demoId('svy', 'jinshan-2018');
  const tea = demoId('mtg', 'liming-tea');
  await createAll(tx, SurveyRound, [
    {
      id: round,
      communityId: communityId('jinshan'),
      names: LocalizedText.of('2018年大调研', 'Survey visits of 2018'),
      from: '2018-01-02',
      to: '2018-04-20',
      visitedEnterprises: 120,
    },
  ]);
  await createAll(tx, Meeting, [
    {
      id: tea,
      communityId: communityId('liming'),
      kind: MeetingKind.TEA_MEETING,
      titles: LocalizedText.of('营商早茶会', 'Business-environment morning tea'),
      startsAt: new Date(now.getTime() - 3 * 86_400_000),
      place: '黎明社区服务中心',
      agenda: ['生活圈配套', '山湾路拓宽', '职工用餐'],
      attendedBy: ['hangdi', 'baoge', 'haina'].map((key) => demoId('ent', key)),
      state: MeetingState.PLANNED,
      minutes: null,
    },
  ]);
  const given = [...voices(round), ...assisted(now), ...teaMatters(tea, now), ...welders(now)];
  const rows = given.map(caseRow);
  await createAll(tx, Case, rows);
  await createAll(
    tx,
    CaseStep,
    rows.flatMap(({ id, acceptedAt, state, filedBy }) => [
      {
        id: demoId('stp', `${id}-1`),
        caseRef: id,
        action: CaseAction.SUBMIT,
        at: acceptedAt,
        actor: filedBy,
        before: null,
        after: CaseState.IN_PROGRESS,
        note: null,
      },
      ...(state === CaseState.CLOSED
        ? [
            {
              id: demoId('stp', `${id}-2`),
              caseRef: id,
              action: CaseAction.CLOSE,
              at: acceptedAt,
              actor: null,
              before: CaseState.DELIVERED,
              after: CaseState.CLOSED,
              note: null,
            },
          ]
        : []),
    ]),
  );
}

const departmentOf: Readonly<Partial<Record<Theme, string>>> = {
  PROJECTS: 'projects',
  FINANCE: 'finance',
  LAW: 'legal',
  MARKET: 'market',
  TRAINING: 'skills',
  COMMUTING: 'transport',
  CULTURE_SPORT: 'culture',
  HOUSING: 'housing',
  SCHOOLING: 'education',
  MEDICAL: 'medical-insurance',
};

/** 48 on industry and 211 on people, of the survey visits. */
function* voices(round: string): Generator<Given> {
  const people = [Theme.COMMUTING, Theme.CULTURE_SPORT, Theme.HOUSING, Theme.SCHOOLING, Theme.MEDICAL];
  for (let at = 0; at < 259; at += 1) {
    const themes = at < 48 ? industryThemes : people;
    const theme = themes[at % themes.length] ?? Theme.OTHER;
    yield {
      key: `voice-${at}`,
      community: 'jinshan',
      kind: CaseKind.SUGGESTION,
      theme,
      subject: at < 48 ? '企业发展建议' : '职工工作生活建议',
      acceptedAt: instantAt(addTo('2018-01-03', { days: at % 100 }), '10:00'),
      channel: CaseChannel.SURVEY,
      departmentCode: departmentOf[theme] ?? fallbackDepartment,
      surveyRoundId: round,
      closed: true,
      enterpriseId: enterpriseId(at % 2 ? 'dongguan' : 'tianpu'),
      rating: 5 - (at % 9 === 0 ? 3 : at % 2),
    };
  }
}

/** 1,068 matters that the one window of the zone filed for others or helped to file. */
function* assisted(now: Date): Generator<Given> {
  const themes = Object.keys(departmentOf) as Theme[];
  for (let at = 0; at < 1_068; at += 1) {
    const theme = themes[at % themes.length] ?? Theme.OTHER;
    yield {
      key: `assisted-${at}`,
      community: 'jinxiu',
      kind: at % 3 ? CaseKind.HELP_REQUEST : CaseKind.CONSULTATION,
      theme,
      subject: '帮办代办',
      acceptedAt: instantAt(addTo(dayOf(now), { days: -10 - (at % 170) }), '09:30'),
      channel: CaseChannel.COUNTER,
      assistance: at % 2 ? CaseAssistance.AGENT : CaseAssistance.GUIDED,
      workerId: bulkWorker(at).id,
      departmentCode: departmentOf[theme] ?? fallbackDepartment,
      closed: true,
      rating: 5 - (at % 2),
    };
  }
}

function teaMatters(meetingId: string, now: Date): Given[] {
  const acceptedAt = new Date(now.getTime() - 3 * 86_400_000 + 3_600_000);
  const matter = (
    key: string,
    subject: string,
    theme: Theme,
    departmentCode: string,
    enterprise: 'hangdi' | 'baoge' | 'haina',
  ): Given => ({
    key: `tea-${key}`,
    community: 'liming',
    kind: CaseKind.HELP_REQUEST,
    theme,
    subject,
    acceptedAt,
    channel: CaseChannel.MEETING,
    enterpriseId: enterpriseId(enterprise),
    departmentCode,
    meetingId,
  });
  return [
    matter('leisure', '生活圈增加娱乐设施', Theme.CULTURE_SPORT, 'culture', 'haina'),
    matter('road', '山湾路拓宽改造何时完工', Theme.COMMUTING, 'transport', 'hangdi'),
    matter('meals', '为职工提供优惠工作餐', Theme.MEALS, fallbackDepartment, 'baoge'),
  ];
}

function welders(now: Date): Given[] {
  const workerId = persona('welder').id;
  const ago = (days: number) => instantAt(addTo(dayOf(now), { days: -days }), '10:00');
  return [
    {
      key: 'welder-school',
      community: 'lingfeng',
      kind: CaseKind.CONSULTATION,
      theme: Theme.SCHOOLING,
      subject: '孩子明年上小学需要什么手续',
      acceptedAt: ago(1),
      channel: CaseChannel.ONLINE,
      workerId,
      departmentCode: 'education',
    },
    {
      key: 'welder-parking',
      community: 'lingfeng',
      kind: CaseKind.SUGGESTION,
      theme: Theme.COMMUTING,
      subject: '厂区北门晚班停车位不够',
      acceptedAt: ago(40),
      channel: CaseChannel.WECHAT,
      workerId,
      departmentCode: 'transport',
      closed: true,
      rating: 4,
    },
  ];
}
