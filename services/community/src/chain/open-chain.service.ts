import type { EntityManager } from '@mikro-orm/postgresql';
import { type Command, dayOf, localized, mutationAnswer, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { ID } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { communityNotFound, enterpriseNotFound } from '../place/place.answers.ts';
import { Community } from '../place/place.entity.ts';
import { ChainConvener, ChainHead, ChainMember, IndustryChain } from './chain.entity.ts';
import type { OpenChainInput } from './keep-chain.inputs.ts';

export const openChainAnswer = mutationAnswer('OpenChain', {
  refused: 'Why a chain was not opened.',
  result: ['chain', () => IndustryChain, 'The chain; null if refused.'],
  details: { enterpriseId: [() => ID, 'With ENTERPRISE_NOT_FOUND: the first that is not found.'] },
  codes: {
    COMMUNITY_NOT_FOUND: communityNotFound,
    ENTERPRISE_NOT_FOUND: enterpriseNotFound,
    NOT_A_MEMBER: {
      about: 'Only a member convenes a chain.',
      zh: '召集人必须是该产业链成员。',
      en: 'Only a member convenes a chain.',
    },
  },
});

type Opened = Result<IndustryChain, 'COMMUNITY_NOT_FOUND' | 'ENTERPRISE_NOT_FOUND' | 'NOT_A_MEMBER'>;

/** A chain, its members, its head and its convener come in one transaction: it is never without (C5). */
export const openChain = (em: EntityManager, command: Command<OpenChainInput>): Promise<Opened> =>
  perform(em, command, { mutation: 'openChain', entity: IndustryChain }, async (tx): Promise<Opened> => {
    const { communityId, name, memberIds, head, convenerId, on } = command.input;
    if (communityId && (await tx.count(Community, { id: communityId })) === 0) {
      return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
    }
    const known = new Set((await tx.find(Enterprise, { id: { $in: memberIds } })).map(({ id }) => id));
    const unknown = memberIds.findIndex((id) => !known.has(id));
    if (unknown >= 0) {
      const details = { enterpriseId: memberIds[unknown] };
      return refuse('ENTERPRISE_NOT_FOUND', { path: ['memberIds', String(unknown)], rule: 'enterprise', details });
    }
    if (!known.has(convenerId)) return refuse('NOT_A_MEMBER', { path: ['convenerId'], rule: 'C5' });
    const chain = tx.create(IndustryChain, {
      id: newId('chn'),
      names: localized(name),
      since: on,
      communityRef: communityId ?? null,
    });
    // A member from today where the offices begin later, and from their first day where they began already.
    const today = dayOf(command.now);
    const from = on < today ? on : today;
    for (const enterpriseRef of memberIds) {
      tx.create(ChainMember, { id: newId('chm'), chainRef: chain, enterpriseRef, from });
    }
    await tx.flush();
    const offices = { chainRef: chain, from: on };
    tx.create(ChainHead, { id: newId('chd'), ...offices, names: localized(head.name), posts: localized(head.post) });
    tx.create(ChainConvener, { id: newId('chc'), ...offices, enterpriseRef: convenerId });
    await tx.flush();
    return ok(chain);
  });
