import type { EntityManager } from '@mikro-orm/postgresql';
import type { SeedContext } from '@millgate/kit';
import { seedCalendar } from './calendar.ts';
import { seedEnterprises } from './enterprises.ts';
import { seedFacilities } from './facilities.ts';
import { seedIndicators } from './indicators.ts';
import { seedOrganisations } from './organisations.ts';
import { seedPeople } from './people.ts';
import { seedPlaces } from './places.ts';
import { seedTeams } from './teams.ts';

/** The places and organisations of the articles, the personas, and a few thousand invented workers behind them. */
export async function seed(tx: EntityManager, { secret }: SeedContext): Promise<void> {
  await seedCalendar(tx);
  await seedPlaces(tx);
  await seedEnterprises(tx);
  await seedFacilities(tx);
  await seedOrganisations(tx);
  await seedIndicators(tx);
  await seedPeople(tx, secret);
  await seedTeams(tx);
}
