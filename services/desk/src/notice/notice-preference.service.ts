import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Context, isCallable, ok, refuse, type Result, sql, withoutTraceOfRefusals } from '@millgate/kit';
import { NoticeKind } from './notice.entity.ts';
import type { SetNoticePreferencesInput } from './notice.inputs.ts';
import { NoticePreference } from './notice-preference.entity.ts';
import { sendMail } from './send-notice.ts';

export type PreferenceRefusal = 'HOOK_NOT_ALLOWED' | 'MAIL_NOT_SET_UP' | 'CODE_SENT_JUST_NOW';

interface By {
  readonly personId: string;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'outside' | 'log'>;
}

/** Between two codes to one person: whoever asks for them in a loop writes to a stranger's box. */
const betweenCodesMillis = 60_000;

/** Where else to send notices. A hook that is set anew gets a new secret; a mail address has to be confirmed. */
export const setPreferences = (
  em: EntityManager,
  { personId, now, services }: By,
  { hookUrl = null, email = null, kinds }: SetNoticePreferencesInput,
): Promise<Result<NoticePreference, PreferenceRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const { outside } = services;
    if (hookUrl !== null && !isCallable(hookUrl, outside.hooksAllow)) {
      return refuse('HOOK_NOT_ALLOWED', { path: ['hookUrl'], rule: 'hook' });
    }
    if (email !== null && !outside.smtpUrl) return refuse('MAIL_NOT_SET_UP', { path: ['email'], rule: 'mail' });
    await sql(tx, `insert into notice_preference (person_id, kinds) values (?, '{}') on conflict do nothing`, [
      personId,
    ]);
    const held = await tx.findOneOrFail(NoticePreference, { personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (hookUrl !== held.hookUrl) Object.assign(held, { hookUrl, hookNo: held.hookNo + 1 });
    held.kinds = kinds ?? Object.values(NoticeKind);
    if (email === held.email) return ok(held);
    const sentAt = held.emailCodeSentAt?.getTime() ?? 0;
    if (email !== null && now.getTime() - sentAt < betweenCodesMillis) {
      return refuse('CODE_SENT_JUST_NOW', { path: ['email'], rule: 'mail' });
    }
    Object.assign(held, { email, emailConfirmedAt: null, emailCodeHash: null, emailCodeTries: 0 });
    if (email !== null) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      Object.assign(held, { emailCodeHash: hashOf(personId, code), emailCodeSentAt: now });
      await tx.flush();
      await mailCode(email, code, personId, services);
    }
    return ok(held);
  });

const hashOf = (personId: string, code: string): string =>
  createHash('sha256').update(`${personId} ${code}`).digest('base64');

async function mailCode(to: string, code: string, personId: string, { outside, log }: By['services']): Promise<void> {
  const subject = '请确认您的邮箱 / Confirm your mail address';
  const text = `验证码 / Code: ${code}\n\n如非本人操作，请忽略。 If this was not you, do nothing.\n`;
  const messageId = `<${createHash('sha256').update(`${personId} ${code} ${to}`).digest('hex').slice(0, 32)}@millgate>`;
  // A server that is down is no reason to refuse; the code can be asked for again.
  await sendMail({ to, subject, text, messageId }, outside).catch((cause: unknown) =>
    log.warn({ cause: String(cause) }, 'a code could not be mailed'),
  );
}

/** A million codes and five tries. */
const tries = 5;

/** A wrong code is written down, and so is answered outside of what a refusal rolls back. */
export async function confirmEmail(
  em: EntityManager,
  { personId, now }: Pick<By, 'personId' | 'now'>,
  code: string,
): Promise<Result<NoticePreference, 'CODE_WRONG'>> {
  return em.transactional(async (tx) => {
    const held = await tx.findOne(NoticePreference, { personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const wrong = refuse('CODE_WRONG', { path: ['code'], rule: 'mail' });
    if (!held || held.emailCodeHash === null || held.emailCodeTries >= tries) return wrong;
    held.emailCodeTries += 1;
    const right = timingSafeEqual(Buffer.from(held.emailCodeHash), Buffer.from(hashOf(personId, code)));
    if (right) Object.assign(held, { emailConfirmedAt: now, emailCodeHash: null });
    await tx.flush();
    return right ? ok(held) : wrong;
  });
}

/** Sends again what was written since: what was given up, and what has arrived too. Answers how many. */
export async function replay(
  em: EntityManager,
  personId: string,
  since: Date,
  now: Date,
): Promise<Result<{ count: number }, 'NOTHING_SET'>> {
  const wishes = await em.findOne(NoticePreference, { personId });
  if (!wishes?.hookUrl && !wishes?.emailConfirmedAt) return refuse('NOTHING_SET', { path: [], rule: 'notices' });
  const rows = await sql(
    em,
    `update notice_delivery d set delivered_at = null, given_up_at = null, attempts = 0, next_attempt_at = ?
       from notice n where n.id = d.notice_id and d.person_id = ? and n.written_at >= ?
        and (d.delivered_at is not null or d.given_up_at is not null) returning d.id`,
    [now, personId, since],
  );
  return ok({ count: rows.length });
}
