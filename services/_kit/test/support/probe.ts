import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations';
import { Arg, Ctx, Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { type Context, defineSubgraph, entityReference, loadById } from '../../src/index.ts';

/** The least a subgraph can be, for tests of what every subgraph gets from the kit. */
@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something to probe with.' })
export class Probe {
  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'Its note.' })
  @Property({ type: 'text' })
  note!: string;
}

@Resolver(() => Probe)
class ProbeResolver {
  @Query(() => Probe, { nullable: true, description: 'A probe.' })
  async probe(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Probe | null> {
    return loadById(context, Probe, id);
  }

  @Query(() => String, { nullable: true, description: 'Fails with something that must not be seen.' })
  broken(): string {
    throw new Error('connection to postgresql://millgate:hunter2@10.0.0.5 failed');
  }

  @Query(() => String, { nullable: true, description: 'Who asks, and for when.' })
  whoAmI(@Ctx() context: Context): string {
    return `${context.caller.kind} ${context.now.toISOString()}`;
  }
}

class ProbeMigration extends Migration {
  override up(): void {
    this.addSql('create table "probe" ("id" text primary key, "note" text not null)');
  }
}

export const received: string[] = [];

export const probes = defineSubgraph({
  name: 'probes',
  resolvers: [ProbeResolver],
  types: [],
  references: { Probe: entityReference(Probe) },
  entities: [Probe],
  migrations: [ProbeMigration],
  consumes: {
    Probed: async (tx, event) => {
      const probe = await tx.upsert(Probe, { id: event.aggregate, note: String(event.payload['note']) });
      received.push(probe.note);
    },
  },
  seed: async (tx) => void tx.create(Probe, { id: 'prb_1', note: 'seeded' }),
});
