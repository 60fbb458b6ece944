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
import { Community, Enterprise, Property, Worker } from './links/links.stub.ts';
import { MealOrder, StockMove } from './order/meal-order.entity.ts';
import { mealOrderReference } from './order/meal-order.reference.ts';
import { MealOrderResolver } from './order/meal-order.resolver.ts';
import { employmentEnded, employmentStarted } from './plan/employment.events.ts';
import { KnownEmployment, MealPlan } from './plan/meal-plan.entity.ts';
import { MealServing, MenuItem } from './serving/serving.entity.ts';

export const subgraph = defineSubgraph({
  name: 'canteens',
  resolvers: [
    CanteenResolver,
    MealOrderResolver,
    CommunityCanteensResolver,
    EnterpriseMealsResolver,
    PropertyCanteensResolver,
    WorkerMealsResolver,
  ],
  types: [Community, Enterprise, Property, Worker, MealPlan],
  references: {
    Canteen: entityReference(Canteen),
    MealServing: entityReference(MealServing),
    MealOrder: mealOrderReference,
    MealPlan: entityReference(MealPlan),
    Community: stubReference,
    Enterprise: stubReference,
    Property: stubReference,
    Worker: stubReference,
  },
  entities: [Canteen, KnownEmployment, MealOrder, MealPlan, MealServing, MenuItem, StockMove],
  migrations,
  consumes: { EmploymentStarted: employmentStarted, EmploymentEnded: employmentEnded },
  seed,
});
