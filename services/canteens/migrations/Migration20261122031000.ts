import { Migration } from '@mikro-orm/migrations';

/** A canteen's day as staff run it: ledger with balances, counter sales, plans that do not overlap, orders that end. */
export class Migration20261122031000 extends Migration {
  override up(): void {
    this.addSql(`
      create extension if not exists btree_gist;

      alter table "canteen" add column "place_zh" text not null default '', add column "place_en" text not null default '';
      alter table "canteen" add column "meal_hours" jsonb not null default '[]', add column "tier_prices" jsonb not null default '{}';
      alter table "menu_item" add column "nutrition" jsonb null;

      -- What a terminal without a connection sold beyond what was there. Only when nothing is left can there be any.
      alter table "meal_serving" add column "oversold" int not null default 0;
      alter table "meal_serving" add constraint "meal_serving_oversold_check"
        check ("oversold" >= 0 and ("oversold" = 0 or "sold" + "wasted" = "planned"));
      create unique index "meal_serving_once" on "meal_serving" ("canteen_id", "served_on", "period", "item_id");

      -- The position is drawn while the serving's row is held, so the moves of a serving lie in the order they took effect.
      alter table "stock_move" add column "position" bigint generated always as identity;
      alter table "stock_move" add column "balance" int null, add column "actor" text null, add column "sale_id" text null;
      update "stock_move" m set "balance" = b."balance"
        from (select "id", sum("quantity") over (partition by "serving_id" order by "position") as "balance" from "stock_move") b
       where b."id" = m."id";
      alter table "stock_move" alter column "balance" set not null;
      alter table "stock_move" add constraint "stock_move_sign_check" check (
        case when "kind" in ('PLAN', 'ADD', 'RELEASE') then "quantity" > 0
             when "kind" in ('SALE', 'WASTE') then "quantity" < 0 else "quantity" <> 0 end);
      drop index "stock_move_of_serving";
      create index "stock_move_of_serving" on "stock_move" ("serving_id", "position");
      create function "stock_move_stays"() returns trigger language plpgsql as $$
        begin raise exception 'a stock ledger is only added to'; end $$;
      create trigger "stock_move_stays" before update or delete on "stock_move"
        for each row execute function "stock_move_stays"();

      alter table "meal_order" add column "enterprise_id" text null, add column "employer_share_fen" bigint not null default 0;
      alter table "meal_order" add column "ended_at" timestamptz null, add column "cancelled_by" text null;
      alter table "meal_order" add constraint "meal_order_cancelled_by_check" check ("cancelled_by" in ('WORKER', 'CANTEEN'));
      create index "meal_order_waiting" on "meal_order" ("serving_id") where "state" = 'CONFIRMED';
      create index "meal_order_of_enterprise" on "meal_order" ("enterprise_id", "ordered_at") where "enterprise_id" is not null;

      create table "counter_sale" (
        "id" text not null primary key,
        "serving_id" text not null references "meal_serving" ("id"),
        "terminal" text not null,
        "number" text not null,
        "quantity" int not null,
        "tier" text not null,
        "price_fen" bigint not null,
        "price_currency" text not null default 'CNY',
        "sold_at" timestamptz not null,
        "recorded_at" timestamptz not null,
        "recorded_by" text not null,
        "oversold" int not null default 0,
        constraint "counter_sale_once" unique ("terminal", "number"),
        constraint "counter_sale_tier_check" check ("tier" in ('WORKER', 'ENTERPRISE_SUBSIDISED', 'ELDER', 'PUBLIC')),
        constraint "counter_sale_quantity_check" check ("quantity" between 1 and 100 and "oversold" between 0 and "quantity")
      );
      create index "counter_sale_of_serving" on "counter_sale" ("serving_id", "id");

      alter table "meal_plan" add constraint "meal_plan_no_overlap"
        exclude using gist ("enterprise_id" with =, daterange("valid_from", "valid_until") with &&);

      -- M4: portions a day at the price of one's employer's plan, whatever the meal and the canteen.
      create table "meal_plan_use" (
        "worker_id" text not null,
        "enterprise_id" text not null,
        "served_on" date not null,
        "used" int not null,
        "allowed" int not null,
        primary key ("worker_id", "enterprise_id", "served_on"),
        constraint "meal_plan_use_m4_check" check ("used" between 0 and "allowed")
      );
      update "meal_order" o set "enterprise_id" = (
        select min(e."enterprise_id") from "known_employment" e
          join "meal_plan" p on p."enterprise_id" = e."enterprise_id" and s."served_on" <@ daterange(p."valid_from", p."valid_until")
         where e."worker_id" = o."worker_id" and s."served_on" <@ daterange(e."employed_from", e."employed_until"))
        from "meal_serving" s where s."id" = o."serving_id" and o."tier" = 'ENTERPRISE_SUBSIDISED';
      insert into "meal_plan_use" ("worker_id", "enterprise_id", "served_on", "used", "allowed")
        select o."worker_id", o."enterprise_id", s."served_on", sum(o."quantity"), sum(o."quantity")
          from "meal_order" o join "meal_serving" s on s."id" = o."serving_id"
         where o."enterprise_id" is not null and o."state" <> 'CANCELLED'
         group by o."worker_id", o."enterprise_id", s."served_on";
    `);
  }
}
