import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { addTo, createAll, dayOf, instantAt, LocalizedText, type SeedContext } from '@millgate/kit';
import { TitleGrade } from '../src/credential/skill-level.ts';
import { Expert, ExpertPanel, PanelMember } from '../src/title/expert-panel.entity.ts';
import { PanelSession, PanelSessionState, PanelVote } from '../src/title/panel-session.entity.ts';
import { TitleEvaluation } from '../src/title/title-evaluation.entity.ts';
import { Ballot, judge, Schooling, TitleRoute, TitleWaiver } from '../src/title/title.rules.ts';
import { TitleEvaluationState } from '../src/title/title-kinds.ts';
import { TitleRule, TitleScheme } from '../src/title/title-scheme.entity.ts';
import { sealKeyOf, sealVote } from '../src/title/vote-seal.ts';
import { authority, type Holder, waitingForTitles } from './people.ts';

const { JUNIOR_COLLEGE, BACHELOR, MIDDLE_SCHOOL } = Schooling;

const schemes = [
  { key: 'assistant-engineer', zh: '助理工程师', en: 'Assistant engineer', grade: TitleGrade.ASSISTANT },
  { key: 'engineer', zh: '工程师', en: 'Engineer', grade: TitleGrade.INTERMEDIATE },
] as const;

const asked = {
  'assistant-engineer': { schooling: JUNIOR_COLLEGE, relatedMajor: true, yearsOfService: 4, evidenceCount: 1 },
  engineer: { schooling: BACHELOR, relatedMajor: true, yearsOfService: 6, evidenceCount: 2 },
} as const;

/** The article names neither years nor shares: both are the community's choice, and say so. */
const laidDown = {
  greenWaives: [TitleWaiver.EDUCATION, TitleWaiver.MAJOR],
  ...{ quorumNumerator: 2, quorumDenominator: 3, passNumerator: 2, passDenominator: 3, publicityWorkingDays: 5 },
  sources: LocalizedText.of(
    '社区自定：来源文章未载明年限与比例，出席与同意各三分之二为通行做法，待主管部门确认',
    'The community’s own choice: the article names neither years nor shares. Two thirds present and two thirds of those agreeing is common practice, to be confirmed by the authority.',
  ),
};

/** Version 1 asked for a larger panel; evaluations of that time were judged by it. */
const rules = schemes.flatMap(({ key }) =>
  [
    { version: 1, from: '2021-05-01', until: '2026-01-01', panelSize: 11 },
    { version: 2, from: '2026-01-01', until: null, panelSize: 9 },
  ].map((rule) => ({
    id: demoId('trl', `${key}-${rule.version}`),
    schemeRef: demoId('tsc', key),
    ...rule,
    ...asked[key],
    ...laidDown,
  })),
);

const panelId = demoId('pnl', 'liming');
const inDingyi = 12;

/** Thirteen experts, professors of Shaoxing University and others; one works where the colour master does. */
const experts = Array.from({ length: 13 }, (_, index) => ({
  id: demoId('exp', `liming-${index}`),
  personId:
    index === 0
      ? persona('panel').id
      : index === inDingyi
        ? persona('panel-dingyi').id
        : demoId('acc', `expert-${index}`),
  organisations:
    index === inDingyi
      ? LocalizedText.of('鼎艺新材料', 'Dingyi New Materials')
      : index < 7
        ? LocalizedText.of('绍兴大学', 'Shaoxing University')
        : LocalizedText.of('其他单位', 'Other organisations'),
  enterpriseId: index === inDingyi ? enterpriseId('dingyi') : null,
}));

/** Three who could be called and were not. */
const reserve = Array.from({ length: 3 }, (_, index) => ({
  id: demoId('exp', `reserve-${index}`),
  personId: demoId('acc', `expert-reserve-${index}`),
  organisations: LocalizedText.of('其他单位', 'Other organisations'),
}));

/** Opens the votes of the demo session; real ones are random and told once. */
export const demoOpeningKey = createHash('sha256').update('the opening key of the demo session').digest('base64url');

const sessionId = demoId('pse', 'liming');

/** Two candidates of the green channel stand before a panel; eight members have voted, one more makes a quorum. */
export async function seedTitles(tx: EntityManager, { now, secret }: SeedContext): Promise<void> {
  const today = dayOf(now);
  await createAll(
    tx,
    TitleScheme,
    schemes.map(({ key, zh, en, grade }) => ({
      id: demoId('tsc', key),
      code: key.toUpperCase().replace('-', '_'),
      titles: LocalizedText.of(zh, en),
      grade,
      issuerRef: authority,
    })),
  );
  await createAll(tx, TitleRule, rules);
  await createAll(tx, Expert, [...experts, ...reserve]);
  await createAll(tx, ExpertPanel, [
    {
      id: panelId,
      communityId: communityId('liming'),
      names: LocalizedText.of('黎明社区职称评审专家组', 'Title panel of Liming Community'),
      ...{ size: experts.length, quorum: 9, passNumerator: 2, passDenominator: 3 },
      from: `${today.slice(0, 4)}-01-01`,
      until: `${Number(today.slice(0, 4)) + 1}-01-01`,
    },
  ]);
  await createAll(
    tx,
    PanelMember,
    experts.map((expert, index) => ({
      id: demoId('pnm', `liming-${index}`),
      panelRef: panelId,
      expertRef: expert.id,
    })),
  );
  await seedSession(tx, { today, secret });
}

async function seedSession(tx: EntityManager, { today, secret }: Pick<SeedContext, 'secret'> & { today: string }) {
  const yesterday = addTo(today, { days: -1 });
  const rule = rules.find(({ version, schemeRef }) => version === 2 && schemeRef === demoId('tsc', schemes[0].key));
  if (!rule) throw new Error('the demo session has no rule');
  const sealKey = sealKeyOf(secret, sessionId, demoOpeningKey);
  await createAll(tx, PanelSession, [
    {
      id: sessionId,
      panelRef: panelId,
      ruleRef: rule.id,
      state: PanelSessionState.OPEN,
      ...{ quorum: 9, passNumerator: 2, passDenominator: 3, sealKey },
      openedAt: instantAt(yesterday, '09:00'),
      openedBy: persona('trainer').id,
    },
  ]);
  const longServing = waitingForTitles.filter(({ employedFrom }) => employedFrom < addTo(today, { years: -5 }));
  const candidates = [
    longServing.find(({ employer }) => employer !== 'dingyi'),
    longServing.find(({ employer }) => employer === 'dingyi'),
  ].filter((one) => one !== undefined);
  await createAll(
    tx,
    TitleEvaluation,
    candidates.map(({ id, holder, employer, employedFrom }, index) => ({
      id: demoId('tev', `session-${index}`),
      ...evaluationOf(rule, holder, Temporal.PlainDate.from(employedFrom).until(today, { largestUnit: 'years' }).years),
      workerId: id,
      enterpriseId: enterpriseId(employer),
      submittedOn: addTo(today, { days: -20 }),
    })),
  );
  const votes = candidates.flatMap((_, index) =>
    experts.slice(1, 9).map((expert) => ({ evaluationId: demoId('tev', `session-${index}`), expertId: expert.id })),
  );
  const sealed = await Promise.all(
    votes.map(async (vote, index) => ({
      id: demoId('pvt', `${vote.evaluationId}-${vote.expertId}`),
      sessionRef: sessionId,
      evaluationRef: vote.evaluationId,
      expertRef: vote.expertId,
      sealed: await sealVote(sealKey, { sessionId, ...vote }, index % 8 === 7 ? Ballot.AGAINST : Ballot.FOR),
      castAt: instantAt(yesterday, '10:30'),
    })),
  );
  await createAll(tx, PanelVote, sealed);
}

function evaluationOf(rule: (typeof rules)[number], holder: Holder, yearsOfService: number) {
  const shown = { schooling: MIDDLE_SCHOOL, relatedMajor: false, yearsOfService, evidenceCount: 1 };
  const text = '生产一线技术成果';
  return {
    schemeRef: rule.schemeRef,
    ruleRef: rule.id,
    sessionId,
    panelRef: panelId,
    titles: LocalizedText.of(schemes[0].zh, schemes[0].en),
    grade: schemes[0].grade,
    route: TitleRoute.GREEN_CHANNEL,
    waivers: [TitleWaiver.EDUCATION, TitleWaiver.MAJOR],
    yearsOfService,
    evidences: LocalizedText.of(text, 'Technical results on the production line'),
    candidateNames: LocalizedText.of(holder.holderNames.zh, holder.holderNames.en),
    schooling: shown.schooling,
    relatedMajor: shown.relatedMajor,
    evidenceItems: [{ kind: 'TECHNICAL_RESULT', text, sha256: null }],
    requirements: judge(rule, shown, [TitleWaiver.EDUCATION, TitleWaiver.MAJOR]),
    requiredSchooling: rule.schooling,
    requiredMajor: rule.relatedMajor,
    requiredYears: rule.yearsOfService,
    requiredEvidence: rule.evidenceCount,
    state: TitleEvaluationState.PANEL,
  };
}
