import { Migration } from '@mikro-orm/migrations';

/** An enterprise has a version, against two who edit it at once, and a past. */
export class Migration20261122033030 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "enterprise" add column "version" int not null default 1;

      create table "enterprise_step" (
        "id" text not null,
        "enterprise_id" text not null references "enterprise" ("id"),
        "version" int not null,
        "at" timestamptz(3) not null,
        "actor_id" text not null,
        "stage" text not null,
        "status" text not null,
        primary key ("id")
      );
      alter table "enterprise_step" add constraint "enterprise_step_version_unique" unique ("enterprise_id", "version");
      alter table "enterprise_step" add constraint "enterprise_step_stage_check" check ("stage" in ('INCUBATION', 'GROWTH', 'MATURE'));
      alter table "enterprise_step" add constraint "enterprise_step_status_check" check ("status" in ('ACTIVE', 'SUSPENDED', 'LEFT'));
    `);
  }
}
