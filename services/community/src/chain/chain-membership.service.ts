import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Command,
  DateScalar,
  dayOf,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Result,
} from '@millgate/kit';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { enterpriseNotFound } from '../place/place.answers.ts';
import { ChainConvener, ChainMember, IndustryChain } from './chain.entity.ts';
import type { ChainMembershipInput } from './keep-chain.inputs.ts';
import { chainNotFound, lockChain } from './keep-chain.service.ts';

export const joinChainAnswer = mutationAnswer('JoinChain', {
  refused: 'Why an enterprise did not join a chain.',
  result: ['member', () => ChainMember, 'Its place in the chain; null if refused.'],
  codes: {
    CHAIN_NOT_FOUND: chainNotFound,
    ENTERPRISE_NOT_FOUND: enterpriseNotFound,
    ALREADY_MEMBER: {
      about: 'The enterprise is a member.',
      zh: '该企业已是成员。',
      en: 'The enterprise is a member already.',
    },
  },
});

export const leaveChainAnswer = mutationAnswer('LeaveChain', {
  refused: 'Why an enterprise did not leave a chain.',
  result: ['chain', () => IndustryChain, 'The chain it left; null if refused.'],
  details: {
    convenesUntil: [() => DateScalar, 'With CONVENES: the first day on which it no longer convenes, if there is one.'],
  },
  codes: {
    CHAIN_NOT_FOUND: chainNotFound,
    NOT_A_MEMBER: { about: 'It is no member.', zh: '该企业不是成员。', en: 'The enterprise is no member.' },
    CONVENES: {
      about: 'It convenes the chain, today or later: another takes over first (`handOverChain`).',
      zh: '该企业担任召集人，须先移交。',
      en: 'It convenes the chain: hand that over first.',
    },
  },
});

type Joined = Result<ChainMember, 'CHAIN_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'ALREADY_MEMBER'>;

export const joinChain = (em: EntityManager, command: Command<ChainMembershipInput>): Promise<Joined> =>
  perform(em, command, { mutation: 'joinChain', entity: ChainMember }, async (tx): Promise<Joined> => {
    const { chainId, enterpriseId } = command.input;
    if (!(await lockChain(tx, chainId))) return refuse('CHAIN_NOT_FOUND', { path: ['chainId'], rule: 'chain' });
    if ((await tx.count(Enterprise, { id: enterpriseId })) === 0) {
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
    }
    if (await membershipOf(tx, command.input)) {
      return refuse('ALREADY_MEMBER', { path: ['enterpriseId'], rule: 'member' });
    }
    const place = { chainRef: chainId, enterpriseRef: enterpriseId, from: dayOf(command.now) };
    const member = tx.create(ChainMember, { id: newId('chm'), ...place });
    await tx.flush();
    return ok(member);
  });

type Left = Result<IndustryChain, 'CHAIN_NOT_FOUND' | 'NOT_A_MEMBER' | 'CONVENES'>;

/** The membership ends today; that it was is kept. Whoever convenes hands that over first (C5). */
export const leaveChain = (em: EntityManager, command: Command<ChainMembershipInput>): Promise<Left> =>
  perform(em, command, { mutation: 'leaveChain', entity: IndustryChain }, async (tx): Promise<Left> => {
    const { chainId, enterpriseId } = command.input;
    const today = dayOf(command.now);
    const chain = await lockChain(tx, chainId);
    if (!chain) return refuse('CHAIN_NOT_FOUND', { path: ['chainId'], rule: 'chain' });
    const membership = await membershipOf(tx, command.input);
    if (!membership) return refuse('NOT_A_MEMBER', { path: ['enterpriseId'], rule: 'member' });
    const office = await tx.findOne(
      ChainConvener,
      { chainRef: chainId, enterpriseRef: enterpriseId, $or: [{ until: null }, { until: { $gt: today } }] },
      { orderBy: { from: 'desc' } },
    );
    if (office) {
      const details = { convenesUntil: office.until ?? undefined };
      return refuse('CONVENES', { path: ['enterpriseId'], rule: 'C5', details });
    }
    membership.until = today;
    await tx.flush();
    return ok(chain);
  });

const membershipOf = (tx: EntityManager, { chainId, enterpriseId }: ChainMembershipInput) =>
  tx.findOne(ChainMember, { chainRef: chainId, enterpriseRef: enterpriseId, until: null });
