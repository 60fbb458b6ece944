import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { act, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';
import { subgraph } from '../src/subgraph.ts';
import { now, speakers } from './support/desk.ts';

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('notices go out', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  let hooks: Server;
  let mail: SMTPServer;
  let calls: Call[] = [];
  let mails: string[] = [];
  let answers: number[] = [];
  const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    hooks = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        calls.push({ headers: request.headers, body });
        response.writeHead(answers.shift() ?? 204, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      });
    });
    mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, _session, done) {
        let text = '';
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
        stream.on('end', () => {
          mails.push(text);
          done();
        });
      },
    });
    await Promise.all([
      new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve)),
      new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve)),
    ]);
    desk = await startTestSubgraph(subgraph, {
      now,
      seeded: true,
      outside: {
        smtpUrl: `smtp://127.0.0.1:${port(mail.server)}`,
        mailFrom: 'desk@example.org',
        hooksAllow: ['127.0.0.0/8'],
      },
    });
    say = speakers(desk);
  }, 60_000);
  afterAll(async () => {
    await desk.stop();
    await Promise.all([
      new Promise((resolve) => hooks.close(resolve)),
      new Promise<void>((resolve) => mail.close(resolve)),
    ]);
  });
  beforeEach(async () => {
    [calls, mails, answers] = [[], [], []];
    await desk.rows('delete from notice_delivery');
    await desk.rows('delete from notice_preference');
  });

  const welder = persona('welder');
  const wishes = (input: Record<string, unknown>, at = now) =>
    act(
      desk,
      welder,
      'setNoticePreferences',
      { input, value: 'preferences { hookUrl hookSecret email emailConfirmed kinds }' },
      at,
    );
  const hookUrl = () => `http://127.0.0.1:${port(hooks)}/notices`;
  const runDue = (at: string) => desk.subgraph.runDue(new Date(at));
  /** A matter of the welder's that a clerk accepts: she is told. */
  const moved = async (subject = '秘密事项') => {
    const one = await say.filed('welder', { subject });
    await say.as('clerk')('acceptCase', { caseId: one.id, expectedVersion: one.version });
  };

  test('to a hook, signed as Standard Webhooks says, with nothing of what they tell', async () => {
    const { value } = await wishes({ hookUrl: hookUrl() });
    await moved();

    await runDue(new Date().toISOString());

    expect(calls).toHaveLength(1);
    const [{ headers, body }] = calls as [Call];
    const verified = new Webhook(String(value?.['hookSecret'])).verify(body, headers as Record<string, string>);
    expect(verified).toEqual({
      type: 'notice.written',
      timestamp: '2026-11-20T02:00:00.000Z',
      data: { noticeId: expect.stringMatching(/^ntc_/), kind: 'CASE_MOVED' },
    });
    expect(body).not.toContain('秘密');
    const forged = () =>
      new Webhook(String(value?.['hookSecret'])).verify(`${body} `, headers as Record<string, string>);
    expect(forged).toThrow('No matching signature');
  });

  test('again when a hook fails, later each time, under the same id; once it has arrived, not again', async () => {
    await wishes({ hookUrl: hookUrl() });
    await moved();
    answers = [500, 302, 200];

    for (const at of ['10:00:00', '10:00:04', '10:00:05', '10:05:04', '10:05:05', '12:00:00']) {
      await runDue(`2026-11-20T${at}+08:00`);
    }

    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(
      await desk.rows('select attempts, delivered_at is not null as arrived, last_failure from notice_delivery'),
    ).toEqual([{ attempts: 3, arrived: true, last_failure: null }]);
  });

  test('not for ever: after three days of failures a delivery is given up, and a replay sends it again', async () => {
    await wishes({ hookUrl: hookUrl() });
    await moved();
    answers = Array.from({ length: 20 }, () => 503);
    for (let hours = 0; hours <= 240; hours += 25) {
      await runDue(new Date(Date.parse(now) + hours * 3_600_000).toISOString());
    }
    expect(
      await desk.rows('select attempts, given_up_at is not null as over, last_failure from notice_delivery'),
    ).toEqual([{ attempts: 10, over: true, last_failure: 'the hook answered 503' }]);

    answers = [];
    const replayed = await act(desk, welder, 'replayNotices', { input: { since: now }, value: 'notices { count }' });
    await runDue('2026-12-20T10:00:00+08:00');

    expect(replayed.value).toEqual({ count: 1 });
    expect(calls).toHaveLength(11);
    expect(await desk.rows('select 1 from notice_delivery where delivered_at is not null')).toHaveLength(1);
  });

  test('once each, although replicas run at once', async () => {
    await wishes({ hookUrl: hookUrl() });
    for (let at = 0; at < 12; at += 1) await moved(`事项 ${at}`);

    await Promise.all([1, 2, 3].map(() => runDue('2026-11-20T10:00:00+08:00')));

    expect(calls).toHaveLength(12);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
  });

  test.each([
    'http://hooks.example/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.8/',
    'https://[::ffff:10.0.0.8]/',
    'https://user:pass@hooks.example/',
    'file:///etc/passwd',
  ])('never to %s', async (url) => {
    expect((await wishes({ hookUrl: url })).errors).toMatchObject([{ code: 'HOOK_NOT_ALLOWED', path: ['hookUrl'] }]);
  });

  test('not to a place that is private by the time it is called', async () => {
    await wishes({ hookUrl: hookUrl() });
    await moved();
    await desk.rows(`update notice_preference set hook_url = 'https://localhost:${port(hooks)}/', hook_no = 9`);
    await desk.rows(`update notice_preference set hook_url = 'http://10.0.0.8/'`);

    await runDue('2026-11-20T10:00:00+08:00');

    expect(await desk.rows('select last_failure from notice_delivery')).toEqual([
      { last_failure: 'the address may not be called' },
    ]);
    expect(calls).toEqual([]);
  });

  const codeIn = (text: string | undefined) => /Code: (\d{6})/.exec(decoded(text ?? ''))?.[1];
  const decoded = (text: string) => {
    const [, body = ''] = text.split(/\r?\n\r?\n/, 2);
    return /base64/i.test(text) ? Buffer.from(text.slice(text.indexOf(body)), 'base64').toString() : text;
  };
  const confirm = (code: string | undefined) =>
    act(desk, welder, 'confirmNoticeEmail', { input: { code }, value: 'preferences { emailConfirmed }' });

  test('by mail to an address that its owner has confirmed, and to no other', async () => {
    const set = await wishes({ email: 'welder@example.org' });
    expect(set.value).toMatchObject({ email: 'welder@example.org', emailConfirmed: false });
    await moved();
    await runDue('2026-11-20T10:00:00+08:00');
    expect(mails).toHaveLength(1);

    const code = codeIn(mails[0]);
    expect((await confirm(code === '000000' ? '000001' : '000000')).errors).toMatchObject([{ code: 'CODE_WRONG' }]);
    expect((await confirm(code)).value).toEqual({ emailConfirmed: true });
    await moved();
    await runDue('2026-11-20T10:01:00+08:00');

    expect(mails).toHaveLength(2);
    expect(mails[1]).toContain('To: welder@example.org');
    expect(decoded(mails[1] ?? '')).toContain('There is a notice for you');
    expect(decoded(mails[1] ?? '')).not.toContain('秘密');
  });

  test('with a code that has five tries, and is sent once a minute', async () => {
    await wishes({ email: 'welder@example.org' });
    const code = codeIn(mails[0]);
    const wrong = code === '111111' ? '222222' : '111111';
    for (let at = 0; at < 5; at += 1) await confirm(wrong);

    expect((await confirm(code)).errors).toMatchObject([{ code: 'CODE_WRONG' }]);
    expect((await wishes({ email: 'other@example.org' }, '2026-11-20T10:00:59+08:00')).errors).toMatchObject([
      { code: 'CODE_SENT_JUST_NOW' },
    ]);
    expect((await wishes({ email: 'other@example.org' }, '2026-11-20T10:01:00+08:00')).errors).toEqual([]);
  });

  test('only of the kinds that were wished, and only of one’s own', async () => {
    await wishes({ hookUrl: hookUrl(), kinds: ['DUE_DATE_MOVED'] });
    await moved();
    await say.filed('packer', { workerId: persona('packer').id });
    await runDue('2026-11-20T10:00:00+08:00');

    expect(calls).toEqual([]);
    const none = await desk.as(persona('packer')).data('{ myNoticePreferences { hookUrl } }');
    expect(none).toEqual({ myNoticePreferences: null });
  });

  test('and are marked as read by whom they are for', async () => {
    await moved();
    const read = await act(desk, welder, 'readNotices', { input: { upTo: now }, value: 'notices { count }' });
    const again = await act(desk, welder, 'readNotices', { input: { upTo: now }, value: 'notices { count }' });

    expect([(read.value?.['count'] as number) > 0, again.value]).toEqual([true, { count: 0 }]);
  });
});
