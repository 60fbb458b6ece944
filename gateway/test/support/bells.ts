import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Migration } from '@mikro-orm/migrations';
import {
  announce,
  type Context,
  defineSubgraph,
  entityReference,
  loadById,
  sql,
  unauthenticated,
  watching,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, Mutation, ObjectType, Query, Resolver, Subscription } from 'type-graphql';

/** The least that changes and can be watched. */
@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A bell.' })
export class Bell {
  @Field(() => ID, { description: 'Its id.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => Int, { description: 'How often it rang.' })
  @Property({ type: 'int' })
  rung!: number;
}

const idArgument = () => Arg('id', () => ID, { description: 'Id of the bell.' });

@Resolver(() => Bell)
class BellResolver {
  @Query(() => Bell, { nullable: true, description: 'A bell.' })
  async bell(@idArgument() id: string, @Ctx() context: Context): Promise<Bell | null> {
    return loadById(context, Bell, id);
  }

  @Mutation(() => Bell, { nullable: true, description: 'Rings a bell.' })
  async ring(@idArgument() id: string, @Ctx() context: Context): Promise<Bell | null> {
    await context.em.transactional(async (tx) => {
      await sql(tx, 'update bell set rung = rung + 1 where id = ?', [id]);
      await announce(tx, `bell:${id}`);
    });
    return loadById(context, Bell, id);
  }

  @Subscription(() => Bell, {
    nullable: true,
    description: 'A bell, now and whenever it rang; for whoever signed in.',
    subscribe: watching(({ id }: { id: string }, { caller }) => {
      if (caller.kind === 'ANONYMOUS') throw unauthenticated();
      return `bell:${id}`;
    }),
  })
  async rang(@idArgument() id: string, @Ctx() context: Context): Promise<Bell | null> {
    return loadById(context, Bell, id);
  }
}

class BellMigration extends Migration {
  override up(): void {
    this.addSql('create table "bell" ("id" text primary key, "rung" int not null)');
  }
}

export const bells = defineSubgraph({
  name: 'bells',
  resolvers: [BellResolver],
  types: [],
  references: { Bell: entityReference(Bell) },
  entities: [Bell],
  migrations: [BellMigration],
  seed: async (tx) => void tx.create(Bell, { id: 'bel_1', rung: 0 }),
});
