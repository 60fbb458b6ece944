import { communityId, persona } from '@millgate/demo';
import { LocalizedText, newId } from '@millgate/kit';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { Property, PropertyKind } from '../../src/property/property.entity.ts';
import { Unit } from '../../src/unit/unit.entity.ts';

export const staff = persona('housing');

/** When listings of these tests open and close, unless they say otherwise. */
export const opening = '2026-11-20T09:00:00+08:00';
export const closing = '2026-11-30T17:00:00+08:00';
export const afterwards = '2026-12-01T10:00:00+08:00';

export interface Payload {
  readonly [result: string]: unknown;
  readonly userErrors: readonly ({ readonly code: string } & Record<string, unknown>)[];
}

/** Sends a mutation whose input has a fresh key, and answers its payload. */
export async function mutate(
  housing: TestSubgraph,
  who: Parameters<TestSubgraph['as']>[0],
  mutation: string,
  fields: string,
  input: object,
  at?: string,
): Promise<Payload> {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await housing
    .as(who, at)
    .ask<Record<string, Payload>>(`mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ${fields} } }`, {
      input: { idempotencyKey: newId('key'), ...input },
    });
  const payload = data?.[mutation];
  if (errors || !payload)
    throw Object.assign(new Error(JSON.stringify(errors)), { extensions: errors?.[0]?.extensions });
  return payload;
}

export const codeOf = ({ userErrors }: Payload): string => userErrors[0]?.code ?? 'OK';

export async function givenProperty(
  housing: TestSubgraph,
  { kind = PropertyKind.TALENT_APARTMENT, units = 3, beds = 1 } = {},
): Promise<{ propertyId: string; unitIds: string[] }> {
  const propertyId = newId('prp');
  const unitIds = Array.from({ length: units }, () => newId('unt'));
  await housing.given(async (tx) => {
    tx.create(Property, {
      id: propertyId,
      names: LocalizedText.of('公寓', 'Apartment'),
      kind,
      communityId: communityId('jinyihu'),
      services: [],
    });
    await tx.flush();
    for (const [at, id] of unitIds.entries())
      tx.create(Unit, { id, propertyRef: propertyId, no: String(at + 1).padStart(4, '0'), areaM2: 40, beds });
  });
  return { propertyId, unitIds };
}

const terms = { rentFen: 120_000, depositFen: 120_000, letMonths: 12, moveInOn: '2026-12-15' };

export async function givenListing(
  housing: TestSubgraph,
  place: { propertyId: string; unitIds: string[] },
  more: object = {},
): Promise<string> {
  const input = {
    ...place,
    titleZh: '公寓招租',
    titleEn: 'Flats to let',
    reviewOrder: 'FIRST_COME',
    opensAt: opening,
    closesAt: closing,
    ...terms,
    ...more,
  };
  const { listing } = await mutate(housing, staff, 'openListing', 'listing { id } userErrors { code unitIds }', input);
  return (listing as { id: string } | null)?.id ?? '';
}

export const applicationFields = 'application { id state rank version } userErrors { code opensAt closedAt existing }';

export const apply = (
  housing: TestSubgraph,
  who: PersonLike,
  listingId: string,
  at = '2026-11-21T10:00:00+08:00',
  more: object = {},
) => mutate(housing, who, 'applyForHousing', applicationFields, { listingId, ...more }, at);

export const idOf = (payload: Payload, result = 'application'): string =>
  (payload[result] as { id: string } | null)?.id ?? '';

/** What staff does to a listing of a suite, and what came of it. */
export function reviewing(housing: () => TestSubgraph) {
  const runDue = (at: string) => housing().subgraph.runDue(new Date(at));
  const states = async (listingId: string) =>
    (
      await housing().rows<{ state: string }>(
        'select state from application where listing_id = ? order by rank, submitted_at, id',
        [listingId],
      )
    ).map(({ state }) => state);
  const stepsOf = (applicationId: string) =>
    housing().rows<{ action: string; reason: string | null }>(
      'select action, reason from application_step where application_id = ? order by done_at, id',
      [applicationId],
    );
  const rank = (listingId: string, more: object = {}, at = afterwards) =>
    mutate(
      housing(),
      staff,
      'rankApplications',
      'listing { state seed } userErrors { code applicationIds }',
      { listingId, ...more },
      at,
    );
  const start = (listingId: string, at = afterwards) =>
    mutate(
      housing(),
      staff,
      'startAllocation',
      'listing { state } userErrors { code flaggedSets state }',
      { listingId },
      at,
    );
  const offersOf = async (who: PersonLike, at = afterwards) => {
    const { myLeases } = await housing().as(who, at).data<{
      myLeases: { nodes: { id: string; state: string; from: string; until: string; offerExpiresAt: string }[] };
    }>('{ myLeases { nodes { id state from until offerExpiresAt rent { fen } bed } } }');
    return myLeases.nodes;
  };
  const accept = (who: PersonLike, leaseId: string, at = afterwards) =>
    mutate(housing(), who, 'acceptHousingOffer', 'lease { id state } userErrors { code }', { leaseId }, at);
  return { runDue, states, stepsOf, rank, start, offersOf, accept };
}
