import { Migration } from '@mikro-orm/migrations';

/** One worker holds one office of an enterprise once at a time. */
export class Migration20261122063003 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "skill_leader_appointment" add constraint "skill_leader_appointment_in_turn"
        exclude using gist ("worker_id" with =, "enterprise_id" with =, "kind" with =, daterange("term_from", "term_until") with &&);
    `);
  }
}
