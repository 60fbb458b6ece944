import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  dayOf,
  LocalizedText,
  newId,
  ok,
  perform,
  type Refusal,
  refuse,
  type Result,
} from '@millgate/kit';
import { Credential, CredentialKind } from '../credential/credential.entity.ts';
import { CredentialStatus, statusOn } from '../credential/credential.rules.ts';
import { KnownEmployment } from '../enrolment/known-employment.entity.ts';
import { employerOn } from '../enrolment/seating.rules.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { ApplyForTitleInput } from './title.inputs.ts';
import { TitleEvaluationState, TitleRoute } from './title-kinds.ts';
import {
  judge,
  type JudgedRequirement,
  RequirementOutcome,
  type TitleRequirementKind,
  yearsOfService,
} from './title.rules.ts';
import { ruleOn, type TitleRule, TitleScheme } from './title-scheme.entity.ts';

type ApplyCode =
  'SCHEME_NOT_FOUND' | 'WAIVER_NOT_OFFERED' | 'NOTHING_TO_WAIVE' | UnmetCode | 'ALREADY_UNDER_WAY' | 'ALREADY_HELD';
type UnmetCode = 'SCHOOLING_REQUIRED' | 'MAJOR_REQUIRED' | 'YEARS_REQUIRED' | 'EVIDENCE_REQUIRED';

const unmet: Readonly<Record<TitleRequirementKind, readonly [UnmetCode, path: string]>> = {
  EDUCATION: ['SCHOOLING_REQUIRED', 'schooling'],
  MAJOR: ['MAJOR_REQUIRED', 'relatedMajor'],
  YEARS_OF_SERVICE: ['YEARS_REQUIRED', 'schemeId'],
  EVIDENCE: ['EVIDENCE_REQUIRED', 'evidence'],
};

/** Hands an application in: judged by the rule of the day, which is stored with it, as is what was found (T4). */
export const applyForTitle = (em: EntityManager, workerId: string, command: Command<ApplyForTitleInput>) =>
  perform<TitleEvaluation, ApplyCode>(
    em,
    command,
    { mutation: 'applyForTitle', entity: TitleEvaluation, keep: 'FOREVER' },
    (tx) => apply(tx, workerId, command),
  );

async function apply(
  tx: EntityManager,
  workerId: string,
  { now, input }: Command<ApplyForTitleInput>,
): Promise<Result<TitleEvaluation, ApplyCode>> {
  const today = dayOf(now);
  const scheme = await tx.findOne(TitleScheme, input.schemeId);
  const rule = scheme && (await ruleOn(tx, scheme.id, today));
  if (!scheme || !rule) return refuse('SCHEME_NOT_FOUND', { path: ['schemeId'], rule: 'scheme' });
  const notOffered = input.waivers.findIndex((waiver) => !offers(rule, input.route).includes(waiver));
  if (notOffered >= 0) return refuse('WAIVER_NOT_OFFERED', { path: ['waivers', String(notOffered)], rule: 'T4' });
  const before = await soughtBefore(tx, workerId, scheme, today);
  if (before) return before;

  const jobs = await tx.find(KnownEmployment, { workerId });
  const { schooling, relatedMajor, evidence } = input;
  const years = yearsOfService(jobs, today);
  const shown = { schooling, relatedMajor, yearsOfService: years, evidenceCount: evidence.length };
  const requirements = judge(rule, shown, input.waivers);
  const missing = requirements.filter(({ outcome }) => outcome === RequirementOutcome.NOT_MET);
  if (missing.length > 0) return { ok: false, refusals: missing.map(refusalOf) };
  const waivers = input.waivers.filter((waiver) =>
    requirements.some(({ kind, outcome }) => String(kind) === String(waiver) && outcome === RequirementOutcome.WAIVED),
  );
  if (input.route === TitleRoute.GREEN_CHANNEL && waivers.length === 0)
    return refuse('NOTHING_TO_WAIVE', { path: ['route'], rule: 'T4' });

  const text = evidence.map((piece) => piece.text).join('；');
  const id = newId('tev');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(TitleEvaluation, {
        id,
        workerId,
        schemeRef: scheme.id,
        ruleRef: rule.id,
        titles: LocalizedText.of(scheme.titles.zh, scheme.titles.en),
        grade: scheme.grade,
        route: input.route,
        waivers,
        yearsOfService: years,
        evidences: LocalizedText.of(text, text),
        candidateNames: LocalizedText.of(input.candidate.zh, input.candidate.en),
        enterpriseId: employerOn(jobs, today),
        schooling,
        relatedMajor,
        evidenceItems: evidence.map(({ kind, text, sha256 }) => ({ kind, text, sha256: sha256 ?? null })),
        requirements,
        requiredSchooling: rule.schooling,
        requiredMajor: rule.relatedMajor,
        requiredYears: rule.yearsOfService,
        requiredEvidence: rule.evidenceCount,
        state: TitleEvaluationState.SUBMITTED,
        submittedOn: today,
      });
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) !== 'title_evaluation_under_way') throw cause;
    return (await soughtBefore(tx, workerId, scheme, today)) ?? refuse('ALREADY_UNDER_WAY', inWay);
  }
  return ok(await tx.findOneOrFail(TitleEvaluation, id));
}

const inWay = { path: ['schemeId'], rule: 'title' };

const offers = ({ greenWaives }: TitleRule, route: TitleRoute) =>
  route === TitleRoute.GREEN_CHANNEL ? greenWaives : [];

const refusalOf = (requirement: JudgedRequirement): Refusal<UnmetCode> => {
  const [code, path] = unmet[requirement.kind];
  return { code, path: [path], rule: 'T4', details: { requirement } };
};

async function soughtBefore(tx: EntityManager, workerId: string, scheme: TitleScheme, today: string) {
  const { REJECTED, FAILED, CONFERRED } = TitleEvaluationState;
  const underWay = await tx.findOne(TitleEvaluation, {
    workerId,
    schemeRef: scheme.id,
    state: { $nin: [REJECTED, FAILED, CONFERRED] },
  });
  if (underWay) return refuse<ApplyCode>('ALREADY_UNDER_WAY', { ...inWay, details: { existingId: underWay.id } });
  const titles = await tx.find(Credential, { workerId, kind: CredentialKind.TITLE, grade: scheme.grade });
  const held = titles.find(
    (title) => title.subjects.zh === scheme.titles.zh && statusOn(title, today) === CredentialStatus.VALID,
  );
  return held ? refuse<ApplyCode>('ALREADY_HELD', { ...inWay, details: { existingId: held.id } }) : null;
}
