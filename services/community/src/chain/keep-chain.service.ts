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
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { ChainConvener, ChainHead, ChainMember, IndustryChain } from './chain.entity.ts';
import type { HandOverChainInput, JoinChainInput } from './keep-chain.inputs.ts';

const chainNotFound = { about: 'No chain has this id.', zh: '没有这条产业链。', en: 'There is no such chain.' };

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

export const joinChainAnswer = mutationAnswer('JoinChain', {
  refused: 'Why an enterprise did not join a chain.',
  result: ['member', () => ChainMember, 'Its place in the chain; null if refused.'],
  codes: {
    CHAIN_NOT_FOUND: chainNotFound,
    ENTERPRISE_NOT_FOUND: {
      about: 'No enterprise has this id.',
      zh: '没有这家企业。',
      en: 'There is no such enterprise.',
    },
    ALREADY_MEMBER: {
      about: 'The enterprise is a member.',
      zh: '该企业已是成员。',
      en: 'The enterprise is a member already.',
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
  if (convenerId && (await tx.count(ChainMember, { chainRef: chainId, enterpriseRef: convenerId })) === 0) {
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

type Joined = Result<ChainMember, 'CHAIN_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'ALREADY_MEMBER'>;

export const joinChain = (em: EntityManager, { caller, now, input }: Request<JoinChainInput>): Promise<Joined> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'joinChain', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (member) => member.id, find: (id) => tx.findOneOrFail(ChainMember, id) },
      (inner) => join(inner, input),
    ),
  );

async function join(tx: EntityManager, { chainId, enterpriseId }: JoinChainInput): Promise<Joined> {
  if (!(await lockChain(tx, chainId))) return refuse('CHAIN_NOT_FOUND', { path: ['chainId'], rule: 'chain' });
  if ((await tx.count(Enterprise, { id: enterpriseId })) === 0) {
    return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
  }
  const place = { chainRef: chainId, enterpriseRef: enterpriseId };
  if ((await tx.count(ChainMember, place)) > 0) {
    return refuse('ALREADY_MEMBER', { path: ['enterpriseId'], rule: 'member' });
  }
  const member = tx.create(ChainMember, { id: newId('chm'), ...place });
  await tx.flush();
  return ok(member);
}

/** Whoever changes a chain takes it first: two changes end in a refusal, never in a deadlock. */
const lockChain = (tx: EntityManager, chainId: string): Promise<IndustryChain | null> =>
  tx.findOne(IndustryChain, chainId, { lockMode: LockMode.PESSIMISTIC_WRITE });
