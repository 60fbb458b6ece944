import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Command,
  dayOf,
  holds,
  mutationAnswer,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { PanelSession, PanelSessionState, PanelVote } from './panel-session.entity.ts';
import { requireTrainers } from './title-handling.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';
import type { ClosePanelSessionInput, VoidPanelSessionInput } from './title.inputs.ts';
import { type Ballot, TitleEvaluationState } from './title-kinds.ts';
import { decide, TallyOutcome, tallyOf } from './title.rules.ts';
import { TitleRule, TitleScheme } from './title-scheme.entity.ts';
import { sealKeyOf, voteOpener } from './vote-seal.ts';

const common = {
  SESSION_NOT_FOUND: {
    about: 'The caller convened no session with this id.',
    zh: '没有这场评审会。',
    en: 'There is no such session.',
  },
  SESSION_OVER: { about: 'It was closed or broken off before.', zh: '评审会已结束。', en: 'The session is over.' },
} as const;

export const closeSessionAnswer = mutationAnswer('ClosePanelSession', {
  refused: 'Why a session was not closed.',
  result: ['session', () => PanelSession, 'The closed session, its candidates decided; null if it was refused.'],
  codes: {
    ...common,
    WRONG_KEY: {
      about: 'This is not the key that was told when the session was opened.',
      zh: '开票密钥不正确。',
      en: 'This key does not open the votes.',
    },
    VOTES_DAMAGED: {
      about: 'A stored vote is not the one that was sealed for its place: the session can only be broken off.',
      zh: '票据已被改动，本次评审会只能作废重开。',
      en: 'A stored vote was tampered with; break the session off and hold it again.',
    },
  },
});

export const voidSessionAnswer = mutationAnswer('VoidPanelSession', {
  refused: 'Why a session was not broken off.',
  result: [
    'session',
    () => PanelSession,
    'The session, broken off; its candidates wait again. Null if it was refused.',
  ],
  codes: common,
});

type CommonCode = keyof typeof common;

/** Opens the votes and counts them, candidate by candidate. What is stored is the count: who voted how is told nobody. */
export const closePanelSession = (em: EntityManager, command: Command<ClosePanelSessionInput>) => {
  requireTrainers(command.caller);
  const { caller, now, services, input } = command;
  return perform<PanelSession, CommonCode | 'WRONG_KEY' | 'VOTES_DAMAGED'>(
    em,
    command,
    { mutation: 'closePanelSession', entity: PanelSession, keep: 'FOREVER' },
    async (tx) => {
      const held = await heldSession(tx, caller, input.sessionId);
      if (!held.ok) return held;
      const session = held.value;
      if (sealKeyOf(services.secret, session.id, input.openingKey) !== session.sealKey)
        return refuse('WRONG_KEY', { path: ['openingKey'], rule: 'T3' });
      const open = voteOpener(services.secret, session.id, input.openingKey);
      const votes = await tx.find(PanelVote, { sessionRef: session.id });
      const ballots = await Promise.all(
        votes.map(async ({ evaluationRef, expertRef, sealed }) => {
          const place = { sessionId: session.id, evaluationId: evaluationRef.id, expertId: expertRef.id };
          return { evaluationId: evaluationRef.id, ballot: await open(place, sealed) };
        }),
      );
      if (ballots.some(({ ballot }) => ballot === null))
        return refuse('VOTES_DAMAGED', { path: ['sessionId'], rule: 'T3' });
      for (const candidate of await candidatesOf(tx, session.id)) {
        const own = ballots.filter(({ evaluationId }) => evaluationId === candidate.id);
        settle(
          candidate,
          session,
          own.map(({ ballot }) => ballot).filter((ballot): ballot is Ballot => ballot !== null),
        );
        if (candidate.state !== TitleEvaluationState.SCREENED) candidate.decidedOn = dayOf(now);
      }
      return end(tx, session, { state: PanelSessionState.CLOSED, caller, now });
    },
  );
};

/** Breaks a session off: its votes stay sealed for ever, and its candidates wait for another. */
export const voidPanelSession = (em: EntityManager, command: Command<VoidPanelSessionInput>) => {
  requireTrainers(command.caller);
  const { caller, now, input } = command;
  return perform<PanelSession, CommonCode>(
    em,
    command,
    { mutation: 'voidPanelSession', entity: PanelSession, keep: 'FOREVER' },
    async (tx) => {
      const held = await heldSession(tx, caller, input.sessionId);
      if (!held.ok) return held;
      for (const candidate of await candidatesOf(tx, held.value.id)) {
        candidate.state = TitleEvaluationState.SCREENED;
        candidate.revision += 1;
      }
      return end(tx, held.value, { state: PanelSessionState.VOID, caller, now });
    },
  );
};

/** Without a quorum nothing is decided: the candidate waits for another session. */
function settle(candidate: TitleEvaluation, session: PanelSession, ballots: readonly Ballot[]): void {
  const tally = tallyOf(ballots);
  const outcome = decide(tally, session.quorum, {
    numerator: session.passNumerator,
    denominator: session.passDenominator,
  });
  candidate.revision += 1;
  if (outcome === TallyOutcome.NO_QUORUM) {
    candidate.state = TitleEvaluationState.SCREENED;
    return;
  }
  candidate.state = outcome === TallyOutcome.PASSED ? TitleEvaluationState.PASSED : TitleEvaluationState.FAILED;
  candidate.present = tally.present;
  candidate.agreed = tally.agreed;
}

async function end(
  tx: EntityManager,
  session: PanelSession,
  { state, caller, now }: { state: PanelSessionState; caller: Caller; now: Date },
): Promise<Result<PanelSession, never>> {
  session.state = state;
  session.closedAt = now;
  session.closedBy = caller.kind === 'PERSON' ? caller.id : '';
  await tx.flush();
  return ok(session);
}

const candidatesOf = (tx: EntityManager, sessionId: string) =>
  tx.find(
    TitleEvaluation,
    { sessionId, state: TitleEvaluationState.PANEL },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );

/** The session, its row held, if the caller is a trainer of who confers the title: votes that arrive meanwhile wait. */
async function heldSession(tx: EntityManager, caller: Caller, id: string): Promise<Result<PanelSession, CommonCode>> {
  const at = { path: ['sessionId'], rule: 'T3' };
  const session = await tx.findOne(PanelSession, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  const rule = session && (await tx.findOne(TitleRule, session.ruleRef.id));
  const scheme = rule && (await tx.findOne(TitleScheme, rule.schemeRef.id));
  if (!session || !scheme || !holds(caller, 'TRAINER', scheme.issuerRef.id)) return refuse('SESSION_NOT_FOUND', at);
  return session.state === PanelSessionState.OPEN ? ok(session) : refuse('SESSION_OVER', at);
}
