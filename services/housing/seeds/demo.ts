import type { EntityManager } from '@mikro-orm/postgresql';
import { createAll, keepYear, type SeedContext, stateCouncil } from '@millgate/kit';
import { KnownEmployment } from '../src/known/known-employment.entity.ts';
import { Lease, LeaseStep } from '../src/lease/lease.entity.ts';
import { MasterLease, MasterLeaseUnit } from '../src/lease/master-lease.entity.ts';
import { Application } from '../src/listing/application.entity.ts';
import { Listing, ListingUnit } from '../src/listing/listing.entity.ts';
import { Property } from '../src/property/property.entity.ts';
import { HomePurchase } from '../src/purchase/home-purchase.entity.ts';
import { PurchaseCode } from '../src/purchase/purchase-code.entity.ts';
import { Unit } from '../src/unit/unit.entity.ts';
import { employments } from './employments.ts';
import { leasesAndSteps, masterLeases, masterLeaseUnits } from './leases.ts';
import { applications, listings, listingUnits } from './listings.ts';
import { properties, units } from './places.ts';
import { homePurchases, purchaseCodes } from './purchases.ts';

/** The properties of the articles, and who lives, applied and bought there: as of the day of seeding. */
export async function seed(tx: EntityManager, { now, secret }: SeedContext): Promise<void> {
  for (const year of Array.from({ length: 12 }, (_none, at) => 2015 + at)) {
    const week = [true, true, true, true, true, false, false];
    await keepYear(tx, { year, no: 1, week, exceptions: stateCouncil.exceptionsOf(year) ?? [] });
  }
  await createAll(tx, KnownEmployment, employments());
  await createAll(tx, Property, properties);
  await createAll(tx, Unit, units());
  await createAll(tx, Listing, listings(now));
  await createAll(tx, ListingUnit, listingUnits(now));
  await createAll(tx, Application, applications(now));
  await createAll(tx, MasterLease, masterLeases(now));
  await createAll(tx, MasterLeaseUnit, masterLeaseUnits(now));
  const { leases, steps } = leasesAndSteps(now);
  await createAll(tx, Lease, leases);
  await createAll(tx, LeaseStep, steps);
  await createAll(tx, PurchaseCode, purchaseCodes(secret));
  await createAll(tx, HomePurchase, homePurchases());
}
