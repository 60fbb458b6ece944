import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101120000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "subsidy_program" (
        "id" text not null,
        "code" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "basis_zh" text not null,
        "basis_en" text not null,
        "kind" text not null,
        "claimant" text not null,
        "state" text not null,
        primary key ("id")
      );
      alter table "subsidy_program" add constraint "subsidy_program_kind_check" check ("kind" in ('CASH', 'IN_KIND'));
      alter table "subsidy_program" add constraint "subsidy_program_claimant_check" check ("claimant" in ('WORKER', 'ENTERPRISE'));
      alter table "subsidy_program" add constraint "subsidy_program_state_check" check ("state" in ('DRAFT', 'OPEN', 'PAUSED', 'EXHAUSTED', 'CLOSED'));

      create table "parameter" (
        "id" text not null,
        "program_id" text not null,
        "name" text not null,
        "unit" text not null,
        primary key ("id")
      );
      alter table "parameter" add constraint "parameter_unit_check" check ("unit" in ('FEN', 'YEARS', 'RANK', 'POINTS', 'COUNT'));

      create table "parameter_value" (
        "id" text not null,
        "parameter_id" text not null,
        "valid_from" date not null,
        "value" bigint null,
        "reference_zh" text not null,
        "reference_en" text not null,
        primary key ("id")
      );

      create table "claim" (
        "id" text not null,
        "program_id" text not null,
        "worker_id" text null,
        "enterprise_id" text null,
        "subject_key" text not null default '',
        "home_purchase_id" text null,
        "credential_id" text null,
        "as_of" date not null,
        "state" text not null,
        "amount_fen" bigint null,
        "amount_currency" text null,
        "fact_bundle" jsonb null,
        "assessed" jsonb null,
        "submitted_at" timestamptz not null,
        "completed_at" timestamptz null,
        "decided_at" timestamptz null,
        "version" int not null default 1,
        primary key ("id")
      );
      alter table "claim" add constraint "claim_state_check" check ("state" in ('SUBMITTED', 'ASSESSING', 'PENDING_FACTS', 'WAITING_BUDGET', 'APPROVED', 'PAYING', 'PAID', 'REFUSED', 'UNDER_APPEAL', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED', 'WITHDRAWN'));

      create table "payment" (
        "id" text not null,
        "claim_id" text not null,
        "amount_fen" bigint not null,
        "amount_currency" text not null default 'CNY',
        "account_masked" text not null,
        "bank_ref" text null,
        "state" text not null,
        "ordered_at" timestamptz not null,
        "settled_at" timestamptz null,
        primary key ("id")
      );
      alter table "payment" add constraint "payment_state_check" check ("state" in ('QUEUED', 'SENT', 'SETTLED', 'FAILED'));

      create table "entitlement" (
        "id" text not null,
        "claim_id" text not null,
        "child" text not null,
        "school_year" int not null,
        "points" int not null,
        "rank" int null,
        "place" text null,
        primary key ("id")
      );

      create table "claim_step" (
        "position" bigserial primary key,
        "claim_id" text not null,
        "happened_at" timestamptz not null,
        "actor" text not null,
        "from_state" text null,
        "to_state" text not null
      );
      alter table "claim_step" add constraint "claim_step_from_state_check" check ("from_state" in ('SUBMITTED', 'ASSESSING', 'PENDING_FACTS', 'WAITING_BUDGET', 'APPROVED', 'PAYING', 'PAID', 'REFUSED', 'UNDER_APPEAL', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED', 'WITHDRAWN'));
      alter table "claim_step" add constraint "claim_step_to_state_check" check ("to_state" in ('SUBMITTED', 'ASSESSING', 'PENDING_FACTS', 'WAITING_BUDGET', 'APPROVED', 'PAYING', 'PAID', 'REFUSED', 'UNDER_APPEAL', 'CLAWBACK_DUE', 'RECOVERED', 'WAIVED', 'WITHDRAWN'));

      create table "appeal" (
        "id" text not null,
        "claim_id" text not null,
        "grounds" text not null,
        "state" text not null,
        "filed_at" timestamptz not null,
        "decided_at" timestamptz null,
        primary key ("id")
      );
      alter table "appeal" add constraint "appeal_state_check" check ("state" in ('FILED', 'UPHELD', 'REJECTED'));

      create table "appropriation" (
        "id" text not null,
        "program_id" text not null,
        "fiscal_year" int not null,
        "amount_fen" bigint not null,
        "reserved_fen" bigint not null default '0',
        "committed_fen" bigint not null default '0',
        "paid_fen" bigint not null default '0',
        "recovered_fen" bigint not null default '0',
        primary key ("id")
      );

      create table "ledger_entry" (
        "id" text not null,
        "appropriation_id" text not null,
        "claim_id" text null,
        "from_account" text not null,
        "to_account" text not null,
        "amount_fen" bigint not null,
        "booked_at" timestamptz not null,
        primary key ("id")
      );
      alter table "ledger_entry" add constraint "ledger_entry_from_account_check" check ("from_account" in ('TREASURY', 'AVAILABLE', 'RESERVED', 'COMMITTED', 'PAID', 'RECOVERED'));
      alter table "ledger_entry" add constraint "ledger_entry_to_account_check" check ("to_account" in ('TREASURY', 'AVAILABLE', 'RESERVED', 'COMMITTED', 'PAID', 'RECOVERED'));

      alter table "parameter" add constraint "parameter_program_id_foreign" foreign key ("program_id") references "subsidy_program" ("id");

      alter table "parameter_value" add constraint "parameter_value_parameter_id_foreign" foreign key ("parameter_id") references "parameter" ("id");

      alter table "claim" add constraint "claim_program_id_foreign" foreign key ("program_id") references "subsidy_program" ("id");

      alter table "payment" add constraint "payment_claim_id_foreign" foreign key ("claim_id") references "claim" ("id");

      alter table "entitlement" add constraint "entitlement_claim_id_foreign" foreign key ("claim_id") references "claim" ("id");

      alter table "claim_step" add constraint "claim_step_claim_id_foreign" foreign key ("claim_id") references "claim" ("id");

      alter table "appeal" add constraint "appeal_claim_id_foreign" foreign key ("claim_id") references "claim" ("id");

      alter table "appropriation" add constraint "appropriation_program_id_foreign" foreign key ("program_id") references "subsidy_program" ("id");

      alter table "ledger_entry" add constraint "ledger_entry_appropriation_id_foreign" foreign key ("appropriation_id") references "appropriation" ("id");

      alter table "subsidy_program" add constraint "subsidy_program_code_unique" unique ("code");
      alter table "parameter" add constraint "parameter_name_unique" unique ("program_id", "name");
      alter table "parameter_value" add constraint "parameter_value_from_unique" unique ("parameter_id", "valid_from");

      alter table "claim" add constraint "claim_claimant_check" check (num_nonnulls("worker_id", "enterprise_id") = 1);
      alter table "claim" add constraint "claim_amount_check" check ("amount_fen" > 0);
      -- S1: one claim of a person for the same thing, unless the earlier one was refused or withdrawn.
      create unique index "claim_s1" on "claim" ("program_id", "worker_id", "subject_key") where "state" not in ('REFUSED', 'WITHDRAWN');
      create index "claim_of_worker" on "claim" ("worker_id", "submitted_at", "id");
      create index "claim_of_enterprise" on "claim" ("enterprise_id", "submitted_at", "id") where "enterprise_id" is not null;
      create index "claim_of_home_purchase" on "claim" ("home_purchase_id") where "home_purchase_id" is not null;
      create index "claim_of_credential" on "claim" ("credential_id") where "credential_id" is not null;
      create index "claim_latest" on "claim" ("submitted_at", "id");
      -- S8: who waits for money, in the order in which they are served.
      create index "claim_waiting" on "claim" ("program_id", "completed_at", "id") where "state" = 'WAITING_BUDGET';
      create index "claim_step_of_claim" on "claim_step" ("claim_id", "position");

      -- S3: a claim has one payment; a retry is the same payment.
      alter table "payment" add constraint "payment_s3_unique" unique ("claim_id");
      alter table "payment" add constraint "payment_amount_check" check ("amount_fen" > 0);
      create index "appeal_of_claim" on "appeal" ("claim_id");
      create index "entitlement_of_claim" on "entitlement" ("claim_id");

      -- S2: what is promised and paid never exceeds what was set aside, whoever writes.
      alter table "appropriation" add constraint "appropriation_year_unique" unique ("program_id", "fiscal_year");
      alter table "appropriation" add constraint "appropriation_s2_check" check ("reserved_fen" + "committed_fen" + "paid_fen" - "recovered_fen" <= "amount_fen");
      alter table "appropriation" add constraint "appropriation_signs_check" check (least("amount_fen", "reserved_fen", "committed_fen", "paid_fen", "recovered_fen") >= 0 and "recovered_fen" <= "paid_fen");

      alter table "ledger_entry" add constraint "ledger_entry_claim_id_foreign" foreign key ("claim_id") references "claim" ("id");
      alter table "ledger_entry" add constraint "ledger_entry_amount_check" check ("amount_fen" > 0);
      alter table "ledger_entry" add constraint "ledger_entry_accounts_check" check ("from_account" <> "to_account");
      create index "ledger_entry_of_appropriation" on "ledger_entry" ("appropriation_id", "booked_at", "id");
      create index "ledger_entry_of_claim" on "ledger_entry" ("claim_id") where "claim_id" is not null;

      -- S7: what was booked, and what happened to a claim, is added to and never changed.
      create function "refuse_change"() returns trigger language plpgsql as $$
        begin
          raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
        end $$;
      create trigger "ledger_entry_append_only" before update or delete or truncate on "ledger_entry" for each statement execute function "refuse_change"();
      create trigger "claim_step_append_only" before update or delete or truncate on "claim_step" for each statement execute function "refuse_change"();
    `);
  }
}
