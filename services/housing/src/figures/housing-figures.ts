import { FiguresPoint, FiguresStub, Money, PeopleCount, peopleCount } from '@millgate/kit';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import type { Counted } from './count.ts';

@Directive('@key(fields: "scopeId from to")')
@ObjectType('Figures')
export class Figures extends FiguresStub {}

/** What both the whole period and each point of a series say. */
@ObjectType()
abstract class HousingCounts extends FiguresPoint {
  counted!: Counted;

  @Field(() => Int, {
    description:
      'Bed-days to let: beds of units that are in service on the day of the request, in properties that are let, times the days of the period.',
  })
  bedDays(): number {
    return this.counted.bedDays;
  }

  @Field(() => Int, {
    description: 'Of these, the bed-days on which somebody held a lease; a whole unit is all its beds.',
  })
  heldBedDays(): number {
    return this.counted.heldBedDays;
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Occupancy in per cent, to one place: `heldBedDays` of `bedDays`; null where there are none.',
  })
  occupancyPercent(): number | null {
    const { bedDays, heldBedDays } = this.counted;
    return bedDays === 0 ? null : Math.round((heldBedDays * 1_000) / bedDays) / 10;
  }

  @Field(() => Int, { description: 'Nights of free lodging: bed-days of leases that nobody pays for.' })
  freeNights(): number {
    return this.counted.freeNights;
  }

  @Field(() => Int, { description: 'Offers made to applicants of listings in the period.' })
  offersMade(): number {
    return this.counted.offersMade;
  }

  @Field(() => Int, {
    description: 'Offers to applicants of listings that lapsed in the period: nobody answered in time.',
  })
  offersLapsed(): number {
    return this.counted.offersLapsed;
  }

  @Field(() => Int, { description: 'Draws made in the period.' })
  draws(): number {
    return this.counted.draws;
  }

  @Field(() => Int, { description: 'Flats contracted in the period, by day of contract, rescinded ones too.' })
  homesContracted(): number {
    return this.counted.homesContracted;
  }

  @Field(() => Money, {
    description: 'Rent that became due in the period, by due day, of leases that tenants pay for.',
  })
  rentDue(): Money {
    return Money.fen(this.counted.rentDueFen);
  }

  @Field(() => Money, { description: 'Rent that was paid in the period, by day of payment, whenever it was due.' })
  rentPaid(): Money {
    return Money.fen(this.counted.rentPaidFen);
  }

  @Field(() => Int, { description: 'Repairs that tenants asked for in the period.' })
  repairsRequested(): number {
    return this.counted.repairsRequested;
  }
}

@ObjectType({ description: 'Figures of housing for one period of a series.' })
export class HousingFiguresPoint extends HousingCounts {}

@ObjectType({
  description: 'Figures of housing: beds, applications, offers, rent, sales and repairs of the scope’s communities.',
})
export class HousingFigures extends HousingCounts {
  communityIds!: readonly string[];

  @Field(() => PeopleCount, {
    description:
      'People who wait: with an application that is neither placed, withdrawn nor passed over. Counted at the instant of the request.',
  })
  waiting(): PeopleCount {
    return peopleCount(this.counted.waiting);
  }

  @Field(() => PeopleCount, {
    description: 'People whose free lodging was followed by a job that was told of in the period.',
  })
  lodgersHired(): PeopleCount {
    return peopleCount(this.counted.lodgersHired);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      'Median days from an application to its accepted offer, to one place, of offers accepted in the period; null for fewer than five of them.',
  })
  medianDaysToBed(): number | null {
    const { accepted, medianDays } = this.counted;
    return accepted < 5 || medianDays === null ? null : Math.round(medianDays * 10) / 10;
  }
}
