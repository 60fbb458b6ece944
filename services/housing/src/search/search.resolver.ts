import { ArrayUnique, IsOptional, Max, Min } from 'class-validator';
import { badInput, type Context, DateScalar, LongScalar, PageArgs, type Page } from '@millgate/kit';
import { Args, ArgsType, Ctx, Field, Float, Int, Query, Resolver } from 'type-graphql';
import { PropertyKind, PropertyService } from '../property/property.entity.ts';
import { HomeFound, HomeFoundConnection, searchHomes } from './search-homes.ts';

@ArgsType()
class SearchHomesArgs extends PageArgs {
  @Field(() => Float, { description: 'Degrees north of the place (WGS 84), -90 to 90.' })
  @Min(-90)
  @Max(90)
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east of the place (WGS 84), -180 to 180.' })
  @Min(-180)
  @Max(180)
  longitude!: number;

  @Field(() => Int, { defaultValue: 5_000, description: 'How far at most, in metres, 1 to 100000.' })
  @Min(1)
  @Max(100_000)
  withinMetres!: number;

  @Field(() => DateScalar, { description: 'First day on which a bed is wanted.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it is no longer wanted; after `from`.' })
  until!: string;

  @Field(() => LongScalar, {
    nullable: true,
    description:
      'Highest rent a month in fen: of a bed, or with `wholeUnit` of the unit; units that state none are left out.',
  })
  @IsOptional()
  @Min(0)
  maxRentFen?: number | null;

  @Field(() => Float, { nullable: true, description: 'Smallest floor area of a unit in square metres.' })
  @IsOptional()
  @Min(0)
  @Max(1_000)
  minAreaM2?: number | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether a whole unit is needed; else a bed.' })
  wholeUnit!: boolean;

  @Field(() => [PropertyKind], { nullable: true, description: 'Only properties of these kinds; none for all.' })
  @IsOptional()
  @ArrayUnique()
  kinds?: PropertyKind[] | null;

  @Field(() => [PropertyService], { nullable: true, description: 'Only properties that offer all of these.' })
  @IsOptional()
  @ArrayUnique()
  services?: PropertyService[] | null;
}

@Resolver()
export class SearchHomesResolver {
  @Query(() => HomeFoundConnection, {
    nullable: true,
    description: 'Where one can live near a place on some days, nearest first. Flats for sale are not among them.',
  })
  async searchHomes(
    @Args(() => SearchHomesArgs) args: SearchHomesArgs,
    @Ctx() context: Context,
  ): Promise<Page<HomeFound>> {
    const { first, after, maxRentFen, minAreaM2, kinds, services, ...wanted } = args;
    if (args.until <= args.from) throw badInput('The days must end after they begin.', ['until'], 'afterFrom');
    const asked = {
      ...wanted,
      maxRentFen: maxRentFen ?? null,
      minAreaM2: minAreaM2 ?? 0,
      kinds: (kinds ?? []).toSorted(),
      services: (services ?? []).toSorted(),
    };
    return searchHomes(context, asked, { first, after });
  }
}
