import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import {
  addTo,
  type Caller,
  claimsOf,
  dayOf,
  graphAudience,
  identityHeader,
  issueToken,
  keysIn,
  signIdentity,
  systemClock,
} from '@millgate/kit';
import type { Call } from '../gateway/load.ts';

export interface Journey {
  readonly name: string;
  /** Whether the canteens alone are asked, as only the gateway may, and not the graph. */
  readonly alone: boolean;
  next(): Promise<Call>;
}

/** Seconds; longer than any run. */
const tokenLifetime = 3_600;

export const healthCall = async (): Promise<Call> => ({ method: 'GET', path: '/health', headers: {} });

/** What is measured. Databases were seeded today, by the real clock. */
export function journeys(home: string): Journey[] {
  const keys = keysIn(join(home, 'keys'));
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (caller: Caller & { kind: 'PERSON' }): Promise<string> => {
    const known = tokens.get(caller.id);
    if (known) return known;
    const claims = claimsOf(caller);
    const made = issueToken(keys, systemClock, {
      signer: 'issuer',
      audience: graphAudience,
      lifetimeSeconds: tokenLifetime,
      claims,
    });
    tokens.set(caller.id, made);
    return made;
  };
  const post = (body: object, headers: Record<string, string>, expected: string): Call => ({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
    objection: (text) =>
      text.includes(expected) && !text.includes('"errors"') ? undefined : `not the answer: ${text.slice(0, 400)}`,
  });
  const welder: Caller & { kind: 'PERSON' } = { kind: 'PERSON', ...persona('welder') };
  const morning = readFileSync(new URL('../../../schema/operations/01-whole-morning.graphql', import.meta.url), 'utf8');
  const orders = everyOrder();
  return [
    {
      name: 'whole morning',
      alone: false,
      next: async () => post({ query: morning }, { authorization: `Bearer ${await tokenOf(welder)}` }, '"displayName"'),
    },
    {
      name: 'order a meal',
      alone: false,
      next: async () => {
        const order = orders.next();
        if (order.done) throw new Error('every meal has been ordered; measure for a shorter time');
        const { worker, serving, on } = order.value;
        const input = { idempotencyKey: randomUUID(), servingId: serving, quantity: 1 };
        const authorization = `Bearer ${await tokenOf(worker)}`;
        return post(
          { query: orderMeal, variables: { input } },
          { authorization, 'millgate-now': `${on}T08:00:00+08:00` },
          '"userErrors":[]',
        );
      },
    },
    {
      name: '20 servings with their dish',
      alone: true,
      next: async () => {
        // As the gateway does it: signed anew for every request, so verified anew.
        const asked = { query: servings, variables: { first: 20 } };
        const who = { caller: welder, requestId: randomUUID() };
        const identity = await signIdentity(keys, systemClock, 'canteens', who, JSON.stringify(asked));
        return post(asked, { [identityHeader]: identity }, '"item":{"id"');
      },
    },
  ];
}

const servings = `query Servings($first: Int!) {
  servings(first: $first) { nodes { id on period remaining state item { id name halal } } }
}`;

const orderMeal = `mutation Order($input: OrderMealInput!) {
  orderMeal(input: $input) { order { id quantity tier pickupCode total { fen } } userErrors { code } }
}`;

const workers = 200;
const days = 31;

/** Different workers, so that nobody reaches a daily limit and no serving runs out: 200 of 300 portions of each. */
function* everyOrder() {
  const canteen = demoId('can', 'guangmo');
  for (let day = 0; day < days; day += 1) {
    const on = addTo(dayOf(systemClock.now()), { days: day });
    for (const period of ['LUNCH', 'DINNER'])
      for (let index = 0; index < workers; index += 1) {
        const { id } = bulkWorker(index);
        const worker: Caller & { kind: 'PERSON' } = { kind: 'PERSON', id, roles: [{ role: 'WORKER', scope: id }] };
        yield { worker, serving: demoId('srv', `${canteen}-${on}-${period}`), on };
      }
  }
}
