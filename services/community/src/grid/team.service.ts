import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, localized, newId, ok, once, refuse, type Refused, type Result } from '@millgate/kit';
import { Worker } from '../worker/worker.entity.ts';
import { Grid, GridMember } from './grid.entity.ts';
import { GridRole } from './grid.enums.ts';
import type {
  AssignGridMemberInput,
  EndGridMembershipInput,
  HandOverGridInput,
  TeamMemberInput,
} from './team.inputs.ts';
import type { AssignGridMemberErrorCode, EndGridMembershipErrorCode, HandOverGridErrorCode } from './team.payloads.ts';

interface Request<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

/** Runs a change of a team once; what comes of it is a membership. */
const changingTeam = <Input extends { idempotencyKey: string }, Code extends string>(
  em: EntityManager,
  mutation: string,
  { caller, now, input }: Request<Input>,
  effect: (tx: EntityManager, input: Input) => Promise<Result<GridMember, Code>>,
): Promise<Result<GridMember, Code>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (member) => member.id, find: (id) => tx.findOneOrFail(GridMember, id) },
      (inner) => effect(inner, input),
    ),
  );

/** One officer leaves as the next comes, in one transaction: at no instant are there none, or two (C4). */
export const handOverGrid = (em: EntityManager, request: Request<HandOverGridInput>) =>
  changingTeam<HandOverGridInput, keyof typeof HandOverGridErrorCode>(em, 'handOverGrid', request, handOver);

async function handOver(
  tx: EntityManager,
  { gridId, officer, on }: HandOverGridInput,
): Promise<Result<GridMember, keyof typeof HandOverGridErrorCode>> {
  const missing = await lockGrid(tx, gridId);
  if (missing) return missing;
  const stranger = await unknownWorker(tx, officer, 'officer');
  if (stranger) return stranger;
  const before = await tx.findOne(GridMember, { gridRef: gridId, role: GridRole.FULL_TIME_OFFICER, until: null });
  if (before && on <= before.from) {
    const details = { inOfficeFrom: before.from };
    return refuse('TOO_EARLY', { path: ['on'], rule: 'C4', details });
  }
  if (before) before.until = on;
  // The exclusion constraint looks at each row as it is written: first the one who leaves.
  await tx.flush();
  const next = memberOf(tx, { gridId, role: GridRole.FULL_TIME_OFFICER, member: officer, from: on });
  await tx.flush();
  return ok(next);
}

/** Somebody joins “1+3+N” beside its officer. */
export const assignGridMember = (em: EntityManager, request: Request<AssignGridMemberInput>) =>
  changingTeam<AssignGridMemberInput, keyof typeof AssignGridMemberErrorCode>(em, 'assignGridMember', request, assign);

async function assign(
  tx: EntityManager,
  input: AssignGridMemberInput,
): Promise<Result<GridMember, keyof typeof AssignGridMemberErrorCode>> {
  if (input.role === GridRole.FULL_TIME_OFFICER) {
    return refuse('OFFICER_BY_HANDOVER', { path: ['role'], rule: 'C4' });
  }
  const missing = await lockGrid(tx, input.gridId);
  if (missing) return missing;
  const stranger = await unknownWorker(tx, input.member, 'member');
  if (stranger) return stranger;
  const member = memberOf(tx, input);
  await tx.flush();
  return ok(member);
}

export const endGridMembership = (em: EntityManager, request: Request<EndGridMembershipInput>) =>
  changingTeam<EndGridMembershipInput, keyof typeof EndGridMembershipErrorCode>(em, 'endGridMembership', request, end);

async function end(
  tx: EntityManager,
  { memberId, until }: EndGridMembershipInput,
): Promise<Result<GridMember, keyof typeof EndGridMembershipErrorCode>> {
  const member = await tx.findOne(GridMember, memberId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!member) return refuse('MEMBER_NOT_FOUND', { path: ['memberId'], rule: 'member' });
  if (member.role === GridRole.FULL_TIME_OFFICER) {
    return refuse('OFFICER_BY_HANDOVER', { path: ['memberId'], rule: 'C4' });
  }
  if (member.until !== null) return refuse('ALREADY_ENDED', { path: ['memberId'], rule: 'half-open' });
  if (until <= member.from) return refuse('TOO_EARLY', { path: ['until'], rule: 'half-open' });
  member.until = until;
  await tx.flush();
  return ok(member);
}

/** Whoever changes a team takes the grid first, so that two handovers end in a refusal and never in a deadlock. */
async function lockGrid(tx: EntityManager, gridId: string): Promise<Refused<'GRID_NOT_FOUND'> | null> {
  const grid = await tx.findOne(Grid, gridId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return grid ? null : refuse('GRID_NOT_FOUND', { path: ['gridId'], rule: 'grid' });
}

async function unknownWorker(
  tx: EntityManager,
  { workerId }: TeamMemberInput,
  at: string,
): Promise<Refused<'WORKER_NOT_FOUND'> | null> {
  if (!workerId || (await tx.count(Worker, { id: workerId })) > 0) return null;
  return refuse('WORKER_NOT_FOUND', { path: [at, 'workerId'], rule: 'worker' });
}

const memberOf = (
  tx: EntityManager,
  { gridId, role, member, from }: { gridId: string; role: GridRole; member: TeamMemberInput; from: string },
): GridMember =>
  tx.create(GridMember, {
    id: newId('gmb'),
    gridRef: gridId,
    role,
    workerRef: member.workerId ?? null,
    officialNames: member.name ? localized(member.name) : null,
    accountId: member.accountId ?? null,
    from,
  });
