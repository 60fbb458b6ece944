interface Corner {
  readonly latitude: number;
  readonly longitude: number;
}

/** More corners than any surveyor of a neighbourhood needs. */
export const mostCorners = 200;

/** About a metre: two corners nearer than that are one, and would make the inside of a border undefined. */
const nearestDegrees = 0.00001;

export type BorderFault = 'CORNERS' | 'TOO_NEAR' | 'CROSSES_ITSELF';

/** What is wrong with a border, given as its corners in order, the last joined to the first; null if nothing is. */
export function borderFault(corners: readonly Corner[]): BorderFault | null {
  if (corners.length < 3 || corners.length > mostCorners) return 'CORNERS';
  const sides = corners.map((from, at) => [from, corners[(at + 1) % corners.length] ?? from] as const);
  if (sides.some(([from, to]) => apart(from, to) < nearestDegrees)) return 'TOO_NEAR';
  for (const [at, side] of sides.entries()) {
    for (let other = at + 1; other < sides.length; other += 1) {
      const second = sides[other];
      if (!second) continue;
      const neighbours = other === at + 1 || (at === 0 && other === sides.length - 1);
      if (neighbours ? foldsBack(side, second) : meet(side, second)) return 'CROSSES_ITSELF';
    }
  }
  return null;
}

type Side = readonly [Corner, Corner];

const apart = (a: Corner, b: Corner): number => Math.hypot(a.latitude - b.latitude, a.longitude - b.longitude);

/** Twice the area of a triangle: positive if `c` lies left of the way from `a` to `b`, zero on it. */
const turn = (a: Corner, b: Corner, c: Corner): number =>
  (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude);

/** A degree has six decimals here, so that a product has twelve; what is smaller is rounding. */
const flat = (area: number): boolean => Math.abs(area) < 1e-13;

const between = (a: Corner, b: Corner, c: Corner): boolean =>
  Math.min(a.longitude, b.longitude) <= c.longitude &&
  c.longitude <= Math.max(a.longitude, b.longitude) &&
  Math.min(a.latitude, b.latitude) <= c.latitude &&
  c.latitude <= Math.max(a.latitude, b.latitude);

/** Whether two sides share a point: they cross, or one ends on the other. */
function meet([a, b]: Side, [c, d]: Side): boolean {
  const turns = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)] as const;
  const ends = [
    [a, b, c],
    [a, b, d],
    [c, d, a],
    [c, d, b],
  ] as const;
  if (ends.some(([from, to, end], at) => flat(turns[at] ?? 0) && between(from, to, end))) return true;
  return opposite(turns[0], turns[1]) && opposite(turns[2], turns[3]);
}

const opposite = (a: number, b: number): boolean => !flat(a) && !flat(b) && a > 0 !== b > 0;

/** Whether a side runs back along the one before, which leaves a border without an inside. */
function foldsBack([a, b]: Side, [c, d]: Side): boolean {
  const [corner, from, to] = b === c ? [b, a, d] : [a, b, c];
  const straight = flat(turn(from, corner, to));
  const back =
    (from.longitude - corner.longitude) * (to.longitude - corner.longitude) +
      (from.latitude - corner.latitude) * (to.latitude - corner.latitude) >
    0;
  return straight && back;
}
