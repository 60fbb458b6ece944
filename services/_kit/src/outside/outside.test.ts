import type { lookup } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { isCallable, reachableLookup } from './outside.ts';

describe('somebody’s address', () => {
  test.each([
    'https://hooks.example/a',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://hooks.example:8443/a?b=c',
  ])('may be called: %s', (url) => expect(isCallable(url, [])).toBe(true));

  test.each([
    'http://hooks.example/',
    'https://user:password@hooks.example/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data',
    'https://168.63.129.16/',
    'https://[::1]/',
    'https://[::ffff:192.168.0.1]/',
    'https://[fd00::1]/',
    'https://100.64.0.1/',
    'file:///etc/passwd',
    'gopher://hooks.example/',
    'nonsense',
  ])('may not be called: %s', (url) => expect(isCallable(url, [])).toBe(false));

  test('may be called where the operator allows it, and only there', () => {
    expect(isCallable('http://127.0.0.1:9000/', ['127.0.0.0/8'])).toBe(true);
    expect(isCallable('http://10.0.0.8/', ['127.0.0.0/8'])).toBe(false);
  });

  const resolving = (...addresses: string[]) =>
    new Promise<unknown>((resolve) => {
      const names = ((_name: string, _options: object, answer: (failure: null, found: object[]) => void) =>
        answer(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        )) as unknown as typeof lookup;
      reachableLookup([], names)('hooks.example', {}, (failure, address) => resolve(failure?.message ?? address));
    });

  test('is judged again when its name is resolved, and the socket goes to what was judged', async () => {
    expect(await resolving('93.184.216.34')).toBe('93.184.216.34');
    expect(await resolving('127.0.0.1')).toBe('the name resolves to an address that is not public');
    expect(await resolving('93.184.216.34', '10.0.0.1')).toBe('the name resolves to an address that is not public');
    expect(await resolving()).toBe('the name resolves to an address that is not public');
  });
});
