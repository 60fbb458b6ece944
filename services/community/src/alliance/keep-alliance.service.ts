import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Command, dayOf, localized, mutationAnswer, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { ID } from 'type-graphql';
import { IndustryChain } from '../chain/chain.entity.ts';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { communityNotFound, enterpriseNotFound } from '../place/place.answers.ts';
import { Community } from '../place/place.entity.ts';
import { Alliance, AllianceMember } from './alliance.entity.ts';
import type { AllianceMembershipInput, FormAllianceInput } from './keep-alliance.inputs.ts';

const allianceNotFound = { about: 'No alliance has this id.', zh: '没有这个联盟。', en: 'There is no such alliance.' };

export const formAllianceAnswer = mutationAnswer('FormAlliance', {
  refused: 'Why an alliance was not formed.',
  result: ['alliance', () => Alliance, 'The alliance; null if refused.'],
  details: { enterpriseId: [() => ID, 'With ENTERPRISE_NOT_FOUND: the first that is not found.'] },
  codes: {
    COMMUNITY_NOT_FOUND: communityNotFound,
    CHAIN_ELSEWHERE: {
      about: 'The community has no chain with this id.',
      zh: '该社区没有这条产业链。',
      en: 'The community has no such chain.',
    },
    ENTERPRISE_NOT_FOUND: enterpriseNotFound,
  },
});

export const joinAllianceAnswer = mutationAnswer('JoinAlliance', {
  refused: 'Why an enterprise did not join an alliance.',
  result: ['member', () => AllianceMember, 'Its membership; null if refused.'],
  codes: {
    ALLIANCE_NOT_FOUND: allianceNotFound,
    ENTERPRISE_NOT_FOUND: enterpriseNotFound,
    ALREADY_MEMBER: { about: 'It is a member.', zh: '该企业已是成员。', en: 'The enterprise is a member already.' },
  },
});

export const leaveAllianceAnswer = mutationAnswer('LeaveAlliance', {
  refused: 'Why an enterprise did not leave an alliance.',
  result: ['alliance', () => Alliance, 'The alliance it left; null if refused.'],
  codes: {
    ALLIANCE_NOT_FOUND: allianceNotFound,
    NOT_A_MEMBER: { about: 'It is no member.', zh: '该企业不是成员。', en: 'The enterprise is no member.' },
  },
});

type Formed = Result<Alliance, 'COMMUNITY_NOT_FOUND' | 'CHAIN_ELSEWHERE' | 'ENTERPRISE_NOT_FOUND'>;

export const formAlliance = (em: EntityManager, command: Command<FormAllianceInput>): Promise<Formed> =>
  perform(em, command, { mutation: 'formAlliance', entity: Alliance }, async (tx): Promise<Formed> => {
    const { communityId, name, purpose, since, chainId, memberIds } = command.input;
    if ((await tx.count(Community, { id: communityId })) === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    if (chainId && (await tx.count(IndustryChain, { id: chainId, communityRef: communityId })) === 0) {
      return refuse('CHAIN_ELSEWHERE', { path: ['chainId'], rule: 'chain' });
    }
    const known = new Set((await tx.find(Enterprise, { id: { $in: memberIds } })).map(({ id }) => id));
    const unknown = memberIds.findIndex((id) => !known.has(id));
    if (unknown >= 0) {
      const details = { enterpriseId: memberIds[unknown] };
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['memberIds', String(unknown)], rule: 'enterprise', details });
    }
    const alliance = tx.create(Alliance, {
      id: newId('all'),
      names: localized(name),
      purposes: localized(purpose),
      since: since ?? null,
      communityRef: communityId,
      chainRef: chainId ?? null,
    });
    const from = dayOf(command.now);
    for (const enterpriseRef of memberIds) {
      tx.create(AllianceMember, { id: newId('alm'), allianceRef: alliance, enterpriseRef, from });
    }
    await tx.flush();
    return ok(alliance);
  });

type Joined = Result<AllianceMember, 'ALLIANCE_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'ALREADY_MEMBER'>;

export const joinAlliance = (em: EntityManager, command: Command<AllianceMembershipInput>): Promise<Joined> =>
  perform(em, command, { mutation: 'joinAlliance', entity: AllianceMember }, async (tx): Promise<Joined> => {
    const { allianceId, enterpriseId } = command.input;
    if (!(await lockAlliance(tx, allianceId))) {
      return refuse('ALLIANCE_NOT_FOUND', { path: ['allianceId'], rule: 'alliance' });
    }
    if ((await tx.count(Enterprise, { id: enterpriseId })) === 0) {
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
    }
    if (await membershipOf(tx, command.input)) {
      return refuse('ALREADY_MEMBER', { path: ['enterpriseId'], rule: 'member' });
    }
    const place = { allianceRef: allianceId, enterpriseRef: enterpriseId, from: dayOf(command.now) };
    const member = tx.create(AllianceMember, { id: newId('alm'), ...place });
    await tx.flush();
    return ok(member);
  });

type Left = Result<Alliance, 'ALLIANCE_NOT_FOUND' | 'NOT_A_MEMBER'>;

/** The membership ends today; that it was is kept. */
export const leaveAlliance = (em: EntityManager, command: Command<AllianceMembershipInput>): Promise<Left> =>
  perform(em, command, { mutation: 'leaveAlliance', entity: Alliance }, async (tx): Promise<Left> => {
    const alliance = await lockAlliance(tx, command.input.allianceId);
    if (!alliance) return refuse('ALLIANCE_NOT_FOUND', { path: ['allianceId'], rule: 'alliance' });
    const membership = await membershipOf(tx, command.input);
    if (!membership) return refuse('NOT_A_MEMBER', { path: ['enterpriseId'], rule: 'member' });
    membership.until = dayOf(command.now);
    await tx.flush();
    return ok(alliance);
  });

/** Whoever changes who is a member takes the alliance first: two end in a refusal, never in a deadlock. */
const lockAlliance = (tx: EntityManager, id: string): Promise<Alliance | null> =>
  tx.findOne(Alliance, id, { lockMode: LockMode.PESSIMISTIC_WRITE });

const membershipOf = (tx: EntityManager, { allianceId, enterpriseId }: AllianceMembershipInput) =>
  tx.findOne(AllianceMember, { allianceRef: allianceId, enterpriseRef: enterpriseId, until: null });
