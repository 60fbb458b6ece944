import { expect, test } from 'vitest';
import { commandsOf, isAsShown } from './console.ts';

test('commands of a page are those of its consoles, with what is beneath them', () => {
  const page = ['## One', '```bash', '$ no', '```', '```console', '$ a b', 'x', '', 'y', '$ c', '```', 'text'].join(
    '\n',
  );

  expect(commandsOf(page)).toEqual([
    { section: 'One', command: 'a b', expected: ['x', '', 'y'] },
    { section: 'One', command: 'c', expected: [] },
  ]);
});

test.each([
  ['a\nb\n', ['a', 'b'], true],
  ['a\nb', ['a', 'b'], true],
  ['a\nb\n', ['a'], false],
  ['a\n1\n2\nb\n', ['a', '…', 'b'], true],
  ['a\nb\n', ['a', '…', 'b'], true],
  ['a\n1\n', ['a', '…', 'b'], false],
  ['took (12 ms)\n', ['took …'], true],
  ['', [], true],
  ['something\n', [], false],
])('%j is as %j shows it: %s', (printed, expected, is) => {
  expect(isAsShown(printed, expected)).toBe(is);
});
