import { Migration } from '@mikro-orm/migrations';

/** Purchase codes are issued and redeemed, purchases have a history, and guessing has an end. */
export class Migration20261122032001 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "purchase_code" add column "batch" text null;
      create index "purchase_code_of_batch" on "purchase_code" ("batch") where "batch" is not null;
      -- H4: a person holds one code of a programme at a time that could still be redeemed.
      create unique index "purchase_code_h4_one_live" on "purchase_code" ("holder_id", "programme") where "state" = 'ISSUED';

      create table "home_purchase_step" (
        "id" text not null,
        "purchase_id" text not null references "home_purchase" ("id"),
        "action" text not null check ("action" in ('CONTRACT', 'REGISTER', 'DELIVER', 'RESCIND')),
        "done_at" timestamptz not null,
        "actor" text null,
        "reason" text null,
        "state_before" text null check ("state_before" in ('CONTRACTED', 'REGISTERED', 'DELIVERED', 'RESCINDED')),
        "state_after" text not null check ("state_after" in ('CONTRACTED', 'REGISTERED', 'DELIVERED', 'RESCINDED')),
        primary key ("id")
      );
      create index "home_purchase_step_of_purchase" on "home_purchase_step" ("purchase_id", "done_at", "id");

      -- H4: how often a caller was wrong since when; the row is also what makes a caller's attempts wait for each other.
      create table "purchase_code_attempts" (
        "caller" text primary key,
        "failed" int not null default 0 check ("failed" >= 0),
        "since" timestamptz not null
      );
    `);
  }
}
