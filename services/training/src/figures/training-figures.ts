import { FiguresPoint, FiguresStub, PeopleCount } from '@millgate/kit';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { CredentialKind } from '../credential/credential.entity.ts';
import { TitleRoute } from '../title/title-kinds.ts';

@Directive('@key(fields: "scopeId from to")')
@ObjectType('Figures')
export class Figures extends FiguresStub {}

@ObjectType({ description: 'Credentials of one kind and place on the ladder that were issued.' })
export class CredentialsIssued {
  @Field(() => CredentialKind, { description: 'What they attest.' }) kind!: CredentialKind;
  @Field(() => Int, {
    nullable: true,
    description: 'Place on the ladder of skill, 0 to 7; null for kinds without one.',
  })
  rank!: number | null;
  @Field(() => PeopleCount, { description: 'How many people they were issued to.' }) holders!: PeopleCount;
}

@ObjectType({ description: 'Titles that were conferred by one way.' })
export class TitlesConferred {
  @Field(() => TitleRoute, { description: 'The way.' }) route!: TitleRoute;
  @Field(() => PeopleCount, { description: 'How many people got one.' }) holders!: PeopleCount;
}

@ObjectType({ description: 'Sittings that began in one period of a series.' })
export class TrainingFiguresPoint extends FiguresPoint {
  @Field(() => Int, { description: 'Sittings that began, those called off left out.' }) sittings!: number;
  @Field(() => Int, { description: 'Their seats.' }) seats!: number;
  @Field(() => Int, { description: 'Their seats that were taken.' }) seatsTaken!: number;
}

/** What was counted, and over which sittings; what more is asked of them is counted when it is asked. */
@ObjectType({ description: 'Sittings held for the communities of a scope, by the day on which they begin.' })
export class TrainingFigures {
  constructor(
    readonly of: { readonly communityIds: readonly string[]; readonly from: string; readonly to: string },
    readonly days: readonly SittingsOfDay[],
  ) {}

  @Field(() => Int, { description: 'Sittings that begin in the period, those called off left out.' })
  sittings(): number {
    return sumOf(this.days, 'sittings');
  }

  @Field(() => Int, { description: 'Sittings that were called off or had too few at their cut-off.' })
  cancelled(): number {
    return sumOf(this.days, 'cancelled');
  }

  @Field(() => Int, { description: 'Seats of the sittings that were not called off.' })
  seats(): number {
    return sumOf(this.days, 'seats');
  }

  @Field(() => Int, { description: 'Of these, seats taken.' })
  seatsTaken(): number {
    return sumOf(this.days, 'seatsTaken');
  }

  @Field(() => Float, {
    nullable: true,
    description: 'Seats taken of seats, in per cent to a tenth; null without seats.',
  })
  seatsTakenPercent(): number | null {
    const seats = this.seats();
    return seats === 0 ? null : Math.round((this.seatsTaken() * 1_000) / seats) / 10;
  }
}

export interface SittingsOfDay {
  readonly on: string;
  readonly sittings: number;
  readonly cancelled: number;
  readonly seats: number;
  readonly seatsTaken: number;
}

export const sumOf = (days: readonly SittingsOfDay[], name: Exclude<keyof SittingsOfDay, 'on'>): number =>
  days.reduce((sum, day) => sum + day[name], 0);
