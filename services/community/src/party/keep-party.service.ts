import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Command,
  localized,
  mutationAnswer,
  newId,
  ok,
  perform,
  refuse,
  type Refused,
  type Result,
} from '@millgate/kit';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Community, District } from '../place/place.entity.ts';
import type { MovePartyOrganisationInput, OpenPartyOrganisationInput } from './keep-party.inputs.ts';
import { PartyOrganisation, PartyOrganisationTier } from './party-organisation.entity.ts';
import { mayBeBelow } from './tiers.rules.ts';

const { ZONE, COMMUNITY, BRANCH } = PartyOrganisationTier;

const parentCodes = {
  PARENT_NOT_FOUND: {
    about: 'No organisation has the id of the parent.',
    zh: '没有这个上级组织。',
    en: 'There is no such parent organisation.',
  },
  PARENT_NOT_ABOVE: {
    about: 'A branch is below the committee of a community, a committee below that of a zone, each of one kind.',
    zh: '上级组织的类别或层级不符。',
    en: 'That organisation is of another kind, or not of the tier right above.',
  },
  PARENT_ELSEWHERE: {
    about: 'The parent is of another community, or of another district.',
    zh: '上级组织不在同一社区或辖区。',
    en: 'The parent is of another community or district.',
  },
} as const;

export const openPartyOrganisationAnswer = mutationAnswer('OpenPartyOrganisation', {
  refused: 'Why an organisation was not entered.',
  result: ['organisation', () => PartyOrganisation, 'The organisation; null if refused.'],
  codes: {
    PLACE_NOT_FOUND: {
      about: 'There is no such district, community or enterprise; `path` says which.',
      zh: '没有这个辖区、社区或企业。',
      en: 'There is no such district, community or enterprise.',
    },
    ALREADY_THERE: {
      about: 'The district or community has an organisation of this kind.',
      zh: '该处已有同类组织。',
      en: 'There is an organisation of this kind already.',
    },
    ...parentCodes,
  },
});

export const movePartyOrganisationAnswer = mutationAnswer('MovePartyOrganisation', {
  refused: 'Why an organisation did not come below another.',
  result: ['organisation', () => PartyOrganisation, 'The organisation; null if refused.'],
  codes: {
    ORGANISATION_NOT_FOUND: {
      about: 'No organisation has this id.',
      zh: '没有这个组织。',
      en: 'There is no such organisation.',
    },
    ...parentCodes,
  },
});

type ParentCode = keyof typeof parentCodes;
type Opened = Result<PartyOrganisation, 'PLACE_NOT_FOUND' | 'ALREADY_THERE' | ParentCode>;

export const openPartyOrganisation = (
  em: EntityManager,
  command: Command<OpenPartyOrganisationInput>,
): Promise<Opened> =>
  perform(em, command, { mutation: 'openPartyOrganisation', entity: PartyOrganisation }, async (tx) => {
    const { kind, name, districtId, communityId, enterpriseId, parentId } = command.input;
    const missing = await placeMissing(tx, command.input);
    if (missing) return missing;
    const organisation = {
      id: newId('pto'),
      kind,
      names: localized(name),
      tier: districtId ? ZONE : communityId ? COMMUNITY : BRANCH,
      districtRef: districtId ?? null,
      communityRef: communityId ?? null,
      enterpriseRef: enterpriseId ?? null,
      parentRef: parentId ?? null,
    };
    if (parentId) {
      const wrong = await wrongParent(tx, parentId, { ...organisation, districtId, communityId, enterpriseId });
      if (wrong) return wrong;
    }
    try {
      await tx.transactional(async (attempt) => {
        attempt.create(PartyOrganisation, organisation);
        await attempt.flush();
      });
    } catch (cause) {
      const once = ['party_organisation_district_once', 'party_organisation_community_once'];
      if (!once.includes(brokenConstraint(cause) ?? '')) throw cause;
      return refuse('ALREADY_THERE', { path: [districtId ? 'districtId' : 'communityId'], rule: 'onePerPlace' });
    }
    return ok(await tx.findOneOrFail(PartyOrganisation, organisation.id));
  });

type Moved = Result<PartyOrganisation, 'ORGANISATION_NOT_FOUND' | ParentCode>;

export const movePartyOrganisation = (
  em: EntityManager,
  command: Command<MovePartyOrganisationInput>,
): Promise<Moved> =>
  perform(em, command, { mutation: 'movePartyOrganisation', entity: PartyOrganisation }, async (tx): Promise<Moved> => {
    const { organisationId, parentId } = command.input;
    const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const organisation = await tx.findOne(PartyOrganisation, organisationId, locked);
    if (!organisation) return refuse('ORGANISATION_NOT_FOUND', { path: ['organisationId'], rule: 'organisation' });
    if (parentId) {
      const { kind, tier, communityRef, districtRef, enterpriseRef } = organisation;
      const place = { districtId: districtRef?.id, communityId: communityRef?.id, enterpriseId: enterpriseRef?.id };
      const wrong = await wrongParent(tx, parentId, { kind, tier, ...place });
      if (wrong) return wrong;
    }
    organisation.parentRef = parentId ? tx.getReference(PartyOrganisation, parentId, { wrapped: true }) : null;
    await tx.flush();
    return ok(organisation);
  });

async function placeMissing(
  tx: EntityManager,
  { districtId, communityId, enterpriseId }: OpenPartyOrganisationInput,
): Promise<Refused<'PLACE_NOT_FOUND'> | null> {
  const missing = (path: string) => refuse('PLACE_NOT_FOUND', { path: [path], rule: 'place' });
  if (districtId && (await tx.count(District, { id: districtId })) === 0) return missing('districtId');
  if (communityId && (await tx.count(Community, { id: communityId })) === 0) return missing('communityId');
  if (enterpriseId && (await tx.count(Enterprise, { id: enterpriseId })) === 0) return missing('enterpriseId');
  return null;
}

interface Below extends Pick<PartyOrganisation, 'kind' | 'tier'> {
  readonly districtId?: string | null | undefined;
  readonly communityId?: string | null | undefined;
  readonly enterpriseId?: string | null | undefined;
}

/** Kind and tier are held by the database besides; that a parent is of the same place is said here. */
async function wrongParent(tx: EntityManager, parentId: string, below: Below): Promise<Refused<ParentCode> | null> {
  const at = (rule: string) => ({ path: ['parentId'], rule });
  const parent = await tx.findOne(PartyOrganisation, parentId, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
  if (!parent) return refuse('PARENT_NOT_FOUND', at('organisation'));
  if (parent.kind !== below.kind || !mayBeBelow(below.tier, parent.tier))
    return refuse('PARENT_NOT_ABOVE', at('tiers'));
  const holds =
    below.communityId && parent.districtRef
      ? await tx.count(Community, { id: below.communityId, districtRef: parent.districtRef.id })
      : below.enterpriseId && parent.communityRef
        ? await tx.count(Enterprise, { id: below.enterpriseId, communityRef: parent.communityRef.id })
        : 0;
  return holds > 0 ? null : refuse('PARENT_ELSEWHERE', at('place'));
}
