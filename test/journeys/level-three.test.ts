import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId } from '@millgate/demo';
import { claimsOf, graphAudience, issueToken, keysIn, systemClock } from '@millgate/kit';
import { arrangements, type RunningGraph, startGraph } from '../support/graph.ts';

const at = (day: string) => ({ 'millgate-now': `${day}T10:00:00+08:00` });

describe.each(arrangements)('a programme asks for level 3 or above (%s, S20)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 180_000);
  afterAll(() => graph.stop());

  const screen = async (who: string | null, day: string, headers: Record<string, string> = {}) => {
    const { data, errors } = await graph.ask<{ me: { eligibility: { trace: { rule: string }[] } } }>(
      who,
      '{ me { credentials(first: 1) { nodes { level rank } } eligibility(program: "SKILL_LEVEL") { trace { rule outcome } } } }',
      {},
      { ...at(day), ...headers },
    );
    const found = data?.me.eligibility.trace.find(({ rule }) => rule === 'SKILL_RANK');
    if (!found) throw new Error(JSON.stringify([data, errors]));
    return found;
  };
  const asBulk = async (index: number) => {
    const { id } = bulkWorker(index);
    const token = await issueToken(keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys')), systemClock, {
      signer: 'issuer',
      audience: graphAudience,
      lifetimeSeconds: 600,
      claims: claimsOf({ kind: 'PERSON', id, roles: [{ role: 'WORKER', scope: id }] }),
    });
    return { authorization: `Bearer ${token}` };
  };

  // In the demo data every third of the many holds a level, from 5 to 1 in turn; one of them is a chief technician.
  test.each([
    ['level 5', 0, 'FAILED'],
    ['level 4', 18, 'FAILED'],
    ['level 3', 6, 'PASSED'],
    ['level 2', 9, 'PASSED'],
    ['level 1', 12, 'PASSED'],
    ['the chief technician', 1, 'PASSED'],
  ])('%s, whose number says nothing, is compared by rank', async (_level, index, outcome) => {
    expect(await screen(null, '2026-11-20', await asBulk(index))).toEqual({ rule: 'SKILL_RANK', outcome });
  });

  test('a certificate that was revoked yesterday does not count today', async () => {
    const before = await screen('welder', '2026-11-18');
    const { data } = await graph.ask(
      'trainer',
      'mutation($input: RevokeCredentialInput!) { revokeCredential(input: $input) { credential { status } userErrors { code } } }',
      { input: { idempotencyKey: 's20', credentialId: demoId('crd', 'welder-3'), reason: 'Issued in error.' } },
      at('2026-11-19'),
    );

    expect(data).toEqual({ revokeCredential: { credential: { status: 'REVOKED' }, userErrors: [] } });
    expect([before, await screen('welder', '2026-11-20')]).toEqual([
      { rule: 'SKILL_RANK', outcome: 'PASSED' },
      { rule: 'SKILL_RANK', outcome: 'FAILED' },
    ]);
  });
});
