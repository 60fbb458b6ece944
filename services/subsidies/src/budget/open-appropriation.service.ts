import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, newId, ok, refuse, type Result, sql } from '@millgate/kit';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { forEver } from '../claim/repeatable.ts';
import { approveWaiting } from '../claim/waiting-claims.due.ts';
import { ProgramKind } from '../program/program.enums.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { Appropriation } from './appropriation.entity.ts';
import { LedgerAccount } from './ledger.enums.ts';
import { bookTreasury } from './ledger.service.ts';
import type { OpenAppropriationInput } from './open-appropriation.inputs.ts';
import type { OpenAppropriationErrorCode } from './open-appropriation.payloads.ts';

type Opened = Result<Appropriation, keyof typeof OpenAppropriationErrorCode>;

/** Sets money aside for a year, or adds to it; whoever waited for it gets it in the same transaction, in order (S8). */
export const openAppropriation = (context: Context, input: OpenAppropriationInput): Promise<Opened> =>
  forEver(context, 'openAppropriation', input, Appropriation, (tx) => open(tx, context, input));

async function open(
  tx: EntityManager,
  { caller, now }: Context,
  { programCode, fiscalYear, fen }: OpenAppropriationInput,
): Promise<Opened> {
  const program = await tx.findOne(SubsidyProgram, { code: programCode });
  const at = { path: ['programCode'], rule: 'PROGRAM' };
  if (!program || !isOfficerOf(caller, program.id)) return refuse('PROGRAM_NOT_FOUND', at);
  if (program.kind === ProgramKind.IN_KIND) return refuse('IN_KIND', at);
  await sql(
    tx,
    `insert into appropriation (id, program_id, fiscal_year, amount_fen) values (?, ?, ?, 0)
     on conflict (program_id, fiscal_year) do nothing`,
    [newId('apr'), program.id, fiscalYear],
  );
  const { id } = await tx.findOneOrFail(Appropriation, { programRef: program.id, fiscalYear });
  await bookTreasury(tx, id, fen, { from: LedgerAccount.TREASURY, to: LedgerAccount.AVAILABLE, at: now });
  await approveWaiting(tx, program.id, now);
  return ok(await tx.findOneOrFail(Appropriation, { id }, { refresh: true }));
}
