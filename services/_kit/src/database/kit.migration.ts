import { Migration } from '@mikro-orm/migrations';

/** The tables that every subgraph has: what callers may repeat, what it tells others, what it was told, what it was seeded with. */
export class KitMigration extends Migration {
  override up(): void {
    this.addSql(`create table "kit_idempotency" (
      "caller" text not null,
      "key" text not null,
      "mutation" text not null,
      "input_hash" text not null,
      "answer" jsonb null,
      "created_at" timestamptz not null,
      "expires_at" timestamptz null,
      primary key ("caller", "mutation", "key")
    )`);
    this.addSql(
      `create index "kit_idempotency_expires_at" on "kit_idempotency" ("expires_at") where "expires_at" is not null`,
    );
    this.addSql(`create table "kit_outbox" (
      "position" bigint generated always as identity primary key,
      "id" text not null unique,
      "type" text not null,
      "aggregate" text not null,
      "payload" jsonb not null,
      "occurred_at" timestamptz not null
    )`);
    this.addSql(`create table "kit_delivery" (
      "position" bigint not null references "kit_outbox" ("position"),
      "subscriber" text not null,
      "aggregate" text not null,
      "attempts" int not null default 0,
      "next_attempt_at" timestamptz not null default '-infinity',
      "last_failure" text null,
      "delivered_at" timestamptz null,
      primary key ("subscriber", "position")
    )`);
    this.addSql(
      `create index "kit_delivery_waiting" on "kit_delivery" ("subscriber", "aggregate", "position") where "delivered_at" is null`,
    );
    this.addSql(`create table "kit_inbox" ("id" text primary key, "received_at" timestamptz not null)`);
    this.addSql(`create table "kit_seed" ("name" text primary key, "seeded_at" timestamptz not null default now())`);
  }

  override down(): void {
    for (const table of ['kit_seed', 'kit_inbox', 'kit_delivery', 'kit_outbox', 'kit_idempotency'])
      this.addSql(`drop table "${table}"`);
  }
}
