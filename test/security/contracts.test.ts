import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '@millgate/gateway';
import { claimsOf, type ContractName, graphAudience, issueToken, systemClock } from '@millgate/kit';
import { type Lab, startLab } from './support/lab.ts';

const parts = [
  {
    name: 'parks',
    typeDefs: `
      type Query {
        park: Park
        ledger: Ledger @tag(name: "partner")
        payroll: Payroll @tag(name: "internal")
      }
      type Mutation {
        visit: Int @tag(name: "public")
        settle: Int @tag(name: "partner")
        close: Int
      }
      type Park { name: String, budget(in: Currency, audited: Boolean @tag(name: "internal")): Int @tag(name: "partner"), kind: Kind }
      type Ledger { total: Int }
      type Payroll { total: Int, grade: Grade }
      enum Grade { HIGH }
      enum Currency { CNY }
      enum Kind { OPEN, SHADOW @tag(name: "internal") }
    `,
    resolvers: {
      Query: {
        park: () => ({ name: 'North', budget: 7, kind: 'OPEN' }),
        ledger: () => ({ total: 1 }),
        payroll: () => ({ total: 2 }),
      },
      Mutation: { visit: () => 1, settle: () => 2, close: () => 3 },
    },
  },
];

describe('a front end is shown one contract of the graph', () => {
  let lab: Lab;
  const keys = new Map<ContractName, string>();
  beforeAll(async () => {
    lab = await startLab({ parts });
    for (const contract of ['public', 'partner', 'internal'] as const) {
      keys.set(contract, await createApiKey(lab.database, systemClock, { label: contract, contract, tier: 'known' }));
    }
  });
  afterAll(() => lab.stop());

  const post = async (query: string, headers: Record<string, string>) => {
    const response = await fetch(lab.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string }[] };
  };
  const as = (contract: ContractName) => ({ 'millgate-key': keys.get(contract) ?? '' });
  const typeNames = async (headers: Record<string, string>) => {
    const { data } = await post('{ __schema { types { name } } }', headers);
    const { types } = data?.['__schema'] as { types: { name: string }[] };
    return ['Ledger', 'Payroll', 'Grade', 'Currency'].filter((name) => types.some((type) => type.name === name));
  };

  test.each<[ContractName, string[]]>([
    ['public', []],
    ['partner', ['Ledger', 'Currency']],
    ['internal', ['Ledger', 'Payroll', 'Grade', 'Currency']],
  ])('%s knows its types, and none that only others lead to', async (contract, names) => {
    expect(await typeNames(as(contract))).toEqual(names);
  });

  test('whoever brings no key is shown what is public', async () => {
    expect(await typeNames({})).toEqual([]);
  });

  test.each<[ContractName, string, boolean]>([
    ['public', '{ park { name } }', true],
    ['public', '{ park { budget } }', false],
    ['public', '{ ledger { total } }', false],
    ['public', 'mutation { visit }', true],
    ['public', 'mutation { settle }', false],
    ['public', 'mutation { close }', false],
    ['partner', '{ park { budget } ledger { total } }', true],
    ['partner', '{ park { budget(audited: true) } }', false],
    ['partner', '{ payroll { total } }', false],
    ['partner', 'mutation { settle }', true],
    ['partner', 'mutation { close }', false],
    ['internal', '{ payroll { total } park { budget(audited: true) } }', true],
    ['internal', 'mutation { close }', true],
  ])('%s: %s', async (contract, query, known) => {
    const before = lab.fetched.length;

    const { data, errors } = await post(query, as(contract));

    expect({ answered: data !== undefined && !errors, fetched: lab.fetched.length > before }).toEqual({
      answered: known,
      fetched: known,
    });
  });

  test.each([
    '{ parkz }',
    '{ park { nam } }',
    '{ payrol { total } }',
    '{ park(idd: 1) { name } }',
    '{ park { kind(x: SHADO) } }',
  ])('whoever guesses in public is not helped: %s', async (query) => {
    const { errors } = await post(query, {});

    expect(JSON.stringify(errors)).not.toMatch(/did you mean|payroll|ledger|budget|SHADOW/i);
  });

  test('whoever guesses as a partner is not helped to what partners are not shown', async () => {
    expect(JSON.stringify(await post('{ payrol { total } }', as('partner')))).not.toContain('payroll');
  });

  test('a token selects where there is no key: a partner agency’s its own, anybody else’s the community’s', async () => {
    const bearing = async (role: 'PARTNER' | 'CLERK', more: Record<string, string> = {}) => {
      const token = await issueToken(lab.keys, systemClock, {
        signer: 'issuer',
        audience: graphAudience,
        lifetimeSeconds: 60,
        claims: claimsOf({ kind: 'PERSON', id: 'acc_1', roles: [{ role }] }),
      });
      return typeNames({ authorization: `Bearer ${token}`, ...more });
    };

    expect(await bearing('PARTNER')).toEqual(['Ledger', 'Currency']);
    expect(await bearing('CLERK')).toContain('Payroll');
    expect(await bearing('CLERK', as('public'))).toEqual([]);
  });
});
