import { Entity, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, loadById, Money } from '@millgate/kit';
import { Ctx, Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Property } from '../property/property.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A flat or room of a property. Its beds are let one by one, or all together.' })
export class Unit {
  @Field(() => ID, { description: 'Opaque id, `unt_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Property, { ref: true, fieldName: 'property_id' })
  propertyRef!: Ref<Property>;

  @Field(() => String, { description: 'What stands on the door; distinct within the property.' })
  @Column({ type: 'text', fieldName: 'number' })
  no!: string;

  @Field(() => Float, { description: 'Floor area in square metres.' })
  @Column({ type: 'double' })
  areaM2!: number;

  @Field(() => Int, { description: 'Beds, numbered from 1.' })
  @Column({ type: 'int' })
  beds!: number;

  /** Rent asked for a bed a month; the whole unit costs that of all its beds. Null where it is not let, or not to anybody. */
  @Column({ type: 'bigint', runtimeType: 'number', nullable: true })
  bedRentFen: number | null = null;

  /** Closed for repairs or for good; nobody is offered it. */
  @Column({ type: 'boolean' })
  outOfService: Opt<boolean> = false;

  @Field(() => Money, { nullable: true, description: 'Rent asked for one bed a month; null where none is.' })
  bedRent(): Money | null {
    return this.bedRentFen === null ? null : Money.fen(this.bedRentFen);
  }

  @Field(() => Property, { description: 'The property it belongs to.' })
  async property(@Ctx() context: Context): Promise<Property | null> {
    return loadById(context, Property, this.propertyRef.id);
  }
}

export const UnitConnection = connectionOf(Unit);
