import { addTo, type Context, DateScalar, forbidden, holds, Money, peopleCount, PeopleCount, sql } from '@millgate/kit';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Enterprise } from '../links/links.stub.ts';

@ObjectType({
  description:
    'What a month of its employees’ meals cost an enterprise. Whole months only: a day would tell who was there.',
})
export class MealCosts {
  @Field(() => DateScalar, { description: 'First day of the month.' }) month!: string;

  @Field(() => Int, {
    description:
      'Portions served in the month at the employer’s price, cancelled ones left out, uncollected ones counted.',
  })
  portions!: number;

  @Field(() => Money, {
    description: 'What the enterprise adds to them: the workers’ price less the one paid, each as it was when ordered.',
  })
  cost!: Money;

  @Field(() => PeopleCount, { description: 'How many employees ordered them.' })
  people!: PeopleCount;
}

@Resolver(() => Enterprise)
export class MealCostsResolver {
  @FieldResolver(() => MealCosts, {
    nullable: true,
    description: 'For the enterprise’s HR: counts and cost of a month, never who ate what.',
  })
  async mealCosts(
    @Root() enterprise: Enterprise,
    @Arg('month', () => DateScalar, { description: 'Any day of the month.' }) day: string,
    @Ctx() { em, caller }: Context,
  ): Promise<MealCosts> {
    if (!holds(caller, 'HR', enterprise.id)) throw forbidden();
    const month = `${day.slice(0, 7)}-01`;
    const [row] = await sql<{ portions: number; fen: string; people: number }>(
      em,
      `select coalesce(sum(o.quantity), 0)::int as portions, count(distinct o.worker_id)::int as people,
              coalesce(sum(o.quantity * o.employer_share_fen), 0) as fen
         from meal_order o join meal_serving s on s.id = o.serving_id
        where o.enterprise_id = ? and o.state <> 'CANCELLED' and s.served_on >= ? and s.served_on < ?`,
      [enterprise.id, month, addTo(month, { months: 1 })],
    );
    return {
      month,
      portions: row?.portions ?? 0,
      cost: Money.fen(Number(row?.fen ?? 0)),
      people: peopleCount(row?.people ?? 0),
    };
  }
}
