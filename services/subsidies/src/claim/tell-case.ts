import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, type DueTask, eachApart, sql } from '@millgate/kit';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';

type Tells = Pick<Context['services'], 'publish'>;

/** States in which nothing has come of a claim yet. Money that is waited for is no outcome; an appeal undoes one. */
const undecided: readonly ClaimState[] = [
  ClaimState.SUBMITTED,
  ClaimState.ASSESSING,
  ClaimState.PENDING_FACTS,
  ClaimState.WAITING_BUDGET,
  ClaimState.UNDER_APPEAL,
];

const outcomeOf = (state: ClaimState): 'GRANTED' | 'REFUSED' | 'WITHDRAWN' =>
  state === ClaimState.REFUSED || state === ClaimState.WITHDRAWN ? state : 'GRANTED';

/**
 * Tells the desk of a claim that a case led to, and of what came of it: until then the case is not closed. The claim
 * keeps what was told last, so that nothing is told twice. Schemas: `schema/events/ClaimOpened.json`, `ClaimClosed.json`.
 */
export async function tellCase(tx: EntityManager, claim: Claim, { publish }: Tells, now: Date): Promise<void> {
  const { id: claimId, caseId, workerId, state } = claim;
  if (caseId === null || workerId === null) return;
  const tell = async (type: 'ClaimOpened' | 'ClaimClosed', payload: object) => {
    claim.toldCaseAs = type;
    await publish(tx, { type, aggregate: claimId, payload: { claimId, caseId, workerId, ...payload }, now });
  };
  const open = undecided.includes(state);
  // What is decided in the answer to its request was open too: the case learns that it led to something.
  if (claim.toldCaseAs !== 'ClaimOpened' && (open || claim.toldCaseAs === null)) await tell('ClaimOpened', {});
  if (!open && claim.toldCaseAs === 'ClaimOpened') await tell('ClaimClosed', { outcome: outcomeOf(state) });
  await tx.flush();
}

/** How many claims one run looks at; what is left comes with the next. */
const atOnce = 200;

/** Claims that time or money moved on: whoever decides by hand tells at once. */
export const tellCases: DueTask = async (tx, now, services) => {
  const untold = await sql<{ id: string }>(
    tx,
    `select id from claim
      where case_id is not null
        and told_case_as is distinct from
            case when state in (select jsonb_array_elements_text(?::jsonb)) then 'ClaimOpened' else 'ClaimClosed' end
      order by id limit ${atOnce} for update skip locked`,
    [JSON.stringify(undecided)],
  );
  return eachApart(tx, untold, services.log, async (own, { id }) =>
    tellCase(own, await own.findOneOrFail(Claim, id), services, now),
  );
};
