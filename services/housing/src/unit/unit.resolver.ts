import {
  badInput,
  type Context,
  DateScalar,
  forbidden,
  holds,
  loadById,
  page,
  PageArgs,
  pageOfMany,
  type Page,
} from '@millgate/kit';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { Lease, LeaseConnection } from '../lease/lease.entity.ts';
import { latestFirst } from '../lease/lease.resolver.ts';
import { PropertyKind } from '../property/property.entity.ts';
import { type Days, freeBeds, hasFreeBed, occupancyToday } from './free-beds.ts';
import { Unit, UnitConnection } from './unit.entity.ts';
import { unitState, UnitState } from './unit.rules.ts';

registerEnumType(UnitState, {
  name: 'UnitState',
  description: 'What a unit is on the day of the request.',
  valuesConfig: {
    AVAILABLE: { description: 'At least one bed is free.' },
    HELD: { description: 'What is not leased is offered to somebody who may still accept.' },
    LEASED: { description: 'Every bed is leased.' },
    SOLD: { description: 'Bought by somebody.' },
    OUT_OF_SERVICE: { description: 'Closed; nobody is offered it.' },
  },
});

@ArgsType()
class FreeUnitsArgs extends PageArgs {
  @Field(() => DateScalar, { description: 'First day on which a bed is wanted.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it is no longer wanted; after `from`.' })
  until!: string;

  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this property.' })
  propertyId?: string | null;

  @Field(() => PropertyKind, { nullable: true, description: 'Only those of properties of this kind.' })
  kind?: PropertyKind | null;
}

@ArgsType()
class DaysArgs {
  @Field(() => DateScalar, { description: 'First day on which a bed is wanted.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it is no longer wanted; after `from`.' })
  until!: string;
}

@Resolver(() => Unit)
export class UnitResolver {
  @Query(() => Unit, { nullable: true, description: 'The unit with this id; null if there is none.' })
  async unit(
    @Arg('id', () => ID, { description: 'Id of the unit.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Unit | null> {
    return loadById(context, Unit, id);
  }

  @Query(() => UnitConnection, {
    nullable: true,
    description:
      'Units with a bed that is free on all days from `from` to the day before `until`, by id. Flats for sale are not among them.',
  })
  async freeUnits(@Args(() => FreeUnitsArgs) args: FreeUnitsArgs, @Ctx() context: Context): Promise<Page<Unit>> {
    const { from, until, communityId, propertyId, kind } = args;
    requireDays(args);
    const where = {
      propertyRef: {
        kind: kind ? { $eq: kind, $ne: PropertyKind.YOUTH_APARTMENT } : { $ne: PropertyKind.YOUTH_APARTMENT },
        ...(communityId ? { communityId } : {}),
        ...(propertyId ? { id: propertyId } : {}),
      },
      [hasFreeBed(args)]: [],
    };
    // A raw condition is no part of what binds a cursor; the arguments are.
    const filter = [from, until, communityId, propertyId, kind];
    return page(context, { entity: Unit, field: 'freeUnits', where, filter, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => UnitState, { description: 'What it is on the day of the request.' })
  async state(@Root() unit: Unit, @Ctx() context: Context): Promise<UnitState> {
    const occupancy = await occupancyToday(context, unit.id);
    if (!occupancy) throw new Error('A unit that was loaded is there.');
    return unitState(occupancy);
  }

  @FieldResolver(() => [Int], {
    name: 'freeBeds',
    description:
      'Numbers of the beds that are free on all days from `from` to the day before `until`; none of a unit that an enterprise rents then.',
  })
  async freeBedsOf(
    @Root() unit: Unit,
    @Args(() => DaysArgs) days: DaysArgs,
    @Ctx() context: Context,
  ): Promise<number[]> {
    requireDays(days);
    return freeBeds(context, days, unit.id);
  }

  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description: 'Its leases and offers, latest first; for housing staff, of their own property at least.',
  })
  async leases(
    @Root() unit: Unit,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Lease>> {
    if (!holds(context.caller, 'HOUSING_STAFF', unit.propertyRef.id)) throw forbidden();
    const list = { entity: Lease, field: 'Unit.leases', where: {}, order: latestFirst, parent: 'unitRef' } as const;
    return pageOfMany(context, list, args, unit.id);
  }
}

function requireDays({ from, until }: Days): void {
  if (until <= from) throw badInput('The days must end after they begin.', ['until'], 'afterFrom');
}
