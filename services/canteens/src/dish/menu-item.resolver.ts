import {
  type Command,
  commandOf,
  type Context,
  forbidden,
  holdsSomewhere,
  localized,
  LocalizedTextInput,
  mutationAnswer,
  newId,
  ok,
  page,
  type Page,
  PageArgs,
  perform,
  refuse,
  RepeatableInput,
  type Result,
} from '@millgate/kit';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ArrayMaxSize, ArrayUnique, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Float, InputType, Int, Mutation, Query, Resolver } from 'type-graphql';
import { requireSignedIn } from '../serving/counter.policy.ts';
import { MenuItem, MenuItemConnection } from '../serving/serving.entity.ts';

@InputType({ description: 'What one portion holds, as the kitchen states it. What was not analysed is left out.' })
export class NutritionInput {
  @Field(() => Int, { nullable: true, description: 'Energy in kilojoules, 0 to 20,000.' })
  @IsOptional()
  @Min(0)
  @Max(20_000)
  energyKj?: number | null;

  @Field(() => Float, { nullable: true, description: 'Protein in grams, 0 to 1,000.' })
  @IsOptional()
  @Min(0)
  @Max(1_000)
  proteinG?: number | null;

  @Field(() => Float, { nullable: true, description: 'Fat in grams, 0 to 1,000.' })
  @IsOptional()
  @Min(0)
  @Max(1_000)
  fatG?: number | null;

  @Field(() => Float, { nullable: true, description: 'Carbohydrate in grams, 0 to 1,000.' })
  @IsOptional()
  @Min(0)
  @Max(1_000)
  carbohydrateG?: number | null;

  @Field(() => Int, { nullable: true, description: 'Sodium in milligrams, 0 to 50,000.' })
  @IsOptional()
  @Min(0)
  @Max(50_000)
  sodiumMg?: number | null;
}

@InputType({ description: 'A dish or set meal that canteens may serve from now on.' })
export class AddMenuItemInput extends RepeatableInput {
  @Field(() => LocalizedTextInput, { description: 'What the menu calls it.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => [String], { description: 'Allergens it contains, in the words of GB 7718, in English; at most 20.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 40, { each: true })
  allergens!: string[];

  @Field(() => Boolean, { description: 'Whether it is prepared halal.' })
  halal!: boolean;

  @Field(() => NutritionInput, {
    nullable: true,
    description: 'What one portion holds; without it, nothing is stated.',
  })
  @IsOptional()
  @ValidateNested()
  nutrition?: NutritionInput | null;
}

@ArgsType()
class MenuItemsArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only halal dishes; false: only others; without it, all.',
  })
  halal?: boolean | null;
}

const addAnswer = mutationAnswer('AddMenuItem', {
  refused: 'Why a dish was not added.',
  result: ['item', () => MenuItem, 'The dish; null if it was refused.'],
  codes: {
    ALREADY_THERE: {
      about: 'There is a dish with this Chinese name, made in the same way.',
      zh: '已有同名菜品。',
      en: 'There is such a dish already.',
    },
  },
});

@Resolver()
export class MenuItemResolver {
  @Query(() => MenuItemConnection, {
    nullable: true,
    description: 'Dishes and set meals that canteens may serve, by id.',
  })
  async menuItems(@Args(() => MenuItemsArgs) args: MenuItemsArgs, @Ctx() context: Context): Promise<Page<MenuItem>> {
    const where = typeof args.halal === 'boolean' ? { halal: args.halal } : {};
    return page(context, { entity: MenuItem, field: 'menuItems', where, order: [['id', 'asc']] }, args);
  }

  @Mutation(() => addAnswer.Payload, { description: 'For canteen staff: adds a dish, which every canteen may serve.' })
  async addMenuItem(
    @Arg('input', () => AddMenuItemInput, { description: 'The dish.' }) input: AddMenuItemInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireSignedIn(context.caller);
    if (!holdsSomewhere(context.caller, 'CANTEEN_STAFF')) throw forbidden();
    return addAnswer.of(await addMenuItem(context.em, commandOf(context, input)));
  }
}

/** What is prepared otherwise is another dish: a halal dish is never the one of the same name that is not. */
const addMenuItem = (
  em: EntityManager,
  command: Command<AddMenuItemInput>,
): Promise<Result<MenuItem, 'ALREADY_THERE'>> =>
  perform<MenuItem, 'ALREADY_THERE'>(em, command, { mutation: 'addMenuItem', entity: MenuItem }, async (tx) => {
    const { name, allergens, halal, nutrition = null } = command.input;
    const names = localized(name);
    if (await tx.findOne(MenuItem, { names: { zh: names.zh }, halal }))
      return refuse('ALREADY_THERE', { path: ['name'], rule: 'menu' });
    const stated = nutrition && {
      energyKj: nutrition.energyKj ?? null,
      proteinG: nutrition.proteinG ?? null,
      fatG: nutrition.fatG ?? null,
      carbohydrateG: nutrition.carbohydrateG ?? null,
      sodiumMg: nutrition.sodiumMg ?? null,
    };
    const item = tx.create(MenuItem, { id: newId('itm'), names, allergens, halal, nutrition: stated });
    await tx.flush();
    return ok(item);
  });
