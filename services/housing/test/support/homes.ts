import { bulkWorker, communityId } from '@millgate/demo';
import { LocalizedText, Money, newId } from '@millgate/kit';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { Lease, LeasePayer } from '../../src/lease/lease.entity.ts';
import { LeaseState, type Span } from '../../src/lease/lease.rules.ts';
import { MasterLease, MasterLeaseUnit } from '../../src/lease/master-lease.entity.ts';
import { Property, PropertyKind } from '../../src/property/property.entity.ts';
import { Unit } from '../../src/unit/unit.entity.ts';

export const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

/** A unit in a property of its own, so that no test meets another’s leases. */
export async function givenUnit(
  housing: TestSubgraph,
  { beds = 4, kind = PropertyKind.UNIT_RENTAL } = {},
): Promise<string> {
  const unitId = newId('unt');
  await housing.given((tx) => {
    const property = tx.create(Property, {
      id: newId('prp'),
      names: LocalizedText.of('公寓', 'Apartment'),
      kind,
      communityId: communityId('xinzhuang'),
      services: [],
    });
    tx.create(Unit, { id: unitId, propertyRef: property, no: '0101', areaM2: 40, beds });
  });
  return unitId;
}

export interface GivenLease extends Partial<Span> {
  readonly unitId: string;
  readonly tenant: PersonLike;
  readonly bed?: number | null;
  readonly unitBeds?: number;
  readonly state?: LeaseState;
  readonly payer?: LeasePayer;
  readonly masterLeaseId?: string;
  readonly offerExpiresAt?: string;
}

/** An offer of bed 1 for December to February, unless told otherwise. */
export async function givenLease(housing: TestSubgraph, given: GivenLease): Promise<string> {
  const id = newId('lea');
  const { state = LeaseState.OFFERED, payer = LeasePayer.WORKER, masterLeaseId = null } = given;
  const pending = state === LeaseState.OFFERED || state === LeaseState.LAPSED;
  await housing.given(async (tx) => {
    const master = masterLeaseId ? await tx.findOneOrFail(MasterLease, masterLeaseId) : null;
    tx.create(Lease, {
      id,
      unitRef: given.unitId,
      bed: given.bed === undefined ? 1 : given.bed,
      unitBeds: given.unitBeds ?? 4,
      tenantId: given.tenant.id,
      payer,
      masterLeaseRef: masterLeaseId,
      masterFrom: master?.from ?? null,
      masterUntil: master?.until ?? null,
      from: given.from ?? '2026-12-01',
      until: given.until ?? '2027-03-01',
      rent: Money.yuan(payer === LeasePayer.FREE ? 0 : 650),
      deposit: Money.yuan(0),
      recordedState: state,
      offeredAt: new Date('2026-11-20T09:00:00+08:00'),
      offerExpiresAt: new Date(given.offerExpiresAt ?? '2026-11-25T17:00:00+08:00'),
      signedAt: pending ? null : new Date('2026-11-20T10:00:00+08:00'),
    });
  });
  return id;
}

export async function givenMasterLease(
  housing: TestSubgraph,
  { enterpriseId, unitIds, from, until }: Span & { enterpriseId: string; unitIds: readonly string[] },
): Promise<string> {
  const id = newId('mls');
  await housing.given(async (tx) => {
    tx.create(MasterLease, { id, enterpriseId, from, until, rent: Money.yuan(5_200) });
    await tx.flush();
    for (const unitRef of unitIds) {
      tx.create(MasterLeaseUnit, { id: newId('mlu'), masterLeaseRef: id, unitRef, from, until });
    }
  });
  return id;
}

export const AcceptHousingOffer = `
  mutation AcceptHousingOffer($input: AcceptHousingOfferInput!) {
    acceptHousingOffer(input: $input) {
      lease { id state bed from until signedAt version steps { action at before after } }
      userErrors { code message path rule lapsedAt clashes { from until } }
    }
  }
`;

export interface AcceptHousingOfferData {
  readonly acceptHousingOffer: {
    readonly lease: { readonly id: string; readonly state: string } | null;
    readonly userErrors: readonly {
      readonly code: string;
      readonly clashes: readonly { readonly from: string; readonly until: string }[] | null;
    }[];
  };
}
