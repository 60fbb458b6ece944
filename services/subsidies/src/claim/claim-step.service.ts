import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Claim, ClaimStep } from './claim.entity.ts';
import type { ClaimState } from './claim.enums.ts';
import { mayMove } from './claim.rules.ts';

export interface Acting {
  /** Id of the person or the service that acts; `SYSTEM` for a rule. */
  readonly actor: string;
  readonly at: Date;
  readonly note?: string | null;
}

/** Brings a claim from one state into another, and remembers it. A move that the states do not know is a fault. */
export function moveClaim(tx: EntityManager, claim: Claim, to: ClaimState, { actor, at, note = null }: Acting): void {
  const { state: from } = claim;
  if (!mayMove(from, to)) throw new Error(`a claim does not go from ${from} to ${to}`);
  claim.state = to;
  claim.version += 1;
  tx.create(ClaimStep, { claimRef: claim, at, actor, from, to, note });
}

/** The claim, for whoever is about to change it: others wait. */
export const lockClaim = (tx: EntityManager, id: string): Promise<Claim | null> =>
  tx.findOne(Claim, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
