import { defineSubgraph, entityReference, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Canteen } from './canteen/canteen.entity.ts';
import { CanteenResolver } from './canteen/canteen.resolver.ts';
import {
  CommunityCanteensResolver,
  EnterpriseMealsResolver,
  PropertyCanteensResolver,
  WorkerMealsResolver,
} from './links/links.resolver.ts';
import { LivingCircleCanteenResolver } from './links/living-circle.resolver.ts';
import { Community, Enterprise, LivingCircle, Property, Worker } from './links/links.stub.ts';
import { CounterSale } from './counter/counter-sale.entity.ts';
import { CounterSaleResolver } from './counter/counter-sale.resolver.ts';
import { DemandHintResolver } from './history/demand-hint.resolver.ts';
import { MenuItemResolver } from './dish/menu-item.resolver.ts';
import { EldersPriceResolver } from './elder/elders-price.ts';
import { KnownElder } from './elder/known-elder.entity.ts';
import { MyPriceResolver } from './serving/my-price.resolver.ts';
import { Figures } from './figures/meal-figures.ts';
import { FiguresMealsResolver, MealFiguresResolver } from './figures/meal-figures.resolver.ts';
import { SoldOutResolver } from './history/sold-out.resolver.ts';
import { WeeklyMenuResolver } from './menu/weekly-menu.ts';
import { cases, OpenCase } from './open-case/open-case.entity.ts';
import { MealOrder } from './order/meal-order.entity.ts';
import { workersMerged } from './order/merge.events.ts';
import { noteNoShows } from './order/no-show.due.ts';
import { OrderEndResolver } from './order/order-end.resolver.ts';
import { MealCostsResolver } from './plan/meal-costs.resolver.ts';
import { LiveStockResolver } from './stock/live.resolver.ts';
import { MealPlanResolver } from './plan/meal-plan.resolver.ts';
import { KitchenResolver } from './serving/kitchen.resolver.ts';
import { ServingCounterResolver } from './stock/serving-counter.resolver.ts';
import { StockMove } from './stock/stock-move.entity.ts';
import { mealOrderReference } from './order/meal-order.reference.ts';
import { mealsPolicy } from './order/meals.fields.ts';
import { MealOrderResolver } from './order/meal-order.resolver.ts';
import { employmentEnded, employmentStarted } from './plan/employment.events.ts';
import { KnownEmployment, MealPlan } from './plan/meal-plan.entity.ts';
import { MealServing, MenuItem } from './serving/serving.entity.ts';

export const subgraph = defineSubgraph({
  name: 'canteens',
  resolvers: [
    LivingCircleCanteenResolver,
    CanteenResolver,
    EldersPriceResolver,
    MenuItemResolver,
    MyPriceResolver,
    MealOrderResolver,
    OrderEndResolver,
    KitchenResolver,
    ServingCounterResolver,
    CounterSaleResolver,
    MealPlanResolver,
    MealCostsResolver,
    LiveStockResolver,
    FiguresMealsResolver,
    MealFiguresResolver,
    WeeklyMenuResolver,
    DemandHintResolver,
    SoldOutResolver,
    CommunityCanteensResolver,
    EnterpriseMealsResolver,
    PropertyCanteensResolver,
    WorkerMealsResolver,
  ],
  types: [Community, Enterprise, Figures, LivingCircle, MealPlan, Property, Worker],
  references: {
    Canteen: entityReference(Canteen),
    MealServing: entityReference(MealServing),
    MealOrder: mealOrderReference,
    MealPlan: entityReference(MealPlan),
    Community: stubReference,
    Enterprise: stubReference,
    Property: stubReference,
    Worker: stubReference,
    Figures: stubReference,
    LivingCircle: stubReference,
  },
  entities: [
    Canteen,
    CounterSale,
    KnownElder,
    KnownEmployment,
    MealOrder,
    MealPlan,
    MealServing,
    MenuItem,
    OpenCase,
    StockMove,
  ],
  migrations,
  consumes: {
    CaseClosed: cases.closed,
    CaseOpened: cases.opened,
    EmploymentStarted: employmentStarted,
    EmploymentEnded: employmentEnded,
    WorkersMerged: workersMerged,
  },
  due: { noteNoShows },
  policies: [mealsPolicy],
  seed,
});
