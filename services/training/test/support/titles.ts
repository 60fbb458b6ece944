import { bulkWorker, demoId, enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { act, type Outcome, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';

export const trainer = persona('trainer');
export const master: PersonLike = persona('colour-master');
export const schemeId = demoId('tsc', 'assistant-engineer');
export const panelId = demoId('pnl', 'liming');
/** A working Friday, within the term of the panel. */
export const now = '2026-11-20T10:00:00+08:00';

/** An expert of the demo panel: 0 is the persona `panel`, 12 the one who works at Dingyi. */
export const expert = (index: number): PersonLike => ({
  id: index === 0 ? persona('panel').id : index === 12 ? persona('panel-dingyi').id : demoId('acc', `expert-${index}`),
  roles: [{ role: 'PANEL_MEMBER' }],
});

export const green = {
  schemeId,
  route: 'GREEN_CHANNEL',
  waivers: ['EDUCATION', 'MAJOR'],
  candidate: { zh: '唐启明', en: 'Tang Qiming' },
  schooling: 'MIDDLE_SCHOOL',
  relatedMajor: false,
  evidence: [{ kind: 'TECHNICAL_RESULT', text: '调配五百余种丝线颜色' }],
};

export const step = (
  training: TestSubgraph,
  who: PersonLike,
  mutation: string,
  input: Record<string, unknown>,
  {
    value = 'titleEvaluation { id state }',
    details = '',
    at = now,
  }: { value?: string; details?: string; at?: string } = {},
): Promise<Outcome> =>
  act(training, who, mutation, { input: { idempotencyKey: newId('key'), ...input }, value, details }, at);

/** The outcome of a step that the test only passes through. */
function taken(outcome: Outcome): Outcome {
  if (!outcome.value) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Somebody with ten years at an enterprise of the demo, told as the registry does. */
export async function givenCandidate(training: TestSubgraph, index: number, employer = 'hangdi'): Promise<PersonLike> {
  const { id } = bulkWorker(index);
  await training.rows(
    `insert into known_employment (id, worker_id, enterprise_id, "primary", employed_from) values (?, ?, ?, false, '2012-01-01')`,
    [newId('emp'), id, enterpriseId(employer as never)],
  );
  return { id, roles: [{ role: 'WORKER', scope: id }] };
}

/** An application that was screened; answers its id. */
export async function screened(training: TestSubgraph, who: PersonLike, more: object = {}): Promise<string> {
  const applied = await step(training, who, 'applyForTitle', { ...green, ...more });
  const evaluationId = String(applied.value?.['id']);
  await step(training, trainer, 'screenTitleApplication', { evaluationId });
  return evaluationId;
}

export interface Session {
  readonly sessionId: string;
  readonly openingKey: string;
}

export async function opened(training: TestSubgraph, evaluationIds: readonly string[]): Promise<Session> {
  const { value, errors, topLevel } = await step(
    training,
    trainer,
    'openPanelSession',
    { panelId, evaluationIds },
    { value: 'opened { openingKey session { id } }' },
  );
  if (!value) throw new Error(JSON.stringify([errors, topLevel]));
  return { sessionId: (value['session'] as { id: string }).id, openingKey: String(value['openingKey']) };
}

export const vote = (
  training: TestSubgraph,
  who: PersonLike,
  place: { sessionId: string; evaluationId: string },
  ballot = 'FOR',
  at = now,
): Promise<Outcome> =>
  step(
    training,
    who,
    'castVote',
    { sessionId: place.sessionId, evaluationId: place.evaluationId, ballot },
    { value: 'receipt { evaluationId at }', details: 'recusal', at },
  );

export const close = (training: TestSubgraph, { sessionId, openingKey }: Session): Promise<Outcome> =>
  step(training, trainer, 'closePanelSession', { sessionId, openingKey }, { value: 'session { id state }' });

/** A decision that was published, by nine votes of nine. */
export async function publicised(training: TestSubgraph, who: PersonLike, at = now): Promise<string> {
  const evaluationId = await screened(training, who);
  const session = await opened(training, [evaluationId]);
  for (let index = 0; index < 9; index += 1) taken(await vote(training, expert(index), { ...session, evaluationId }));
  taken(await close(training, session));
  taken(await step(training, trainer, 'publiciseTitle', { evaluationId }, { at }));
  return evaluationId;
}
