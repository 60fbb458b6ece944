import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId } from '@millgate/demo';
import { claimsOf, graphAudience, issueToken, keysIn, systemClock } from '@millgate/kit';
import { arrangements, type RunningGraph, startGraph } from '../support/graph.ts';

const sitting = demoId('cin', 'auto-quality12');
const at = (time: string) => ({ 'millgate-now': `2026-11-${time}+08:00` });

describe.each(arrangements)(
  'sixty workers want thirty seats of the automotive quality audit (%s, S18)',
  (arrangement) => {
    let graph: RunningGraph;
    let tokens: string[];
    beforeAll(async () => {
      graph = await startGraph(arrangement);
      tokens = await Promise.all(Array.from({ length: 60 }, (_, index) => tokenOfBulk(index)));
    }, 120_000);
    afterAll(() => graph.stop());

    const ask = <Data>(index: number, query: string, variables: object, time: string) =>
      graph.ask<Data>(null, query, variables as Record<string, unknown>, {
        authorization: `Bearer ${tokens[index]}`,
        ...at(time),
      });
    const enrol = async (index: number) => {
      const { data, errors } = await ask<Enrolled>(
        index,
        'mutation($input: EnrolInput!) { enrol(input: $input) { enrolment { id state position enterprise { name(lang: EN) } } userErrors { code } } }',
        { input: { idempotencyKey: 's18', courseInstanceId: sitting } },
        '20T10:00:00',
      );
      if (!data?.enrol.enrolment) throw new Error(JSON.stringify([data, errors]));
      return { index, ...data.enrol.enrolment };
    };
    const withdraw = (index: number, enrolmentId: string, time: string) =>
      ask(
        index,
        'mutation($input: WithdrawEnrolmentInput!) { withdrawEnrolment(input: $input) { enrolment { state } userErrors { code } } }',
        { input: { idempotencyKey: `s18-${time}`, enrolmentId } },
        time,
      );
    const mine = async (index: number, time: string) => {
      const { data, errors } = await ask<Mine>(
        index,
        `{ courseInstance(id: "${sitting}") { state myEnrolment { state position confirmUntil } } myTrainingNotices(first: 1) { nodes { kind } } }`,
        {},
        time,
      );
      if (!data?.courseInstance || !data.myTrainingNotices) throw new Error(JSON.stringify([data, errors]));
      return { ...data.courseInstance, told: data.myTrainingNotices.nodes[0]?.kind ?? null };
    };
    let enrolled: Awaited<ReturnType<typeof enrol>>[];

    test('they press at once: thirty sit, none over the quota of five, the rest wait in order', async () => {
      enrolled = await Promise.all(tokens.map((_, index) => enrol(index)));

      const seated = enrolled.filter(({ state }) => state === 'SEATED');
      const perEnterprise = Object.values(Object.groupBy(seated, ({ enterprise }) => enterprise?.name ?? 'none'));
      expect(seated.length).toBe(30);
      expect(Math.max(...perEnterprise.map((of) => of?.length ?? 0))).toBeLessThanOrEqual(5);
      expect(enrolled.filter(({ state }) => state === 'WAITLISTED').length).toBe(30);
    });

    test('three withdraw at once: the first three eligible waiters are seated, each once, and told', async () => {
      const leaving = enrolled.filter(({ state }) => state === 'SEATED').slice(0, 3);
      const waiting = await Promise.all(
        enrolled
          .filter(({ state }) => state === 'WAITLISTED')
          .map(async ({ index }) => ({ index, before: (await mine(index, '20T10:30:00')).myEnrolment?.position ?? 0 })),
      );
      const inOrder = waiting.toSorted((a, b) => a.before - b.before).map(({ index }) => index);

      await Promise.all(leaving.map(({ index, id }) => withdraw(index, id, '20T11:00:00')));

      const after = await Promise.all(inOrder.map(async (index) => mine(index, '20T11:00:01')));
      const seated = after.flatMap((one, place) => (one.myEnrolment?.state === 'SEATED' ? [place] : []));
      expect(seated).toEqual([0, 1, 2]);
      expect(after.slice(0, 3).map(({ told, myEnrolment }) => [told, myEnrolment?.confirmUntil])).toEqual(
        [0, 1, 2].map(() => ['SEAT_OFFERED', '2026-11-21T03:00:00.000Z']),
      );
      expect(after[3]?.myEnrolment?.position).toBe(1);
    });

    test('fewer than the minimum remain at the cut-off: it is cancelled, and all are told', async () => {
      const due = (time: string) =>
        graph.ask<{ runTrainingDue: { moved: { task: string; count: number }[] } }>(
          'registrar',
          'mutation { runTrainingDue(input: {}) { moved { task count } } }',
          {},
          at(time),
        );
      await due('28T08:00:00');
      const live = await Promise.all(
        enrolled.map(async (one) => ({ ...one, seat: (await mine(one.index, '28T09:00:00')).myEnrolment })),
      );
      const [seated, waiting] = [
        live.filter(({ seat }) => seat?.state === 'SEATED' && !seat.confirmUntil),
        live.filter(({ seat }) => seat?.state === 'WAITLISTED' || seat?.confirmUntil),
      ];
      await Promise.all([...waiting, ...seated.slice(9)].map(({ index, id }) => withdraw(index, id, '28T10:00:00')));
      const left = seated.slice(0, 9);

      const moved = await due('29T18:00:00');

      expect(moved.data?.runTrainingDue.moved.find(({ task }) => task === 'settleCutoffs')?.count).toBeGreaterThan(0);
      const after = await Promise.all(left.map(async ({ index }) => mine(index, '29T18:00:01')));
      expect(after.map(({ state, told }) => [state, told])).toEqual(left.map(() => ['CANCELLED', 'SITTING_CANCELLED']));
    }, 60_000);
  },
);

const tokenOfBulk = (index: number): Promise<string> => {
  const { id } = bulkWorker(index);
  return issueToken(keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys')), systemClock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 600,
    claims: claimsOf({ kind: 'PERSON', id, roles: [{ role: 'WORKER', scope: id }] }),
  });
};

interface Enrolled {
  readonly enrol: {
    readonly enrolment: {
      readonly id: string;
      readonly state: string;
      readonly position: number | null;
      readonly enterprise: { readonly name: string } | null;
    } | null;
  };
}

interface Mine {
  readonly courseInstance: {
    readonly state: string;
    readonly myEnrolment: {
      readonly state: string;
      readonly position: number | null;
      readonly confirmUntil: string | null;
    } | null;
  } | null;
  readonly myTrainingNotices: { readonly nodes: readonly { readonly kind: string }[] } | null;
}
