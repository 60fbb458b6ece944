import { describe, expect, test } from 'vitest';
import { Breaker, type BreakerOptions, breaking } from '../../src/client/guard/breaker.ts';
import { type SubgraphClient, SubgraphError, type SubgraphFailure } from '../../src/client/types.ts';

/** A breaker whose time is ours. */
function breakerAt(options: BreakerOptions = {}) {
  const states: string[] = [];
  const clock = { ms: 0 };
  const breaker = new Breaker(
    options,
    (state) => states.push(state),
    () => clock.ms,
  );
  return { breaker, states, clock };
}

const times = (count: number, act: () => void) => {
  for (let i = 0; i < count; i++) act();
};

describe('a breaker', () => {
  test('opens after five failures in a row, not after four', () => {
    const { breaker } = breakerAt();

    times(4, () => breaker.failed());
    const before = breaker.admits();
    breaker.failed();

    expect([before, breaker.admits()]).toEqual([true, false]);
  });

  test('opens when half of at least twenty calls fail, however they are mixed', () => {
    const { breaker } = breakerAt();
    const oneOfEach = () => (breaker.succeeded(), breaker.failed());

    times(9, oneOfEach);
    const afterEighteen = breaker.state;
    oneOfEach();

    expect([afterEighteen, breaker.state]).toEqual(['closed', 'open']);
  });

  test('lets one call try after a second, and refuses the others meanwhile', () => {
    const { breaker, clock } = breakerAt();
    times(5, () => breaker.failed());

    clock.ms = 999;
    const early = breaker.admits();
    clock.ms = 1_000;
    const tried = [breaker.admits(), breaker.admits()];
    breaker.succeeded();

    expect([early, ...tried, breaker.admits(), breaker.admits()]).toEqual([false, true, false, true, true]);
  });

  test('waits twice as long after each try that failed, up to four seconds', () => {
    const { breaker, clock } = breakerAt();
    times(5, () => breaker.failed());
    const tries: number[] = [];

    for (; clock.ms < 20_000; clock.ms += 100) {
      if (!breaker.admits()) continue;
      tries.push(clock.ms);
      breaker.failed();
    }

    expect(tries).toEqual([1_000, 3_000, 7_000, 11_000, 15_000, 19_000]);
  });

  test('changes at most once a second while a subgraph comes and goes every second', () => {
    const { breaker, clock, states } = breakerAt();

    for (; clock.ms < 120_000; clock.ms += 10) {
      if (!breaker.admits()) continue;
      if (Math.floor(clock.ms / 1_000) % 2 === 0) breaker.succeeded();
      else breaker.failed();
    }

    expect(states.length).toBeLessThanOrEqual(120);
    expect(states).toContain('closed');
  });

  test('does not count again what was asked before it opened', () => {
    const { breaker, clock } = breakerAt();
    times(5, () => breaker.failed());
    clock.ms = 900;

    breaker.failed();
    clock.ms = 1_000;

    expect(breaker.admits()).toBe(true);
  });
});

describe('what counts against a subgraph', () => {
  const failing = (code: SubgraphFailure): SubgraphClient => ({ send: () => Promise.reject(new SubgraphError(code)) });
  const ask = async (client: SubgraphClient, deadline?: number) =>
    client.send({ query: '{ a }', headers: {}, ...(deadline !== undefined && { deadline }) }).catch(() => undefined);

  test.each<[SubgraphFailure, 'open' | 'closed']>([
    ['SUBGRAPH_UNAVAILABLE', 'open'],
    ['SUBGRAPH_TIMEOUT', 'open'],
    ['SUBGRAPH_MALFORMED_RESPONSE', 'open'],
    ['SUBGRAPH_UNTRUSTED', 'open'],
    ['REQUEST_CANCELLED', 'closed'],
    ['SUBGRAPH_RATE_LIMITED', 'closed'],
    ['SUBGRAPH_OVERLOADED', 'closed'],
    ['SUBGRAPH_RESPONSE_TOO_LARGE', 'closed'],
  ])('%s five times: %s', async (code, state) => {
    const { breaker } = breakerAt();
    const client = breaking(failing(code), breaker);

    for (let i = 0; i < 5; i++) await ask(client);

    expect(breaker.state).toBe(state);
  });

  test('not a timeout of a caller who gave it no time, or everybody’s answers would be one caller’s to take', async () => {
    const { breaker } = breakerAt();
    const client = breaking(failing('SUBGRAPH_TIMEOUT'), breaker);

    for (let i = 0; i < 50; i++) await ask(client, performance.now() + 1);

    expect(breaker.state).toBe('closed');
  });

  test('a caller who leaves in the middle of a try lets the next one try', async () => {
    const { breaker, clock } = breakerAt();
    times(5, () => breaker.failed());
    clock.ms = 1_000;

    await ask(breaking(failing('REQUEST_CANCELLED'), breaker));

    expect(breaker.admits()).toBe(true);
  });
});
