import { Migration } from '@mikro-orm/migrations';

/** Payments leave in messages to the bank and are settled by its reports; claims are decided by hand, appealed and paid back. */
export class Migration20261122030200 extends Migration {
  override up(): void {
    this.addSql(`
      create table "payment_message" (
        "id" text not null,
        "composed_at" timestamptz not null,
        "sent_at" timestamptz null,
        primary key ("id")
      );
      create table "bank_report" (
        "id" text not null,
        "read_at" timestamptz not null,
        primary key ("id")
      );
      alter table "payment" add column "message_id" text null;
      alter table "payment" add column "failure" text null;
      alter table "payment" add column "attempts" int not null default 0;
      alter table "payment" add constraint "payment_message_id_foreign" foreign key ("message_id") references "payment_message" ("id");
      create index "payment_of_message" on "payment" ("message_id") where "message_id" is not null;
      create index "payment_to_compose" on "payment" ("ordered_at", "id") where "state" = 'QUEUED' and "message_id" is null;

      -- S8: a claim is paid what it was granted, whole. What was granted can then not change either (S6).
      alter table "claim" add constraint "claim_amount_unique" unique ("id", "amount_fen");
      alter table "payment" add constraint "payment_whole_foreign" foreign key ("claim_id", "amount_fen") references "claim" ("id", "amount_fen");
      create index "claim_to_pay" on "claim" ("decided_at", "id") where "state" = 'APPROVED';

      -- S6: what governed a decision stays readable as it was then: values are added, with the instant, never changed.
      alter table "parameter_value" add column "recorded_at" timestamptz not null default '1970-01-01T00:00:00Z';
      alter table "parameter_value" add column "recorded_by" text null;
      alter table "parameter_value" drop constraint "parameter_value_from_unique";
      alter table "parameter_value" add constraint "parameter_value_recorded_unique" unique ("parameter_id", "valid_from", "recorded_at");
      create trigger "parameter_value_append_only" before update or delete or truncate on "parameter_value" for each statement execute function "refuse_change"();

      alter table "parameter" drop constraint "parameter_unit_check";
      alter table "parameter" add constraint "parameter_unit_check" check ("unit" in ('FEN', 'YEARS', 'RANK', 'POINTS', 'COUNT', 'MONTHS'));

      alter table "claim" add column "assessed_at" timestamptz null;
      update "claim" set "assessed_at" = coalesce("decided_at", "submitted_at") where "assessed" is not null;
      alter table "claim" add column "opened" boolean not null default false;
      alter table "claim" add column "subject_id" text null;
      alter table "claim" add column "fallen_away_on" date null;
      alter table "claim" add column "duplicate_of" text null references "claim" ("id");
      drop index "claim_s1";
      -- S1, following merges: of two records that were one person, the later claim is flagged, and only then left out.
      create unique index "claim_s1" on "claim" ("program_id", "worker_id", "subject_key") where "state" not in ('REFUSED', 'WITHDRAWN') and "duplicate_of" is null;
      create index "claim_duplicate" on "claim" ("duplicate_of") where "duplicate_of" is not null;

      alter table "claim_step" add column "note" text null;

      create table "claim_review" (
        "id" text not null,
        "claim_id" text not null references "claim" ("id"),
        "officer_id" text not null,
        "round" int not null,
        "verdict" text not null check ("verdict" in ('APPROVE', 'REFUSE')),
        "reason" text not null,
        "made_at" timestamptz not null,
        primary key ("id"),
        constraint "claim_review_four_eyes" unique ("claim_id", "round", "officer_id")
      );
      create trigger "claim_review_append_only" before update or delete or truncate on "claim_review" for each statement execute function "refuse_change"();
      alter table "claim" add column "round" int not null default 1;

      -- What officers read from papers. Whoever recorded a fact of a claim does not decide it.
      create table "recorded_fact" (
        "id" text not null,
        "claim_id" text not null references "claim" ("id"),
        "name" text not null,
        "value" bigint not null,
        "recorded_by" text not null,
        "recorded_at" timestamptz not null,
        primary key ("id")
      );
      create index "recorded_fact_of_claim" on "recorded_fact" ("claim_id", "recorded_at");
      create trigger "recorded_fact_append_only" before update or delete or truncate on "recorded_fact" for each statement execute function "refuse_change"();

      create table "declared_interest" (
        "id" text not null,
        "officer_id" text not null,
        "worker_id" text not null,
        "reason" text not null,
        "declared_at" timestamptz not null,
        primary key ("id"),
        constraint "declared_interest_unique" unique ("officer_id", "worker_id")
      );

      alter table "appeal" add column "decided_by" text null;
      alter table "appeal" add column "finding" text null;
      create unique index "appeal_one_open" on "appeal" ("claim_id") where "state" = 'FILED';

      -- What claims rest on and fell away: remembered, since a claim may be written after it was told.
      create table "fallen_subject" (
        "subject_id" text not null,
        "fell_away_on" date not null,
        "told_at" timestamptz not null,
        primary key ("subject_id")
      );

      alter table "entitlement" add constraint "entitlement_claim_unique" unique ("claim_id");
    `);
  }
}
