import { type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Listing, ListingConnection } from '../listing/listing.entity.ts';
import { published } from '../listing/listing.policy.ts';
import { Unit, UnitConnection } from '../unit/unit.entity.ts';
import { Property, PropertyConnection, PropertyKind } from './property.entity.ts';

@ArgsType()
class PropertiesArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;

  @Field(() => PropertyKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: PropertyKind | null;
}

@Resolver(() => Property)
export class PropertyResolver {
  @Query(() => PropertyConnection, { nullable: true, description: 'Properties, by id.' })
  async properties(@Args(() => PropertiesArgs) args: PropertiesArgs, @Ctx() context: Context): Promise<Page<Property>> {
    const where = {
      ...(args.communityId ? { communityId: args.communityId } : {}),
      ...(args.kind ? { kind: args.kind } : {}),
    };
    return page(context, { entity: Property, field: 'properties', where, order: [['id', 'asc']] }, args);
  }

  @Query(() => Property, { nullable: true, description: 'The property with this id; null if there is none.' })
  async property(
    @Arg('id', () => ID, { description: 'Id of the property.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Property | null> {
    return loadById(context, Property, id);
  }

  @FieldResolver(() => UnitConnection, { description: 'Its units, by number.' })
  async units(
    @Root() property: Property,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Unit>> {
    const list = {
      entity: Unit,
      field: 'Property.units',
      where: {},
      order: [
        ['no', 'asc'],
        ['id', 'asc'],
      ],
      parent: 'propertyRef',
    } as const;
    return pageOfMany(context, list, args, property.id);
  }

  @FieldResolver(() => ListingConnection, { description: 'What of it was and is offered to applicants, latest first.' })
  async listings(
    @Root() property: Property,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Listing>> {
    const list = {
      entity: Listing,
      field: 'Property.listings',
      where: published(context.caller),
      order: [['id', 'desc']],
      parent: 'propertyRef',
    } as const;
    return pageOfMany(context, list, args, property.id);
  }
}
