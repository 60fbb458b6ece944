import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { composeServices } from '@apollo/composition';
import { type Audit, serverAudits } from 'graphql-http';
import { parse } from 'graphql';
import { serveEngine, type ServedEngine } from '@millgate/gateway/engine';

const url = { current: '' };
let gateway: ServedEngine;

beforeAll(async () => {
  const typeDefs = parse('type Query { greeting: String } type Mutation { greet: String }');
  const { supergraphSdl } = composeServices([{ name: 'greeter', url: 'http://127.0.0.1:9/', typeDefs }]);
  gateway = await serveEngine({ supergraphSdl: supergraphSdl ?? '', port: 0 });
  url.current = gateway.url;
});
afterAll(() => gateway.stop());

/** The address is known only once the gateway listens, the audits' names before. */
const auditsWith = (extra: Record<string, string>): Audit[] =>
  serverAudits({
    url: () => url.current,
    fetchFn: (input: string, init: RequestInit = {}) =>
      fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), ...extra } }),
  });

// A plain GET is what a page of a stranger can make a browser send; it is refused unless a header shows that the
// sender may set headers.
const refusedAsForgery = new Set(['5A70', 'D6D5', '6A70']);

describe('a caller that sends no preflight header', () => {
  const audits = auditsWith({});

  test('meets 13 MUST, 23 SHOULD and 25 MAY of GraphQL over HTTP', () => {
    const levels = audits.map(({ name }) => name.split(' ')[0]);
    expect(levels.filter((level) => level === 'MUST')).toHaveLength(13);
    expect(levels.filter((level) => level === 'SHOULD')).toHaveLength(23);
    expect(levels.filter((level) => level === 'MAY')).toHaveLength(25);
  });

  test.each(audits.map((audit) => [audit.id, audit] as const))('%s', async (id, audit) => {
    const result = await audit.fn();

    const outcome = result.status === 'ok' ? 'ok' : `${result.status}: ${audit.name}: ${result.reason}`;
    expect(outcome).toEqual(refusedAsForgery.has(id) ? expect.stringMatching(/^notice: MAY /) : 'ok');
  });
});

describe('a caller that sends the preflight header', () => {
  test.each(auditsWith({ 'apollo-require-preflight': '1' }).map((audit) => [audit.id, audit] as const))(
    '%s',
    async (_, audit) => {
      const result = await audit.fn();

      expect(result.status === 'ok' ? 'ok' : `${result.status}: ${audit.name}: ${result.reason}`).toBe('ok');
    },
  );
});
