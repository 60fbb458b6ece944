import { registerEnumType } from 'type-graphql';

export enum MealPeriod {
  BREAKFAST = 'BREAKFAST',
  LUNCH = 'LUNCH',
  DINNER = 'DINNER',
  NIGHT = 'NIGHT',
}

registerEnumType(MealPeriod, {
  name: 'MealPeriod',
  description: 'A meal of the day.',
  valuesConfig: {
    BREAKFAST: { description: 'Breakfast.' },
    LUNCH: { description: 'Lunch.' },
    DINNER: { description: 'Dinner.' },
    NIGHT: { description: 'The meal of the night shift.' },
  },
});
