import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Command, dayOf, holds, mutationAnswer, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ExpertPanel } from './expert-panel.entity.ts';
import { conflictJudge, membersOf } from './judging.ts';
import { PanelSession, PanelSessionState } from './panel-session.entity.ts';
import { evaluationNotFound, requireTrainers } from './title-handling.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { OpenPanelSessionInput } from './title.inputs.ts';
import { TitleEvaluationState } from './title-kinds.ts';
import { quorumOf } from './title.rules.ts';
import { ruleOn, TitleScheme } from './title-scheme.entity.ts';
import { newOpeningKey, sealKeyOf } from './vote-seal.ts';

@ObjectType({ description: 'A session at the one moment at which the key that opens its votes is known.' })
export class OpenedPanelSession {
  readonly id: string;

  constructor(session: PanelSession, openingKey: string | null) {
    this.id = session.id;
    this.session = session;
    this.openingKey = openingKey;
  }

  @Field(() => PanelSession, { description: 'The session.' })
  session: PanelSession;

  @Field(() => String, {
    nullable: true,
    description:
      'Opens the votes when the session is closed; to be kept by whoever convenes it. Stored nowhere: null when the request is repeated. Without it the session can only be broken off and held again.',
  })
  openingKey: string | null;
}

export const openSessionAnswer = mutationAnswer('OpenPanelSession', {
  refused: 'Why a session was not opened.',
  result: ['opened', () => OpenedPanelSession, 'The session and its key; null if it was refused.'],
  details: {
    eligible: [() => Int, 'With TOO_FEW_ELIGIBLE: how many members may vote on the candidate.'],
    quorum: [() => Int, 'With TOO_FEW_ELIGIBLE: how many are needed.'],
    evaluationId: [() => ID, 'With a candidate at fault: which.'],
  },
  codes: {
    PANEL_NOT_FOUND: { about: 'No panel has this id.', zh: '没有这个专家组。', en: 'There is no such panel.' },
    NOT_IN_TERM: {
      about: 'The panel’s term has not begun, or is over.',
      zh: '专家组不在任期内。',
      en: 'The panel is not in its term.',
    },
    EVALUATION_NOT_FOUND: evaluationNotFound,
    NOT_SCREENED: {
      about: 'A candidate was not screened, or is before a panel already; `path` says which.',
      zh: '申报尚未审核通过或已提交评审。',
      en: 'A candidate does not wait for a panel.',
    },
    MIXED_TITLES: {
      about: 'A session is for one title, since it decides by one rule; `path` says which candidate seeks another.',
      zh: '一次评审会只能评审同一职称。',
      en: 'A session is for one title.',
    },
    RULE_NOT_FOUND: {
      about: 'Nothing is laid down for the title today.',
      zh: '该职称今日没有有效的评审规则。',
      en: 'Nothing is laid down for the title today.',
    },
    TOO_FEW_ELIGIBLE: {
      about: 'Too many members may not vote on a candidate for a quorum to be reached.',
      zh: '回避后有表决资格的专家不足法定人数。',
      en: 'Too few members may vote on a candidate.',
    },
  },
});

type OpenCode =
  | 'PANEL_NOT_FOUND'
  | 'NOT_IN_TERM'
  | 'EVALUATION_NOT_FOUND'
  | 'NOT_SCREENED'
  | 'MIXED_TITLES'
  | 'RULE_NOT_FOUND'
  | 'TOO_FEW_ELIGIBLE';

/** Brings screened candidates before a panel; from now on its members vote, and nobody can read a vote (T3). */
export const openPanelSession = (em: EntityManager, command: Command<OpenPanelSessionInput>) => {
  requireTrainers(command.caller);
  const openingKey = newOpeningKey();
  return perform<PanelSession, OpenCode>(
    em,
    command,
    { mutation: 'openPanelSession', entity: PanelSession, keep: 'FOREVER' },
    (tx) => open(tx, command, openingKey),
  ).then((result): Result<OpenedPanelSession, OpenCode> => {
    if (!result.ok) return result;
    // A repeat finds the first session: the key made for this attempt is not its own, and is told to nobody.
    const isOwn = sealKeyOf(command.services.secret, result.value.id, openingKey) === result.value.sealKey;
    return ok(new OpenedPanelSession(result.value, isOwn ? openingKey : null));
  });
};

async function open(
  tx: EntityManager,
  { caller, now, services, input }: Command<OpenPanelSessionInput>,
  openingKey: string,
): Promise<Result<PanelSession, OpenCode>> {
  const today = dayOf(now);
  const atPanel = { path: ['panelId'], rule: 'T3' };
  const panel = await tx.findOne(ExpertPanel, input.panelId);
  if (!panel) return refuse('PANEL_NOT_FOUND', atPanel);
  if (today < panel.from || panel.until <= today) return refuse('NOT_IN_TERM', atPanel);

  const candidates = await tx.find(
    TitleEvaluation,
    { id: { $in: input.evaluationIds } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  const schemeIds = new Set(candidates.flatMap(({ schemeRef }) => (schemeRef ? [schemeRef.id] : [])));
  const schemes = await tx.find(TitleScheme, { id: { $in: [...schemeIds] } });
  const own = schemes.filter((scheme) => holds(caller, 'TRAINER', scheme.issuerRef.id)).map(({ id }) => id);
  const [first] = input.evaluationIds.map((id) => candidates.find((one) => one.id === id)?.schemeRef?.id);
  for (const [index, id] of input.evaluationIds.entries()) {
    const candidate = candidates.find((one) => one.id === id);
    const at = { path: ['evaluationIds', String(index)], rule: 'T3', details: { evaluationId: id } };
    if (!candidate?.schemeRef || !own.includes(candidate.schemeRef.id)) return refuse('EVALUATION_NOT_FOUND', at);
    if (candidate.state !== TitleEvaluationState.SCREENED) return refuse('NOT_SCREENED', at);
    if (candidate.schemeRef.id !== first) return refuse('MIXED_TITLES', at);
  }
  const rule = first === undefined ? null : await ruleOn(tx, first, today);
  if (!rule) return refuse('RULE_NOT_FOUND', { path: ['evaluationIds'], rule: 'scheme' });

  const quorum = quorumOf(panel.size, { numerator: rule.quorumNumerator, denominator: rule.quorumDenominator });
  const experts = (await membersOf(tx, [panel.id])).get(panel.id) ?? [];
  const conflict = await conflictJudge(tx, { experts, candidates, on: today });
  for (const [index, id] of input.evaluationIds.entries()) {
    const candidate = candidates.find((one) => one.id === id);
    const eligible = experts.filter((expert) => candidate && conflict(expert, candidate) === null).length;
    if (eligible < quorum) {
      const details = { evaluationId: id, eligible, quorum };
      return refuse('TOO_FEW_ELIGIBLE', { path: ['evaluationIds', String(index)], rule: 'T3', details });
    }
  }

  const id = newId('pse');
  const session = tx.create(PanelSession, {
    id,
    panelRef: panel.id,
    ruleRef: rule.id,
    state: PanelSessionState.OPEN,
    quorum,
    passNumerator: rule.passNumerator,
    passDenominator: rule.passDenominator,
    sealKey: sealKeyOf(services.secret, id, openingKey),
    openedAt: now,
    openedBy: caller.kind === 'PERSON' ? caller.id : '',
  });
  await tx.flush();
  for (const candidate of candidates) {
    candidate.state = TitleEvaluationState.PANEL;
    candidate.panelRef = tx.getReference(ExpertPanel, panel.id, { wrapped: true });
    candidate.sessionId = id;
    candidate.revision += 1;
  }
  await tx.flush();
  return ok(session);
}
