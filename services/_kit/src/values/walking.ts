export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const earthRadiusMetres = 6_371_008.8;
const radians = Math.PI / 180;

/** Streets are longer than the line between two points by about this much, where no street network is known. */
export const detour = 1.3;

/** Metres an adult walks in a minute, waiting at crossings included. */
export const metresPerMinute = 75;

/** Metres along the great circle between two points. */
export function metresBetween(a: Point, b: Point): number {
  const latitude = (b.latitude - a.latitude) * radians;
  const longitude = (b.longitude - a.longitude) * radians;
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(longitude / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Whole minutes on foot, a begun minute counted. */
export const walkMinutes = (metres: number): number => Math.ceil((metres * detour) / metresPerMinute);

/** The straight line within which all lies that can be reached in so many minutes. */
export const reachMetres = (minutes: number): number => (minutes * metresPerMinute) / detour;

export interface Box {
  readonly south: number;
  readonly north: number;
  readonly west: number;
  readonly east: number;
}

/** Degrees around a point that hold everything within so many metres: what an index can pre-select. */
export function boxAround(centre: Point, metres: number): Box {
  const latitude = metres / (earthRadiusMetres * radians);
  const longitude = latitude / Math.max(Math.cos(centre.latitude * radians), 1e-6);
  return {
    south: centre.latitude - latitude,
    north: centre.latitude + latitude,
    west: centre.longitude - longitude,
    east: centre.longitude + longitude,
  };
}

export interface OnFoot<T> {
  readonly place: T;
  /** In a straight line. */
  readonly metres: number;
  readonly minutes: number;
}

/** What of these lies within so many minutes on foot, nearest first; what has no place on the ground lies nowhere. */
export function onFoot<T extends { readonly id: string }>(
  centre: Point,
  minutes: number,
  candidates: readonly T[],
  placeOf: (candidate: T) => Point | null,
): OnFoot<T>[] {
  const reach = reachMetres(minutes);
  return candidates
    .flatMap((place) => {
      const at = placeOf(place);
      const away = at && metresBetween(centre, at);
      return away !== null && away <= reach ? [{ place, away }] : [];
    })
    .sort((a, b) => a.away - b.away || (a.place.id < b.place.id ? -1 : 1))
    .map(({ place, away }) => ({ place, metres: Math.round(away), minutes: walkMinutes(away) }));
}
