import { describe, expect, test } from 'vitest';
import { boxAround, metresBetween, onFoot, reachMetres, walkMinutes } from './walking.ts';

const centre = { latitude: 29.9, longitude: 121.83 };

describe('walking', () => {
  test('a thousandth of a degree north is 111 metres', () => {
    expect(Math.round(metresBetween(centre, { ...centre, latitude: 29.901 }))).toBe(111);
  });

  test('a thousandth of a degree east is shorter by the cosine of the latitude', () => {
    expect(Math.round(metresBetween(centre, { ...centre, longitude: 121.831 }))).toBe(96);
  });

  test('a begun minute counts, and no distance takes no time', () => {
    expect([0, 57, 58, 865, 866].map(walkMinutes)).toEqual([0, 1, 2, 15, 16]);
  });

  test('what lies within reach is reached in that many minutes, and a metre beyond it in one more', () => {
    const metres = reachMetres(15);

    expect(walkMinutes(metres)).toBe(15);
    expect(walkMinutes(metres + 1)).toBe(16);
  });

  test('places come nearest first, those as near by id; what is too far, or nowhere, does not come', () => {
    const north = (id: string, thousandths: number | null) => ({ id, thousandths });
    const places = [north('d', 9), north('c', 2), north('b', 1), north('a', 2), north('e', null)];

    const near = onFoot(centre, 15, places, ({ thousandths }) =>
      thousandths === null ? null : { ...centre, latitude: 29.9 + thousandths / 1_000 },
    );

    expect(near.map(({ place, metres, minutes }) => [place.id, metres, minutes])).toEqual([
      ['b', 111, 2],
      ['a', 222, 4],
      ['c', 222, 4],
    ]);
  });

  test('the box holds the whole circle', () => {
    const box = boxAround(centre, 1_000);

    for (const [latitude, longitude] of [
      [box.north, centre.longitude],
      [box.south, centre.longitude],
      [centre.latitude, box.east],
      [centre.latitude, box.west],
    ] as const) {
      expect(metresBetween(centre, { latitude, longitude })).toBeGreaterThan(999.9);
    }
  });
});
