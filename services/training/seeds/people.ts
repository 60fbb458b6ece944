import { bulkWorkers, demoEpoch, demoId, enterpriseId, enterprises, persona, personas } from '@millgate/demo';
import { addTo, LocalizedText } from '@millgate/kit';
import { CredentialKind } from '../src/credential/credential.entity.ts';
import { rankOf, rankOfTitle } from '../src/credential/rank.rules.ts';
import { SkillLevel, TitleGrade } from '../src/credential/skill-level.ts';
import { SkillLeaderKind } from '../src/leader/skill-leader.entity.ts';
import { TitleEvaluationState, TitleRoute, TitleWaiver } from '../src/title/title-kinds.ts';
import { degrees } from './catalogue.ts';

export interface Holder {
  readonly workerId: string;
  readonly holderNames: LocalizedText;
}

export const holderOf = (key: string): Holder => {
  const { id, worker } = persona(key);
  return { workerId: id, holderNames: LocalizedText.of(worker?.zh ?? '', worker?.en ?? '') };
};

export const bulk = [...bulkWorkers()].map((worker) => ({
  ...worker,
  holder: { workerId: worker.id, holderNames: LocalizedText.of(worker.zh, worker.en) } satisfies Holder,
}));

export const authority = demoId('prv', 'authority');

const level = (name: string, holder: Holder, trade: readonly [string, string], at: SkillLevel, issuedOn: string) => ({
  id: demoId('crd', name),
  ...holder,
  kind: CredentialKind.SKILL_LEVEL,
  subjects: LocalizedText.of(...trade),
  level: at,
  rank: rankOf(at),
  issuerRef: authority,
  issuedOn,
});

const welding = ['焊工', 'Welder'] as const;
const fitting = ['模具工', 'Mould maker'] as const;

/**
 * Everybody at an edge of age holds level 3, so that age alone decides about them; the welder rose to it before she
 * bought her flat, and the one without a birth date lost it again.
 */
const levelsOfPersonas = [
  level('welder-4', holderOf('welder'), welding, SkillLevel.LEVEL_4, '2018-06-15'),
  level('welder-3', holderOf('welder'), welding, SkillLevel.LEVEL_3, '2020-09-20'),
  level('edge-18', holderOf('edge-18'), fitting, SkillLevel.LEVEL_3, '2021-05-10'),
  level('edge-35', holderOf('edge-35'), fitting, SkillLevel.LEVEL_3, '2012-11-01'),
  level('edge-36-3', holderOf('edge-36'), ['钳工', 'Fitter'], SkillLevel.LEVEL_3, '2011-04-18'),
  level('edge-36-1', holderOf('edge-36'), ['钳工', 'Fitter'], SkillLevel.LEVEL_1, '2023-07-01'),
  level('leap', holderOf('leap'), ['质检员', 'Quality inspector'], SkillLevel.LEVEL_5, '2024-02-29'),
  level('chief', bulk[1]?.holder ?? holderOf('welder'), fitting, SkillLevel.CHIEF_TECHNICIAN, '2024-03-15'),
  {
    ...level('unknown-birth', holderOf('unknown-birth'), fitting, SkillLevel.LEVEL_3, '2020-11-11'),
    revokedOn: '2025-03-01',
    revision: 2,
  },
];

const bulkLevels = [
  SkillLevel.LEVEL_5,
  SkillLevel.LEVEL_4,
  SkillLevel.LEVEL_3,
  SkillLevel.LEVEL_2,
  SkillLevel.LEVEL_1,
] as const;

/** A third of the many hold a level, level 3 or above in three of five cases. */
function* levelsOfMany() {
  for (const { index, holder } of bulk) {
    if (index % 3 !== 0) continue;
    const at = bulkLevels[(index / 3) % bulkLevels.length] ?? SkillLevel.LEVEL_5;
    const issuedOn = addTo(demoEpoch, { days: -200 - ((index * 29) % 2_000) });
    yield level(`bulk-${index}`, holder, index % 2 ? welding : fitting, at, issuedOn);
  }
}

/** More than a thousand graduates, as the article has it. */
const graduates = 1_024;

function* diplomas() {
  for (const { index, holder } of bulk.slice(0, graduates)) {
    const degree = degrees[index % degrees.length];
    if (!degree) continue;
    yield {
      id: demoId('crd', `diploma-${index}`),
      ...holder,
      kind: CredentialKind.DIPLOMA,
      subjects: degree.course.names,
      issuerRef: degree.sitting.providerRef,
      issuedOn: `${2016 + (index % 10)}-07-01`,
    };
  }
}

const assistant = {
  titles: LocalizedText.of('助理工程师', 'Assistant engineer'),
  grade: TitleGrade.ASSISTANT,
  route: TitleRoute.GREEN_CHANNEL,
} as const;

const title = (name: string, holder: Holder, titles: LocalizedText, grade: TitleGrade, issuedOn: string) => ({
  id: demoId('crd', name),
  ...holder,
  kind: CredentialKind.TITLE,
  subjects: titles,
  grade,
  rank: rankOfTitle(grade),
  issuerRef: authority,
  issuedOn,
});

/** Whom the panel examined, and whom it examines now, work in Liming. */
const inLiming = new Set<string>(enterprises.filter(({ community }) => community === 'liming').map(({ key }) => key));

export const frontLine = bulk.filter(({ employer }) => inLiming.has(employer));
/** The thirteen front-line workers whom the panel examined, and who got their titles. */
const examined = frontLine.slice(0, 13);
export const waitingForTitles = frontLine.slice(13);
const conferredOn = '2026-09-21';

const titles = [
  ...examined.map(({ index, holder }) =>
    title(`title-${index}`, holder, assistant.titles, assistant.grade, conferredOn),
  ),
  title(
    'colour-master',
    holderOf('colour-master'),
    LocalizedText.of('技术员', 'Technician'),
    TitleGrade.TECHNICIAN,
    '2019-12-02',
  ),
];

export const evaluations = [
  ...examined.map(({ index, id }) => ({
    id: demoId('tev', `bulk-${index}`),
    workerId: id,
    ...assistant,
    waivers: [index % 2 ? TitleWaiver.EDUCATION : TitleWaiver.MAJOR],
    yearsOfService: 8 + (index % 9),
    evidences: LocalizedText.of('生产一线技术成果', 'Technical results on the production line'),
    panelRef: demoId('pnl', 'liming'),
    credentialRef: demoId('crd', `title-${index}`),
    state: TitleEvaluationState.CONFERRED,
    submittedOn: '2026-06-08',
    decidedOn: '2026-09-10',
  })),
];

export const appointments = [
  {
    id: demoId('sla', 'edge-36'),
    kind: SkillLeaderKind.CHIEF_TECHNICIAN,
    workerId: persona('edge-36').id,
    enterpriseId: enterpriseId('zhenzhi'),
    posts: LocalizedText.of('精密模具装配', 'Precision mould assembly'),
    from: '2024-01-01',
    until: '2027-01-01',
  },
  {
    id: demoId('sla', 'welder'),
    kind: SkillLeaderKind.SPECIAL_TECHNICIAN,
    workerId: persona('welder').id,
    enterpriseId: enterpriseId('zhenzhi'),
    posts: LocalizedText.of('模具补焊工序', 'Mould repair welding'),
    from: '2025-03-01',
  },
];

export const credentials = [...levelsOfPersonas, ...levelsOfMany(), ...titles, ...diplomas()];

export function* employments() {
  for (const { key, id, worker } of personas) {
    if (!worker?.employer) continue;
    const { key: employer, from } = worker.employer;
    yield employment(demoId('emp', key), id, enterpriseId(employer), from);
  }
  for (const { index, id, employer, employedFrom } of bulk) {
    yield employment(demoId('emp', `bulk-${index}`), id, enterpriseId(employer), employedFrom);
  }
}

const employment = (id: string, workerId: string, enterprise: string, from: string) => ({
  id,
  workerId,
  enterpriseId: enterprise,
  primary: true,
  from,
  until: null,
});
