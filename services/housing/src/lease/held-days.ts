import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { Lease } from './lease.entity.ts';
import { liveStates, type Span } from './lease.rules.ts';

/** Beds of a lease as a range: one, or from the first without end for the whole unit. As in the constraint for H1. */
export const bedsOf = (bed: string) => `int4range(coalesce(${bed}, 1), ${bed} + 1)`;

/** Spans in which other live leases hold the bed or unit of a lease, overlapping its days. */
export const heldByLeases = (em: EntityManager, lease: Lease): Promise<Span[]> =>
  sql<Span>(
    em,
    `select let_from::text as "from", let_until::text as "until" from lease
      where unit_id = ? and id <> ? and state in (${liveStates.map(() => '?').join(', ')})
        and ${bedsOf('bed')} && ${bedsOf('?::int')}
        and daterange(let_from, let_until) && daterange(?, ?)`,
    [lease.unitRef.id, lease.id, ...liveStates, lease.bed, lease.bed, lease.from, lease.until],
  );

/** Spans in which an enterprise other than the lease's own rents its unit. */
export const heldByMasterLeases = (em: EntityManager, lease: Lease): Promise<Span[]> =>
  sql<Span>(
    em,
    `select let_from::text as "from", let_until::text as "until" from master_lease_unit
      where unit_id = ? and master_lease_id is distinct from ?
        and daterange(let_from, let_until) && daterange(?, ?)`,
    [lease.unitRef.id, lease.masterLeaseRef?.id ?? null, lease.from, lease.until],
  );
