import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type CalendarDay,
  type Caller,
  DateScalar,
  localized,
  mutationAnswer,
  newId,
  ok,
  once,
  refuse,
  type Refused,
  type Result,
} from '@millgate/kit';
import { ChainConvener, ChainHead, ChainMember, IndustryChain } from './chain.entity.ts';
import type { HandOverChainInput } from './keep-chain.inputs.ts';

export const chainNotFound = { about: 'No chain has this id.', zh: '没有这条产业链。', en: 'There is no such chain.' };

export const handOverChainAnswer = mutationAnswer('HandOverChain', {
  refused: 'Why a chain was not handed over.',
  result: ['chain', () => IndustryChain, 'The chain; null if refused.'],
  details: { inOfficeFrom: [() => DateScalar, 'With TOO_EARLY: the first day of the one in office.'] },
  codes: {
    CHAIN_NOT_FOUND: chainNotFound,
    NOT_A_MEMBER: {
      about: 'Only a member convenes a chain.',
      zh: '召集人必须是该产业链成员。',
      en: 'Only a member convenes a chain.',
    },
    BOTH_AT_FIRST: {
      about: 'The chain has no head or no convener yet: whoever is named comes with the other.',
      zh: '该产业链尚无链长或召集人，须同时指定。',
      en: 'The chain has no head or no convener yet: name both.',
    },
    TOO_EARLY: {
      about: 'The one in office took it on that day or later; `inOfficeFrom` says when.',
      zh: '现任在该日当天或之后才上任。',
      en: 'The one in office took it on that day or later.',
    },
  },
});

interface Request<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

type HandedOver = Result<IndustryChain, 'CHAIN_NOT_FOUND' | 'NOT_A_MEMBER' | 'BOTH_AT_FIRST' | 'TOO_EARLY'>;

/** Head and convener change together or one of them, in one transaction: at no instant are there none, or two, of either (C5). */
export const handOverChain = (
  em: EntityManager,
  { caller, now, input }: Request<HandOverChainInput>,
): Promise<HandedOver> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'handOverChain', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (chain) => chain.id, find: (id) => tx.findOneOrFail(IndustryChain, id) },
      (inner) => handOver(inner, input),
    ),
  );

async function handOver(tx: EntityManager, { chainId, head, convenerId, on }: HandOverChainInput): Promise<HandedOver> {
  const chain = await lockChain(tx, chainId);
  if (!chain) return refuse('CHAIN_NOT_FOUND', { path: ['chainId'], rule: 'chain' });
  if (convenerId && !(await isMemberFrom(tx, { chainId, enterpriseId: convenerId }, on))) {
    return refuse('NOT_A_MEMBER', { path: ['convenerId'], rule: 'C5' });
  }
  const headed = await tx.findOne(ChainHead, { chainRef: chainId, until: null });
  const convened = await tx.findOne(ChainConvener, { chainRef: chainId, until: null });
  if ((!headed && !head) || (!convened && !convenerId)) {
    return refuse('BOTH_AT_FIRST', { path: [head ? 'convenerId' : 'head'], rule: 'C5' });
  }
  if (head) {
    const early = endOffice(headed, on);
    if (early) return early;
    // The exclusion constraint looks at each row as it is written: first the one who leaves.
    await tx.flush();
    const names = { names: localized(head.name), posts: localized(head.post) };
    tx.create(ChainHead, { id: newId('chd'), chainRef: chainId, ...names, from: on });
  }
  if (convenerId) {
    const early = endOffice(convened, on);
    if (early) return early;
    await tx.flush();
    tx.create(ChainConvener, { id: newId('chc'), chainRef: chainId, enterpriseRef: convenerId, from: on });
  }
  await tx.flush();
  return ok(chain);
}

function endOffice(
  inOffice: { from: CalendarDay; until: CalendarDay | null } | null,
  on: CalendarDay,
): Refused<'TOO_EARLY'> | null {
  if (!inOffice) return null;
  if (on <= inOffice.from) {
    return refuse('TOO_EARLY', { path: ['on'], rule: 'C5', details: { inOfficeFrom: inOffice.from } });
  }
  inOffice.until = on;
  return null;
}

/** A member on that day, and until further notice. */
const isMemberFrom = async (
  tx: EntityManager,
  { chainId, enterpriseId }: { chainId: string; enterpriseId: string },
  on: CalendarDay,
): Promise<boolean> => {
  const since = { $or: [{ from: null }, { from: { $lte: on } }] };
  return (await tx.count(ChainMember, { chainRef: chainId, enterpriseRef: enterpriseId, until: null, ...since })) > 0;
};

/** Whoever changes a chain takes it first: two changes end in a refusal, never in a deadlock. */
export const lockChain = (tx: EntityManager, chainId: string): Promise<IndustryChain | null> =>
  tx.findOne(IndustryChain, chainId, { lockMode: LockMode.PESSIMISTIC_WRITE });
