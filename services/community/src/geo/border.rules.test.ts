import { describe, expect, test } from 'vitest';
import { borderFault, mostCorners } from './border.rules.ts';

/** Corners in thousandths of a degree from a place in Beilun. */
const border = (...corners: (readonly [north: number, east: number])[]) =>
  corners.map(([north, east]) => ({ latitude: 29.86 + north / 1_000, longitude: 121.8 + east / 1_000 }));

describe('a border', () => {
  test.each([
    ['of a square', border([0, 0], [0, 1], [1, 1], [1, 0])],
    ['of a square, the other way round', border([0, 0], [1, 0], [1, 1], [0, 1])],
    ['with a corner that turns inwards', border([0, 0], [0, 2], [1, 1], [2, 2], [2, 0])],
    ['with a corner on a straight side', border([0, 0], [0, 1], [0, 2], [1, 1])],
  ])('%s is one', (_of, corners) => {
    expect(borderFault(corners)).toBeNull();
  });

  test.each([
    ['has two corners', border([0, 0], [0, 1]), 'CORNERS'],
    ['has two corners within a metre', border([0, 0], [0, 0.005], [1, 1]), 'TOO_NEAR'],
    ['crosses itself like an eight', border([0, 0], [1, 1], [1, 0], [0, 1]), 'CROSSES_ITSELF'],
    ['comes back to one of its corners', border([0, 0], [0, 2], [1, 1], [2, 2], [2, 0], [1, 1]), 'CROSSES_ITSELF'],
    ['runs back along its own side', border([0, 0], [0, 2], [0, 1], [1, 1]), 'CROSSES_ITSELF'],
    ['lies in one line', border([0, 0], [0, 1], [0, 2]), 'CROSSES_ITSELF'],
  ])('that %s is none: %s', (_that, corners, fault) => {
    expect(borderFault(corners)).toBe(fault);
  });

  test('has a bounded number of corners', () => {
    const circle = (corners: number) =>
      border(
        ...Array.from(
          { length: corners },
          (_, at) => [9 * Math.sin((2 * Math.PI * at) / corners), 9 * Math.cos((2 * Math.PI * at) / corners)] as const,
        ),
      );

    expect(borderFault(circle(mostCorners))).toBeNull();
    expect(borderFault(circle(mostCorners + 1))).toBe('CORNERS');
  });
});
