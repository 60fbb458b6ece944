import { Migration } from '@mikro-orm/migrations';

/** Claims that cases led to, as subsidies tells of them; D8 holds for what is settled on the spot, too; figures of reopenings. */
export class Migration20261122101600 extends Migration {
  override up(): void {
    this.addSql(`
      create table "linked_claim" (
        "id" text not null,
        "case_id" text not null,
        "open" boolean not null,
        primary key ("id")
      );
      alter table "linked_claim" add constraint "linked_claim_case_id_foreign" foreign key ("case_id") references "case" ("id");
      create index "linked_claim_of_case" on "linked_claim" ("case_id", "id");
      alter table "case" drop column "linked_claim_id";

      alter table "case" drop constraint "case_d8";
      alter table "case" add constraint "case_d8" check (
        not "linked_open" or "state" not in ('DECIDED', 'DELIVERED', 'RESOLVED_ON_SPOT', 'CLOSED'));

      alter table "case_step" drop constraint "case_step_action_check";
      alter table "case_step" add constraint "case_step_action_check" check ("action" in (
        'SUBMIT', 'ACCEPT', 'ACCEPT_BY_SILENCE', 'REQUEST_CORRECTION', 'RESUBMIT', 'NOT_ACCEPT', 'ROUTE', 'REASSIGN', 'SUSPEND',
        'RESUME', 'EXTEND', 'RESCHEDULE', 'DECIDE', 'DELIVER', 'RESOLVE_ON_SPOT', 'WITHDRAW', 'RATE', 'CLOSE', 'REOPEN',
        'CLAIM_OPENED', 'CLAIM_CLOSED'));

      -- Figures count by when a case was decided, promised for and taken up again.
      create index "case_decided" on "case" ("community_id", "decided_at") where "decided_at" is not null;
      create index "case_promised" on "case" ("community_id", "due_at") where "kind" = 'COMMITMENT';
      create index "case_step_reopening" on "case_step" ("done_at") where "action" = 'REOPEN';
    `);
  }
}
