import { expect, test } from 'vitest';
import type { lookup } from 'node:dns';
import { addressRefused, checkedLookup, isReachable } from '../../src/client/address.ts';

test.each([
  ['8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.100.100.200', false],
  ['168.63.129.16', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:169.254.169.254', false],
  ['64:ff9b::7f00:1', false],
  ['fd00:ec2::254', false],
  ['fe80::1', false],
  ['2002:7f00:1::', false],
])('%s may be called by a partner’s address: %s', (address, reachable) => {
  expect(isReachable(address, {})).toBe(reachable);
});

test.each([
  ['https://nursery.example/graphql', true],
  ['http://nursery.example/graphql', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['https://user:secret@nursery.example/', false],
  ['https://127.0.0.1/', false],
  ['https://2130706433/', false],
  ['https://0x7f.1/', false],
  ['https://[::1]:6379/', false],
  ['https://[::ffff:7f00:1]/', false],
  ['', false],
])('%s is an address that a partner may have: %s', (url, good) => {
  expect(addressRefused(url, {}) === undefined).toBe(good);
});

test('what an operator allows is allowed, and nothing beside it', () => {
  const policy = { allow: ['10.7.0.0/16'], allowHttp: true };

  expect(
    ['http://10.7.1.1/', 'http://10.8.1.1/', 'http://127.0.0.1/'].map((url) => addressRefused(url, policy)?.code),
  ).toEqual([undefined, 'SUBGRAPH_UNTRUSTED', 'SUBGRAPH_UNTRUSTED']);
});

test('a name is judged by every address that it resolves to, at the moment of the call', async () => {
  const answers = [['8.8.8.8'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254'], []];
  const resolve = ((_: string, __: unknown, callback: (failure: null, found: unknown) => void) =>
    callback(
      null,
      (answers.shift() ?? []).map((address) => ({ address, family: 4 })),
    )) as unknown as typeof lookup;
  const look = checkedLookup({}, resolve);

  const outcomes: unknown[] = [];
  for (let i = 0; i < 4; i++) {
    outcomes.push(
      await new Promise((done) =>
        look('rebinding.example', {}, (failure, address) =>
          done((failure as { code?: string } | null)?.code ?? address),
        ),
      ),
    );
  }

  expect(outcomes).toEqual(['8.8.8.8', 'ERR_ADDRESS_REFUSED', 'ERR_ADDRESS_REFUSED', 'ERR_ADDRESS_REFUSED']);
});
