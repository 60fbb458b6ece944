import { badInput, type Context, DateScalar, DateTimeScalar, loadById, sql } from '@millgate/kit';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Canteen } from '../canteen/canteen.entity.ts';
import { MealServing } from '../serving/serving.entity.ts';

/** More days than a chart of one canteen shows, few enough to be one answer. */
const mostDays = 92;

@ObjectType({ description: 'A time during which nothing was left of a serving, as its ledger has it.' })
export class SoldOutSpell {
  servingId!: string;

  @Field(() => DateTimeScalar, { description: 'When the last portion went.' }) from!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When portions were left again, by a cancellation or because more was cooked; null if never.',
  })
  until!: Date | null;

  @Field(() => Int, { description: 'Minutes from its going until ordering closed or portions were left again.' })
  minutes!: number;

  @Field(() => MealServing, { description: 'What was sold out.' })
  async serving(@Ctx() context: Context): Promise<MealServing | null> {
    return loadById(context, MealServing, this.servingId);
  }
}

@Resolver(() => Canteen)
export class SoldOutResolver {
  @FieldResolver(() => [SoldOutSpell], {
    nullable: true,
    description: `When which serving was sold out, for servings of at most ${mostDays} days, by time.`,
  })
  async soldOutHistory(
    @Root() canteen: Canteen,
    @Arg('from', () => DateScalar, { description: 'First day of the servings.' }) from: string,
    @Arg('until', () => DateScalar, { description: 'First day that is not meant any more.' }) until: string,
    @Ctx() context: Context,
  ): Promise<SoldOutSpell[]> {
    const days = Temporal.PlainDate.from(from).until(until, { largestUnit: 'days' }).days;
    if (days < 1 || days > mostDays) throw badInput(`1 to ${mostDays} days.`, ['until'], 'max');
    return (await context.loadWith(SoldOutSpell, `${from} ${until}`, spells(from, until), canteen.id)) ?? [];
  }
}

const spells = (from: string, until: string) => async (canteenIds: readonly string[], context: Context) => {
  const rows = await sql<{ canteen: string; serving: string; from: Date; until: Date | null; minutes: number }>(
    context.em,
    `with moves as (
       select s.canteen_id, s.id as serving_id, s.cutoff_at, m.position, m.moved_at, m.balance,
              lag(m.balance) over of_serving as before
         from meal_serving s join stock_move m on m.serving_id = s.id
        where s.canteen_id in (select jsonb_array_elements_text(?::jsonb)) and s.served_on >= ? and s.served_on < ?
       window of_serving as (partition by s.id order by m.position)),
     turns as (select *, lead(moved_at) over (partition by serving_id order by position) as next
                 from moves where balance <= 0 and coalesce(before, 1) > 0 or balance > 0 and before <= 0)
     select canteen_id as canteen, serving_id as serving, moved_at as "from", next as "until",
            greatest(0, floor(extract(epoch from least(coalesce(next, cutoff_at), cutoff_at) - moved_at) / 60))::int as minutes
       from turns where balance <= 0 order by moved_at, serving_id`,
    [JSON.stringify(canteenIds), from, until],
  );
  const byCanteen = Map.groupBy(rows, ({ canteen }) => canteen);
  const spell = ({ serving, from: at, until: next, minutes }: (typeof rows)[number]) =>
    Object.assign(new SoldOutSpell(), {
      servingId: serving,
      from: new Date(at),
      until: next === null ? null : new Date(next),
      minutes,
    });
  return canteenIds.map((id) => (byCanteen.get(id) ?? []).map(spell));
};
