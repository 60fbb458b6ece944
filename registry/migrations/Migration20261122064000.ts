import { Migration } from '@mikro-orm/migrations';

/**
 * Who takes part in the graph, what of it was published, what is served, and who did what. What was published is never
 * changed: triggers refuse it, whoever asks.
 */
export class Migration20261122064000 extends Migration {
  override up(): void {
    this.addSql(`
      create function "registry_refuse_change"() returns trigger language plpgsql as $$
      begin
        raise exception '% is never changed', tg_table_name using errcode = 'restrict_violation';
      end $$;

      create table "agency" (
        "code" text not null primary key,
        "name" text not null,
        "contact" text not null,
        "state" text not null,
        "requested_at" timestamptz not null,
        "decided_at" timestamptz null,
        constraint "agency_code_check" check ("code" ~ '^[a-z][a-z0-9-]{1,40}$'),
        constraint "agency_state_check" check ("state" in ('REQUESTED', 'APPROVED', 'SUSPENDED', 'REFUSED', 'CLOSED'))
      );

      create table "agency_member" (
        "agency" text not null references "agency" ("code"),
        "email" text not null,
        "role" text not null,
        primary key ("agency", "email"),
        constraint "agency_member_role_check" check ("role" in ('OWNER', 'ENGINEER'))
      );

      create table "subgraph" (
        "name" text not null primary key,
        "agency" text not null references "agency" ("code"),
        "state" text not null,
        "position" bigint generated always as identity,
        "revision" integer null,
        "registered_at" timestamptz not null,
        constraint "subgraph_name_check" check ("name" ~ '^[a-z][a-z0-9-]{1,40}$'),
        constraint "subgraph_state_check" check ("state" in ('REGISTERED', 'PUBLISHED', 'RETIRED'))
      );
      create unique index "subgraph_folded" on "subgraph" (translate(lower("name"), '-', '_'));

      create table "publish_token" (
        "prefix" text not null primary key,
        "secret_hash" bytea not null,
        "subgraph" text not null references "subgraph" ("name"),
        "label" text not null,
        "created_at" timestamptz not null,
        "expires_at" timestamptz not null,
        "revoked_at" timestamptz null,
        constraint "publish_token_prefix_check" check ("prefix" ~ '^[0-9a-z]{10}$'),
        constraint "publish_token_secret_hash_check" check (octet_length("secret_hash") = 32)
      );

      create table "access_grant" (
        "coordinate" text not null,
        "subgraph" text not null references "subgraph" ("name"),
        "granted_at" timestamptz not null,
        primary key ("coordinate", "subgraph")
      );

      create table "revision" (
        "subgraph" text not null references "subgraph" ("name"),
        "no" integer not null,
        "sha256" text not null,
        "sdl" text not null,
        "url" text not null,
        "commit_id" text null,
        "published_by" text not null,
        "published_at" timestamptz not null,
        primary key ("subgraph", "no"),
        constraint "revision_no_check" check ("no" > 0),
        constraint "revision_sha256_check" check ("sha256" = encode(sha256(convert_to("sdl", 'UTF8')), 'hex'))
      );
      create trigger "revision_is_final" before update or delete on "revision"
        for each row execute function "registry_refuse_change"();
      create trigger "revision_stays" before truncate on "revision" execute function "registry_refuse_change"();

      create table "graph_version" (
        "no" bigint not null primary key,
        "sha256" text not null,
        "supergraph" text not null,
        "parts" jsonb not null,
        "cause" text not null,
        "composed_at" timestamptz not null,
        "signature" text not null,
        constraint "graph_version_no_check" check ("no" > 0),
        constraint "graph_version_sha256_check" check ("sha256" = encode(sha256(convert_to("supergraph", 'UTF8')), 'hex'))
      );
      create trigger "graph_version_is_final" before update or delete on "graph_version"
        for each row execute function "registry_refuse_change"();
      create trigger "graph_version_stays" before truncate on "graph_version" execute function "registry_refuse_change"();

      create table "delivery" (
        "sequence" bigint not null primary key,
        "stable" bigint not null references "graph_version" ("no"),
        "canary" bigint null references "graph_version" ("no"),
        "canary_percent" integer null,
        "stopped" text[] not null default '{}',
        "cause" text not null,
        "issued_at" timestamptz not null,
        "manifest" text not null,
        constraint "delivery_canary_check" check (("canary" is null) = ("canary_percent" is null)),
        constraint "delivery_percent_check" check ("canary_percent" between 1 and 99)
      );
      create trigger "delivery_is_final" before update or delete on "delivery"
        for each row execute function "registry_refuse_change"();

      create table "launch" (
        "version" bigint not null primary key references "graph_version" ("no"),
        "previous" bigint null references "graph_version" ("no"),
        "state" text not null,
        "subgraph" text null,
        "started_at" timestamptz not null,
        "whole_at" timestamptz null,
        "settled_at" timestamptz null,
        "reason" text null,
        constraint "launch_state_check" check ("state" in ('CANARY', 'WATCHED', 'SETTLED', 'ROLLED_BACK', 'SUPERSEDED'))
      );

      create table "gateway_report" (
        "version" bigint not null,
        "minute" timestamptz not null,
        "requests" bigint not null,
        "errors" bigint not null,
        primary key ("version", "minute")
      );

      create table "contract_change" (
        "version" bigint not null references "graph_version" ("no"),
        "position" integer not null,
        "contract" text not null,
        "level" text not null,
        "coordinate" text not null,
        "message" text not null,
        primary key ("version", "position")
      );

      create table "check_record" (
        "id" text not null primary key,
        "subgraph" text not null,
        "made_at" timestamptz not null,
        "result" jsonb not null
      );

      create table "usage_day" (
        "day" date not null,
        "client" text not null,
        "coordinate" text not null,
        "count" bigint not null,
        primary key ("coordinate", "client", "day")
      );
      create index "usage_day_day" on "usage_day" ("day");

      create table "usage_document" (
        "client" text not null,
        "hash" text not null,
        "text" text not null,
        "last_day" date not null,
        "count" bigint not null,
        primary key ("client", "hash")
      );

      create table "audit_entry" (
        "position" bigint not null primary key,
        "at" text not null,
        "actor" text not null,
        "action" text not null,
        "object" text not null,
        "details" text not null,
        "previous_hash" text not null,
        "hash" text not null unique
      );
      create trigger "audit_entry_is_final" before update or delete on "audit_entry"
        for each row execute function "registry_refuse_change"();
      create trigger "audit_entry_stays" before truncate on "audit_entry" execute function "registry_refuse_change"();
    `);
  }

  override down(): void {
    this.addSql(`
      drop table "audit_entry", "usage_document", "usage_day", "check_record", "contract_change", "gateway_report",
        "launch", "delivery", "graph_version", "revision", "access_grant", "publish_token", "subgraph",
        "agency_member", "agency";
      drop function "registry_refuse_change";
    `);
  }
}
