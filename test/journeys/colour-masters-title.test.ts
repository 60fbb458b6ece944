import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { claimsOf, graphAudience, issueToken, keysIn, systemClock } from '@millgate/kit';
import { arrangements, type RunningGraph, startGraph } from '../support/graph.ts';

const at = (day: string) => ({ 'millgate-now': `${day}T10:00:00+08:00` });
const application = {
  schemeId: demoId('tsc', 'assistant-engineer'),
  candidate: { zh: '唐启明', en: 'Tang Qiming' },
  schooling: 'MIDDLE_SCHOOL',
  relatedMajor: false,
  evidence: [{ kind: 'TECHNICAL_RESULT', text: '调配五百余种丝线颜色' }],
};
const verifier = join(import.meta.dirname, '../../services/training/verify-credential.mjs');

interface Step {
  readonly value: Record<string, unknown> | null;
  readonly codes: readonly string[];
}

describe.each(arrangements)('a colour master without schooling gets a title (%s, S19)', (arrangement) => {
  let graph: RunningGraph;
  let keys = 0;
  let evaluationId: string;
  let session: { sessionId: string; openingKey: string };
  let credentialId: string;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  const step = async (
    who: string | { authorization: string },
    mutation: string,
    input: object,
    { value = 'titleEvaluation { id state }', day = '2026-11-20', details = '' } = {},
  ): Promise<Step> => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await graph.ask<
      Record<string, Record<string, unknown> & { userErrors: { code: string }[] }>
    >(
      typeof who === 'string' ? who : null,
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${value} userErrors { code ${details} } } }`,
      { input: { idempotencyKey: `s19-${(keys += 1)}`, ...input } },
      { ...at(day), ...(typeof who === 'string' ? {} : who) },
    );
    if (!data?.[mutation]) throw new Error(JSON.stringify(errors));
    const [name = ''] = value.split(/[ {]/);
    return {
      value: (data[mutation][name] ?? null) as Step['value'],
      codes: data[mutation].userErrors.map(({ code }) => code),
    };
  };

  /** The members of the panel beside the persona: experts 1 to 11, each with an account of her own. */
  const expert = async (index: number) => ({
    authorization: `Bearer ${await issueToken(
      keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys')),
      systemClock,
      {
        signer: 'issuer',
        audience: graphAudience,
        lifetimeSeconds: 600,
        claims: claimsOf({ kind: 'PERSON', id: demoId('acc', `expert-${index}`), roles: [{ role: 'PANEL_MEMBER' }] }),
      },
    )}`,
  });
  const vote = (who: Parameters<typeof step>[0], ballot = 'FOR') =>
    step(
      who,
      'castVote',
      { sessionId: session.sessionId, evaluationId, ballot },
      { value: 'receipt { at }', details: 'recusal' },
    );
  const page = async (id: string, lang = 'zh', day = '2026-11-28') => {
    const response = await fetch(new URL(`/credentials/${id}?lang=${lang}`, graph.url), { headers: at(day) });
    return {
      status: response.status,
      policy: response.headers.get('content-security-policy'),
      text: await response.text(),
    };
  };

  test('by the regular route he is refused, and told that it is the schooling', async () => {
    const { codes } = await step('colour-master', 'applyForTitle', { ...application, route: 'REGULAR', waivers: [] });

    expect(codes).toEqual(['SCHOOLING_REQUIRED', 'MAJOR_REQUIRED']);
  });

  test('by the green channel schooling is waived, and shown as waived; evidence is still required', async () => {
    const green = { ...application, route: 'GREEN_CHANNEL', waivers: ['EDUCATION', 'MAJOR'] };

    expect((await step('colour-master', 'applyForTitle', { ...green, evidence: [] })).codes).toEqual([
      'EVIDENCE_REQUIRED',
    ]);
    const { value } = await step('colour-master', 'applyForTitle', green, {
      value: 'titleEvaluation { id state requirements { kind outcome } }',
    });

    evaluationId = String(value?.['id']);
    expect(value).toMatchObject({
      state: 'SUBMITTED',
      requirements: [
        { kind: 'EDUCATION', outcome: 'WAIVED' },
        { kind: 'MAJOR', outcome: 'WAIVED' },
        { kind: 'YEARS_OF_SERVICE', outcome: 'MET' },
        { kind: 'EVIDENCE', outcome: 'MET' },
      ],
    });
    expect((await step('trainer', 'screenTitleApplication', { evaluationId })).value).toMatchObject({
      state: 'SCREENED',
    });
  });

  test('thirteen experts vote: not the one from his enterprise, nobody twice, and nobody sees how', async () => {
    const { value } = await step(
      'trainer',
      'openPanelSession',
      { panelId: demoId('pnl', 'liming'), evaluationIds: [evaluationId] },
      { value: 'opened { openingKey session { id quorum } }' },
    );
    const { openingKey, session: opened } = value as { openingKey: string; session: { id: string; quorum: number } };
    session = { sessionId: opened.id, openingKey };
    expect(opened.quorum).toBe(9);

    expect((await vote('panel-dingyi')).codes).toEqual(['RECUSED']);
    expect((await vote('panel')).codes).toEqual([]);
    expect((await vote('panel', 'AGAINST')).codes).toEqual(['ALREADY_VOTED']);
    const others = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => vote(await expert(index + 1), index < 6 ? 'FOR' : 'AGAINST')),
    );
    expect(others.flatMap(({ codes }) => codes)).toEqual([]);

    const { data } = await graph.ask(
      'trainer',
      `{ titleEvaluation(id: "${evaluationId}") { state tally { agreed } } }`,
    );
    expect(data).toEqual({ titleEvaluation: { state: 'PANEL', tally: null } });
  });

  test('at the closing the votes are counted: seven of nine', async () => {
    expect((await step('trainer', 'closePanelSession', session, { value: 'session { state }' })).value).toEqual({
      state: 'CLOSED',
    });

    const { data } = await graph.ask(
      'colour-master',
      `{ titleEvaluation(id: "${evaluationId}") { state tally { present agreed } } }`,
    );
    expect(data).toEqual({ titleEvaluation: { state: 'PASSED', tally: { present: 9, agreed: 7 } } });
  });

  test('after five working days of publicity it is conferred, and what he is entitled to changes at once', async () => {
    const screen = async (day: string) => {
      const { data } = await graph.ask<{ me: { eligibility: { trace: { rule: string; outcome: string }[] } } }>(
        'colour-master',
        '{ me { eligibility(program: "SKILL_LEVEL") { trace { rule outcome value } } } }',
        {},
        at(day),
      );
      return data?.me.eligibility.trace.find(({ rule }) => rule === 'SKILL_RANK');
    };
    await step('trainer', 'publiciseTitle', { evaluationId });
    expect((await step('trainer', 'conferTitle', { evaluationId }, { day: '2026-11-27' })).codes).toEqual([
      'PUBLICITY_RUNNING',
    ]);
    const before = await screen('2026-11-28');

    const { value } = await step(
      'trainer',
      'conferTitle',
      { evaluationId },
      {
        day: '2026-11-28',
        value: 'titleEvaluation { state credential { id } }',
      },
    );

    credentialId = (value?.['credential'] as { id: string }).id;
    expect(value?.['state']).toBe('CONFERRED');
    expect([before, await screen('2026-11-28')]).toMatchObject([{ outcome: 'FAILED' }, { outcome: 'PASSED' }]);
  });

  test('whoever holds its number sees on a telephone that it counts, in two languages, and no more of the name', async () => {
    const [zh, en] = [await page(credentialId), await page(credentialId, 'en')];

    expect(zh.text).toContain('<p class="state VALID" role="status">✓ 有效</p>');
    expect(zh.text).toContain('<dd>唐*</dd>');
    expect(en.text).toContain('<dd>Assistant engineer</dd>');
    expect(en.text).not.toContain('Qiming');
    expect(zh.policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(await page('"><script>alert(1)</script>')).toMatchObject({
      status: 404,
      text: expect.not.stringContaining('<script>'),
    });
  });

  test('his copy verifies without the graph; when the title is revoked, page and status list say so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'millgate-badge-'));
    const file = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const { data } = await graph.ask(
      'colour-master',
      '{ myCredentials { nodes { openBadge } } credentialKeys { kid kty crv x } }',
      {},
      at('2026-11-28'),
    );
    const { credentialKeys } = data as { credentialKeys: { kid: string }[] };
    const thumbprint = credentialKeys[0]?.kid.split('/').at(-1) ?? '';
    const key = await (await fetch(new URL(`/credentials/keys/${thumbprint}`, graph.url))).text();
    const list = async (day: string) =>
      (await fetch(new URL('/credentials/status/0', graph.url), { headers: at(day) })).text();
    const verify = (statusList: string) =>
      spawnSync(
        process.execPath,
        [verifier, file('badge.json', JSON.stringify(data)), file('key.json', key), file('list.jwt', statusList)],
        { encoding: 'utf8' },
      );

    const now = verify(await list('2026-11-28'));
    // It is from a day that has not come yet for a verifier with a clock of her own.
    expect(now.stderr.replace(/✗ it counts from \S+ only\n/, '')).toBe('');
    const revoked = await step(
      'trainer',
      'revokeCredential',
      { credentialId, reason: 'Evidence was another’s.' },
      {
        value: 'credential { status }',
        day: '2026-11-30',
      },
    );

    expect(revoked.value).toEqual({ status: 'REVOKED' });
    expect((await page(credentialId, 'zh', '2026-11-30')).text).toContain('✗ 已撤销');
    expect(verify(await list('2026-11-30')).stderr).toContain('✗ it was revoked');
  });
});
