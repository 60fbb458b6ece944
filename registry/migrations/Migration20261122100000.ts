import { Migration } from '@mikro-orm/migrations';

/** People of an agency act for themselves: they join by an invitation, and what they make says who made it. */
export class Migration20261122100000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "agency_member"
        add column "state" text not null default 'INVITED',
        add column "joined_at" timestamptz null,
        add constraint "agency_member_state_check" check ("state" in ('INVITED', 'ACTIVE')),
        add constraint "agency_member_joined_at_check" check (("state" = 'ACTIVE') = ("joined_at" is not null));

      create table "member_token" (
        "prefix" text not null primary key,
        "secret_hash" bytea not null,
        "kind" text not null,
        "agency" text not null,
        "email" text not null,
        "created_at" timestamptz not null,
        "expires_at" timestamptz not null,
        "used_at" timestamptz null,
        foreign key ("agency", "email") references "agency_member" ("agency", "email") on delete cascade,
        constraint "member_token_prefix_check" check ("prefix" ~ '^[0-9a-z]{10}$'),
        constraint "member_token_secret_hash_check" check (octet_length("secret_hash") = 32),
        constraint "member_token_kind_check" check ("kind" in ('INVITATION', 'PERSONAL'))
      );
      create index "member_token_member" on "member_token" ("agency", "email");

      alter table "publish_token" add column "created_by" text not null default 'operator';
    `);
  }

  override down(): void {
    this.addSql(`
      alter table "publish_token" drop column "created_by";
      drop table "member_token";
      alter table "agency_member" drop column "state", drop column "joined_at";
    `);
  }
}
