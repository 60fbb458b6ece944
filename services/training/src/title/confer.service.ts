import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Command,
  DateScalar,
  dayOf,
  LocalizedText,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Credential, CredentialKind } from '../credential/credential.entity.ts';
import { rankOfTitle } from '../credential/rank.rules.ts';
import { evaluationNotFound, heldEvaluation, requireTrainers } from './title-handling.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { ConferTitleInput } from './title.inputs.ts';
import { TitleEvaluationState } from './title-kinds.ts';

export const conferAnswer = mutationAnswer('ConferTitle', {
  refused: 'Why a title was not conferred.',
  result: ['titleEvaluation', () => TitleEvaluation, 'The evaluation, with its credential; null if it was refused.'],
  details: { publicityUntil: [() => DateScalar, 'With PUBLICITY_RUNNING: the last day on which one can object.'] },
  codes: {
    EVALUATION_NOT_FOUND: evaluationNotFound,
    NOT_PUBLICISED: {
      about: 'The decision was not published, an objection is being looked into, or the title was conferred before.',
      zh: '尚未公示、有异议待核查或已授予职称。',
      en: 'There is no published decision without objections.',
    },
    PUBLICITY_RUNNING: {
      about: 'Objections can still be raised, up to and on `publicityUntil`.',
      zh: '公示期尚未结束。',
      en: 'Objections can still be raised.',
    },
  },
});

type Code = 'EVALUATION_NOT_FOUND' | 'NOT_PUBLICISED' | 'PUBLICITY_RUNNING';

/** Confers a title after its publicity: the credential counts from today, for whoever verifies it and for every rule. */
export const conferTitle = (em: EntityManager, command: Command<ConferTitleInput>) => {
  requireTrainers(command.caller);
  return perform<TitleEvaluation, Code>(
    em,
    command,
    { mutation: 'conferTitle', entity: TitleEvaluation, keep: 'FOREVER' },
    (tx) => confer(tx, command),
  );
};

async function confer(
  tx: EntityManager,
  { caller, now, input }: Command<ConferTitleInput>,
): Promise<Result<TitleEvaluation, Code>> {
  const at = { path: ['evaluationId'], rule: 'publicity' };
  const today = dayOf(now);
  const held = await heldEvaluation(tx, caller, input.evaluationId);
  if (!held) return refuse('EVALUATION_NOT_FOUND', at);
  const { evaluation, scheme } = held;
  const { publicityUntil, candidateNames } = evaluation;
  if (evaluation.state !== TitleEvaluationState.PUBLICISED || publicityUntil === null || candidateNames === null)
    return refuse('NOT_PUBLICISED', at);
  if (today <= publicityUntil) return refuse('PUBLICITY_RUNNING', { ...at, details: { publicityUntil } });
  const credential = tx.create(Credential, {
    id: newId('crd'),
    workerId: evaluation.workerId,
    holderNames: LocalizedText.of(candidateNames.zh, candidateNames.en),
    kind: CredentialKind.TITLE,
    subjects: LocalizedText.of(evaluation.titles.zh, evaluation.titles.en),
    grade: evaluation.grade,
    rank: rankOfTitle(evaluation.grade),
    issuerRef: scheme.issuerRef.id,
    evaluationId: evaluation.id,
    issuedOn: today,
  });
  await tx.flush();
  evaluation.state = TitleEvaluationState.CONFERRED;
  evaluation.conferredOn = today;
  evaluation.credentialRef = tx.getReference(Credential, credential.id, { wrapped: true });
  evaluation.revision += 1;
  await tx.flush();
  return ok(evaluation);
}
