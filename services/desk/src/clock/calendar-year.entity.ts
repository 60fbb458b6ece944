import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { CalendarDay } from '@millgate/kit';

/** The latest revision of a year of the standard calendar, as its keeper announced it. */
@Entity()
export class CalendarYear {
  @PrimaryKey({ type: 'int' })
  year!: number;

  @Property({ type: 'int' })
  no!: number;

  /** Whether each day of the week is worked, Monday first. */
  @Property({ type: 'json' })
  week!: boolean[];

  @Property({ type: 'json' })
  exceptions!: { readonly on: CalendarDay; readonly working: boolean }[];
}
