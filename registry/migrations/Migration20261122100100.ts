import { Migration } from '@mikro-orm/migrations';

/** How long the answers of a version took, by powers of two of a millisecond. */
export class Migration20261122100100 extends Migration {
  override up(): void {
    this.addSql(`
      create table "gateway_report_took" (
        "version" bigint not null,
        "minute" timestamptz not null,
        "power" integer not null,
        "count" bigint not null,
        primary key ("version", "minute", "power"),
        constraint "gateway_report_took_power_check" check ("power" between 0 and 31)
      );
    `);
  }

  override down(): void {
    this.addSql('drop table "gateway_report_took"');
  }
}
