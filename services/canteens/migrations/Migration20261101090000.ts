import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101090000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "canteen" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "seats" int not null,
        "opens_at" text not null,
        "closes_at" text not null,
        "daily_limit" int not null,
        "community_id" text not null,
        "property_id" text null,
        primary key ("id")
      );
      alter table "canteen" add constraint "canteen_kind_check" check ("kind" in ('SHARED', 'APARTMENT', 'BREAKFAST_STATION', 'ELDERS'));

      create table "known_employment" (
        "id" text not null,
        "worker_id" text not null,
        "enterprise_id" text not null,
        "employed_from" date not null,
        "employed_until" date null,
        primary key ("id")
      );

      create table "meal_plan" (
        "id" text not null,
        "enterprise_id" text not null,
        "tier" text not null,
        "per_day" int not null,
        "valid_from" date not null,
        "valid_until" date null,
        primary key ("id")
      );
      alter table "meal_plan" add constraint "meal_plan_tier_check" check ("tier" in ('WORKER', 'ENTERPRISE_SUBSIDISED', 'ELDER', 'PUBLIC'));

      create table "menu_item" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "allergens" text[] not null,
        "halal" boolean not null,
        primary key ("id")
      );

      create table "meal_serving" (
        "id" text not null,
        "canteen_id" text not null,
        "item_id" text not null,
        "served_on" date not null,
        "period" text not null,
        "planned" int not null,
        "sold" int not null default 0,
        "wasted" int not null default 0,
        "prices" jsonb not null,
        "order_from" timestamptz not null,
        "cutoff_at" timestamptz not null,
        "pickup_until" timestamptz not null,
        primary key ("id")
      );
      alter table "meal_serving" add constraint "meal_serving_period_check" check ("period" in ('BREAKFAST', 'LUNCH', 'DINNER', 'NIGHT'));

      create table "meal_order" (
        "id" text not null,
        "worker_id" text not null,
        "serving_id" text not null,
        "quantity" int not null,
        "tier" text not null,
        "price_fen" bigint not null,
        "price_currency" text not null default 'CNY',
        "state" text not null default 'CONFIRMED',
        "pickup_code" text not null,
        "ordered_at" timestamptz not null,
        primary key ("id")
      );
      alter table "meal_order" add constraint "meal_order_tier_check" check ("tier" in ('WORKER', 'ENTERPRISE_SUBSIDISED', 'ELDER', 'PUBLIC'));
      alter table "meal_order" add constraint "meal_order_state_check" check ("state" in ('CONFIRMED', 'PICKED_UP', 'CANCELLED', 'NO_SHOW'));

      create table "stock_move" (
        "id" text not null,
        "serving_id" text not null,
        "kind" text not null,
        "quantity" int not null,
        "moved_at" timestamptz not null,
        "order_id" text null,
        primary key ("id")
      );
      alter table "stock_move" add constraint "stock_move_kind_check" check ("kind" in ('PLAN', 'ADD', 'SALE', 'RELEASE', 'WASTE', 'RECOUNT'));

      alter table "meal_serving" add constraint "meal_serving_canteen_id_foreign" foreign key ("canteen_id") references "canteen" ("id");
      alter table "meal_serving" add constraint "meal_serving_item_id_foreign" foreign key ("item_id") references "menu_item" ("id");

      alter table "meal_order" add constraint "meal_order_serving_id_foreign" foreign key ("serving_id") references "meal_serving" ("id");

      alter table "stock_move" add constraint "stock_move_serving_id_foreign" foreign key ("serving_id") references "meal_serving" ("id");

      -- M1: what is sold is there, at every instant, whoever writes.
      alter table "meal_serving" add constraint "meal_serving_planned_check" check ("planned" >= 0 and "sold" >= 0 and "wasted" >= 0);
      alter table "meal_serving" add constraint "meal_serving_m1_check" check ("sold" + "wasted" <= "planned");
      alter table "meal_serving" add constraint "meal_serving_times_check" check ("order_from" < "cutoff_at" and "cutoff_at" <= "pickup_until");
      create index "meal_serving_on" on "meal_serving" ("served_on", "id");
      create index "meal_serving_of_canteen" on "meal_serving" ("canteen_id", "served_on", "id");

      alter table "meal_order" add constraint "meal_order_quantity_check" check ("quantity" between 1 and 20);
      create unique index "meal_order_pickup_code" on "meal_order" ("serving_id", "pickup_code");
      create index "meal_order_of_worker" on "meal_order" ("worker_id", "id");
      create index "stock_move_of_serving" on "stock_move" ("serving_id");

      -- M4: what one person ordered of one meal; the limit is the canteen's on the day.
      create table "meal_allowance" (
        "worker_id" text not null,
        "canteen_id" text not null references "canteen" ("id"),
        "served_on" date not null,
        "period" text not null,
        "used" int not null,
        "allowed" int not null,
        primary key ("worker_id", "canteen_id", "served_on", "period"),
        constraint "meal_allowance_m4_check" check ("used" between 0 and "allowed")
      );

      alter table "meal_plan" add constraint "meal_plan_per_day_check" check ("per_day" > 0);
      alter table "meal_plan" add constraint "meal_plan_dates_check" check ("valid_until" is null or "valid_from" < "valid_until");
      create index "meal_plan_of_enterprise" on "meal_plan" ("enterprise_id");
      create index "known_employment_of_worker" on "known_employment" ("worker_id");
      create index "canteen_of_community" on "canteen" ("community_id", "id");
    `);
  }
}
