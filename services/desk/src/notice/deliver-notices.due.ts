import type { EntityManager } from '@mikro-orm/postgresql';
import { type DueTask, sql } from '@millgate/kit';
import { hookSecret, waitAfter } from './hook-signature.ts';
import type { NoticeKind } from './notice.entity.ts';
import { callHook, sendMail } from './send-notice.ts';

type Services = Parameters<DueTask>[2];

/** How many one run sends; what is left waits for the next. Several at once, since each waits for somebody else. */
const atOnce = 100;
const side = 8;

/**
 * Sends what waits, at least once: a delivery is held while it is sent, by one replica, and one whose program is killed
 * is sent again under the same id, by which receivers tell.
 */
export const deliverNotices: DueTask = async (tx, now, services) => {
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < atOnce) {
      sent += 1;
      // Each in a transaction of its own: what has arrived is not sent again because another did not.
      const found = await tx.fork().transactional((own) => deliverOne(own, now, services));
      if (found) continue;
      sent -= 1;
      return;
    }
  };
  await Promise.all(Array.from({ length: side }, work));
  return sent;
};

interface Waiting {
  readonly id: string;
  readonly notice_id: string;
  readonly person_id: string;
  readonly channel: 'HOOK' | 'EMAIL';
  readonly attempts: number;
  readonly kind: NoticeKind;
  readonly written_at: Date;
  readonly hook_url: string | null;
  readonly hook_no: number;
  readonly email: string | null;
  readonly email_confirmed_at: Date | null;
}

async function deliverOne(tx: EntityManager, now: Date, services: Services): Promise<boolean> {
  const [one] = await sql<Waiting>(
    tx,
    `select d.id, d.notice_id, d.person_id, d.channel, d.attempts, n.kind, n.written_at,
            p.hook_url, p.hook_no, p.email, p.email_confirmed_at
       from notice_delivery d join notice n on n.id = d.notice_id left join notice_preference p on p.person_id = d.person_id
      where d.delivered_at is null and d.given_up_at is null and d.next_attempt_at <= ?
      order by d.next_attempt_at, d.id limit 1 for update of d skip locked`,
    [now],
  );
  if (!one) return false;
  try {
    await send(one, now, services);
    await sql(
      tx,
      'update notice_delivery set delivered_at = ?, attempts = attempts + 1, last_failure = null where id = ?',
      [now, one.id],
    );
  } catch (cause) {
    const wait = waitAfter(one.attempts + 1);
    const failure = cause instanceof Error ? cause.message.slice(0, 200) : 'it failed';
    await sql(
      tx,
      `update notice_delivery set attempts = attempts + 1, last_failure = ?, given_up_at = ?,
              next_attempt_at = coalesce(?, next_attempt_at) where id = ?`,
      [failure, wait === null ? now : null, wait === null ? null : new Date(now.getTime() + wait), one.id],
    );
  }
  return true;
}

/**
 * What leaves says that something happened, and not what: mail boxes are shared, hooks are logged. Whoever signs in reads
 * the rest.
 */
async function send(one: Waiting, now: Date, { outside, secret }: Services): Promise<void> {
  if (one.channel === 'HOOK') {
    if (one.hook_url === null) throw new Error('no hook is set any more');
    const data = { noticeId: one.notice_id, kind: one.kind };
    const body = JSON.stringify({ type: 'notice.written', timestamp: new Date(one.written_at).toISOString(), data });
    const hook = { id: one.id, at: now, body };
    return callHook(one.hook_url, hookSecret(secret('notice-hook'), one.person_id, one.hook_no), hook, outside);
  }
  if (one.email === null || one.email_confirmed_at === null) throw new Error('no mail address is confirmed any more');
  return sendMail(
    {
      to: one.email,
      subject: '工业社区：您有一条新通知 / A notice from your community',
      text: `您有一条新的办事通知，请登录查看。\n\nThere is a notice for you. Sign in to read it.\n\n${one.notice_id}\n`,
      messageId: `<${one.id}@millgate>`,
    },
    outside,
  );
}
