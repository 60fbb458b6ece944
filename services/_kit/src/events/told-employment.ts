import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import { canonicalId } from '../identity/aliases.ts';

/**
 * What a subgraph was told of who works where, so that it decides without asking anybody. Each that needs it has a table
 * of its own, by an entity that extends this one; lists of them are equal once all events arrived.
 */
@Entity({ abstract: true })
export abstract class ToldEmployment {
  /** Id of the employment, as the registry named it. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Property({ type: 'date', fieldName: 'employed_from' })
  from!: string;

  /** First day on which the employment no longer holds. */
  @Property({ type: 'date', nullable: true, fieldName: 'employed_until' })
  until: string | null = null;
}

/** `schema/events/EmploymentStarted.json` */
export interface EmploymentStarted {
  readonly employmentId: string;
  readonly workerId: string;
  readonly enterpriseId: string;
  readonly primary: boolean;
  readonly from: string;
  readonly until: string | null;
}

/** `schema/events/EmploymentEnded.json` */
export interface EmploymentEnded {
  readonly employmentId: string;
  readonly workerId: string;
  readonly enterpriseId: string;
  readonly until: string;
}

/** Keeps a job that began, under the id that its worker has by now; answers that id. */
export async function keepEmployment<Kept extends ToldEmployment>(
  tx: EntityManager,
  entity: EntityClass<Kept>,
  { employmentId, workerId, enterpriseId, from, until }: EmploymentStarted,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const known = await canonicalId(tx, workerId);
  await tx.upsert(entity, { id: employmentId, workerId: known, enterpriseId, from, until, ...more } as never);
  return known;
}

/** Keeps that a job ended. Its row is locked from here on: whoever decides by it meanwhile is waited for. */
export const keepEnd = <Kept extends ToldEmployment>(
  tx: EntityManager,
  entity: EntityClass<Kept>,
  { employmentId, until }: EmploymentEnded,
): Promise<number> => tx.nativeUpdate(entity, { id: employmentId } as never, { until } as never);
