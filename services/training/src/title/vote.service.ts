import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Command,
  type Repeated,
  DateTimeScalar,
  dayOf,
  forbidden,
  holdsSomewhere,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  unauthenticated,
} from '@millgate/kit';
import { Field, ID, ObjectType } from 'type-graphql';
import type { Expert } from './expert-panel.entity.ts';
import { conflictJudge, membersOf } from './judging.ts';
import { PanelRecusal, PanelSession, PanelSessionState, PanelVote } from './panel-session.entity.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { CastVoteInput, RecuseFromCandidateInput } from './title.inputs.ts';
import { RecusalReason, TitleEvaluationState } from './title-kinds.ts';
import { sealVote } from './vote-seal.ts';

@ObjectType({ description: 'That something of a member’s was taken down. It does not say what.' })
export class PanelReceipt {
  constructor(
    readonly of: { readonly id: string; readonly evaluationId: string; readonly at: Date },
    readonly id = of.id,
  ) {}

  @Field(() => ID, { description: 'The candidate’s evaluation.' })
  evaluationId(): string {
    return this.of.evaluationId;
  }

  @Field(() => DateTimeScalar, { description: 'When.' })
  at(): Date {
    return this.of.at;
  }
}

const common = {
  SESSION_NOT_FOUND: {
    about: 'The caller sits in no session with this id.',
    zh: '没有这场评审会。',
    en: 'There is no such session.',
  },
  SESSION_OVER: { about: 'The session is closed.', zh: '评审会已结束。', en: 'The session is over.' },
  CANDIDATE_NOT_FOUND: {
    about: 'The candidate is not before this session.',
    zh: '本次评审会没有该申报人。',
    en: 'The candidate is not before this session.',
  },
} as const;

export const castVoteAnswer = mutationAnswer('CastVote', {
  refused: 'Why a vote was not taken.',
  result: ['receipt', () => PanelReceipt, 'That it was sealed; null if it was refused.'],
  details: { recusal: [() => RecusalReason, 'With RECUSED: why she may not vote on the candidate.'] },
  codes: {
    ...common,
    RECUSED: {
      about: 'The member may not vote on this candidate (T3); `recusal` says why.',
      zh: '您应当回避该申报人的评审。',
      en: 'You may not vote on this candidate.',
    },
    ALREADY_VOTED: {
      about: 'The member voted on this candidate before. A vote is final.',
      zh: '您已对该申报人投票。',
      en: 'You have voted on this candidate.',
    },
  },
});

export const recuseAnswer = mutationAnswer('RecuseFromCandidate', {
  refused: 'Why a recusal was not taken down.',
  result: ['receipt', () => PanelReceipt, 'That it was taken down; null if it was refused.'],
  codes: {
    ...common,
    ALREADY_RECUSED: { about: 'She declared it before.', zh: '您已申报回避。', en: 'You declared it before.' },
  },
});

type CommonCode = keyof typeof common;

function requireMember(caller: Caller): string {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (caller.kind !== 'PERSON' || !holdsSomewhere(caller, 'PANEL_MEMBER')) throw forbidden();
  return caller.id;
}

/**
 * One sealed vote (T3). What is remembered of the request leaves the ballot out: of three possible inputs a reader of
 * the table would soon know which one has the stored hash.
 */
export const castVote = (em: EntityManager, command: Command<CastVoteInput>) => {
  const personId = requireMember(command.caller);
  const { idempotencyKey, sessionId, evaluationId, ballot } = command.input;
  const remembered = { ...command, input: { idempotencyKey, sessionId, evaluationId } };
  const at = { path: ['evaluationId'], rule: 'T3' };
  return taken(
    em,
    remembered,
    { mutation: 'castVote', entity: PanelVote, keep: 'FOREVER' },
    async (tx): Promise<Result<PanelVote, CommonCode | 'RECUSED' | 'ALREADY_VOTED'>> => {
      const seat = await seatIn(tx, personId, command);
      if (!seat.ok) return seat;
      const { session, expert, candidate } = seat.value;
      const judge = await conflictJudge(tx, { experts: [expert], candidates: [candidate], on: dayOf(command.now) });
      const recusal = judge(expert, candidate);
      if (recusal) return refuse('RECUSED', { ...at, details: { recusal } });
      const place = { sessionRef: session.id, evaluationRef: candidate.id, expertRef: expert.id };
      if (await tx.findOne(PanelVote, place)) return refuse('ALREADY_VOTED', at);
      const sealed = await sealVote(session.sealKey, { sessionId, evaluationId, expertId: expert.id }, ballot);
      const vote = tx.create(PanelVote, { id: newId('pvt'), ...place, sealed, castAt: command.now });
      await tx.flush();
      return ok(vote);
    },
    ({ id, castAt }) => ({ id, evaluationId, at: castAt }),
  );
};

/** A member’s word that she must not judge a candidate; a vote that she cast before is taken back unopened. */
export const recuseFromCandidate = (em: EntityManager, command: Command<RecuseFromCandidateInput>) => {
  const personId = requireMember(command.caller);
  const { evaluationId, reason } = command.input;
  return taken(
    em,
    command,
    { mutation: 'recuseFromCandidate', entity: PanelRecusal, keep: 'FOREVER' },
    async (tx): Promise<Result<PanelRecusal, CommonCode | 'ALREADY_RECUSED'>> => {
      const seat = await seatIn(tx, personId, command);
      if (!seat.ok) return seat;
      const { session, expert, candidate } = seat.value;
      const place = { sessionRef: session.id, evaluationRef: candidate.id, expertRef: expert.id };
      if (await tx.findOne(PanelRecusal, place))
        return refuse('ALREADY_RECUSED', { path: ['evaluationId'], rule: 'T3' });
      await tx.nativeDelete(PanelVote, place);
      const recusal = tx.create(PanelRecusal, {
        id: newId('prc'),
        ...place,
        reason: RecusalReason[reason],
        declaredAt: command.now,
      });
      await tx.flush();
      return ok(recusal);
    },
    ({ id, declaredAt }) => ({ id, evaluationId, at: declaredAt }),
  );
};

async function taken<T extends { readonly id: string }, Code extends string>(
  em: EntityManager,
  command: Command<{ readonly idempotencyKey: string }>,
  repeated: Repeated<T>,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
  receipt: (of: T) => PanelReceipt['of'],
): Promise<Result<PanelReceipt, Code>> {
  const result = await perform<T, Code>(em, command, repeated, effect);
  return result.ok ? ok(new PanelReceipt(receipt(result.value))) : result;
}

interface Seat {
  readonly session: PanelSession;
  readonly expert: Expert;
  readonly candidate: TitleEvaluation;
}

/** The caller’s seat in an open session, the session’s row held: votes, recusals and the closing come one by one. */
async function seatIn(
  tx: EntityManager,
  personId: string,
  { input: { sessionId, evaluationId } }: { input: { sessionId: string; evaluationId: string } },
): Promise<Result<Seat, CommonCode>> {
  const at = { path: ['sessionId'], rule: 'T3' };
  const session = await tx.findOne(PanelSession, sessionId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const members = session && (await membersOf(tx, [session.panelRef.id])).get(session.panelRef.id);
  const expert = members?.find((member) => member.personId === personId);
  if (!session || !expert) return refuse('SESSION_NOT_FOUND', at);
  if (session.state !== PanelSessionState.OPEN) return refuse('SESSION_OVER', at);
  const candidate = await tx.findOne(TitleEvaluation, {
    id: evaluationId,
    sessionId,
    state: TitleEvaluationState.PANEL,
  });
  if (!candidate) return refuse('CANDIDATE_NOT_FOUND', { path: ['evaluationId'], rule: 'T3' });
  return ok({ session, expert, candidate });
}
