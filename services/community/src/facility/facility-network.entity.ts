import { Embedded, Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { stillHoldingOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { Facility } from './facility.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Facilities that work as one, under a code such as “1+10+X”. The code is a name: nothing is computed from it.',
})
export class FacilityNetwork {
  @Field(() => ID, { description: 'Opaque id, `fnw_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'The pattern it is known by, for example `1+10+X`.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { description: 'The community it serves.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }

  @Field(() => [NetworkSlot], { description: 'The terms of its code, in order.' })
  async slots(@Ctx() context: Context): Promise<NetworkSlot[]> {
    return childrenOf(context, { entity: NetworkSlot, parent: 'networkRef', order: [['no', 'asc']] }, this.id);
  }
}

export const FacilityNetworkConnection = connectionOf(FacilityNetwork);

@Entity()
@ObjectType({ description: 'One term of a network’s code: a role that facilities fill.' })
export class NetworkSlot {
  @Field(() => ID, { description: 'Opaque id, `fns_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => FacilityNetwork, { ref: true, fieldName: 'network_id' })
  networkRef!: Ref<FacilityNetwork>;

  @Field(() => Int, { description: 'Its place in the code, from 1.' })
  @Property({ type: 'int' })
  no!: number;

  @Field(() => String, { description: 'The term as the code writes it: `1`, `10`, `X`.' })
  @Property({ type: 'text' })
  label!: string;

  @Embedded(() => LocalizedText, { prefix: 'meaning_', nullable: true })
  meanings: LocalizedText | null = null;

  @Field(() => String, { nullable: true, description: 'What the term stands for; null where no source explains it.' })
  meaning(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return this.meanings && context.text(this.meanings, lang);
  }

  @Field(() => [Facility], { description: 'Facilities known to fill it, by id; it may be meant for more.' })
  async facilities(@Ctx() context: Context): Promise<(Facility | null)[]> {
    const filled = await childrenOf(
      context,
      {
        entity: NetworkPlace,
        parent: 'slotRef',
        where: stillHoldingOn<NetworkPlace>(dayOf(context.now)),
        order: [['facilityRef', 'asc']],
      },
      this.id,
    );
    return Promise.all(filled.map(({ facilityRef }) => loadById(context, Facility, facilityRef.id)));
  }
}

/** A facility in a slot. */
@Entity()
export class NetworkPlace {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => NetworkSlot, { ref: true, fieldName: 'slot_id' })
  slotRef!: Ref<NetworkSlot>;

  @ManyToOne(() => Facility, { ref: true, fieldName: 'facility_id' })
  facilityRef!: Ref<Facility>;

  @Property({ type: 'date', nullable: true, fieldName: 'filled_from' })
  from: string | null = null;

  @Property({ type: 'date', nullable: true, fieldName: 'filled_until' })
  until: string | null = null;
}
