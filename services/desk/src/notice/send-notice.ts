import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isCallable, type Outside, reachableLookup } from '@millgate/kit';
import { createTransport } from 'nodemailer';
import { hookHeaders, type SignedHook } from './hook-signature.ts';

const timeoutMillis = 10_000;

/**
 * Calls a hook, once, and follows no redirect: a redirect would lead where nobody judged. The answer's body is not read;
 * it could be without end, and says nothing to us.
 */
export function callHook(url: string, secret: string, hook: SignedHook, { hooksAllow }: Outside): Promise<void> {
  if (!isCallable(url, hooksAllow)) return Promise.reject(new Error('the address may not be called'));
  const send = url.startsWith('https:') ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const call = send(
      url,
      {
        method: 'POST',
        headers: { ...hookHeaders(secret, hook), 'content-length': Buffer.byteLength(hook.body) },
        lookup: reachableLookup(hooksAllow),
        // A socket that was kept open would have been judged for another call.
        agent: false,
        signal: AbortSignal.timeout(timeoutMillis),
      },
      (answer) => {
        answer.destroy();
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`the hook answered ${status}`));
      },
    );
    call.on('error', reject);
    call.end(hook.body);
  });
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for each attempt, so that whoever receives it twice sees one. */
  readonly messageId: string;
}

/** Sends a mail by the operator's server. Whoever has none set sends none. */
export async function sendMail({ to, subject, text, messageId }: Mail, { smtpUrl, mailFrom }: Outside): Promise<void> {
  if (!smtpUrl) throw new Error('no mail server is set');
  const timeouts = { connectionTimeout: timeoutMillis, greetingTimeout: timeoutMillis, socketTimeout: timeoutMillis };
  const transport = createTransport({ url: smtpUrl, ...timeouts });
  try {
    await transport.sendMail({ from: mailFrom, to, subject, text, messageId });
  } finally {
    transport.close();
  }
}
