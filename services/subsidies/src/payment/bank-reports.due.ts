import { type DueTask, sql } from '@millgate/kit';
import { fileBank } from './file-bank.ts';
import { applyStatus } from './settle-payment.service.ts';

/**
 * Reads what the bank says became of payments. A report is remembered in the transaction of its effect, and put aside
 * only when that is seen to have been committed: reading it twice changes nothing, losing it would.
 */
export const readBankReports: DueTask = async (tx, now, { folder, log }) => {
  const bank = fileBank(folder);
  let changed = 0;
  for (const received of await bank.received()) {
    if ('fault' in received) {
      log.error({ file: received.name, fault: received.fault }, 'a report of the bank cannot be read');
      await bank.putAside(received.name, 'refused');
      continue;
    }
    const { report } = received;
    const [known] = await sql(tx, 'select 1 as known from bank_report where id = ?', [report.reportId]);
    if (known) {
      await bank.putAside(received.name, 'done');
      continue;
    }
    const fresh = await sql(
      tx,
      'insert into bank_report (id, read_at) values (?, ?) on conflict do nothing returning id',
      [report.reportId, now],
    );
    if (fresh.length === 0) continue;
    // In the order of ids: two reports about the same payments take their rows in the same order.
    const statuses = report.statuses.toSorted((a, b) => (a.endToEndId < b.endToEndId ? -1 : 1));
    for (const status of statuses) {
      if (await applyStatus(tx, report.messageId, status, { actor: 'BANK', at: now })) changed += 1;
    }
    await tx.flush();
  }
  return changed;
};
