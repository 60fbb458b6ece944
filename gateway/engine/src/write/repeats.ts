import type { CompiledStep } from '../compile/fetch.ts';

/** Where one object may stand several times in an answer, so that keeping the text of it pays. */
export interface Repeats {
  readonly here: boolean;
  below(dataKey: string): Repeats;
}

export const everywhere: Repeats = { here: true, below: () => everywhere };
const nowhere: Repeats = { here: false, below: () => nowhere };

class Place implements Repeats {
  here = false;
  readonly #below = new Map<string, Place>();

  below(dataKey: string): Repeats {
    return this.#below.get(dataKey) ?? nowhere;
  }

  at(key: string): Place {
    let place = this.#below.get(key);
    if (!place) this.#below.set(key, (place = new Place()));
    return place;
  }
}

/** Entities repeat, and the branches that a fetch brings for them. What lies below is written with what it hangs from. */
export function repeatsOf(steps: readonly CompiledStep[]): Repeats {
  const root = new Place();
  for (const { represent, path, keys } of steps) {
    if (!represent) continue;
    let place = root;
    // An object in a list stands where the list stands.
    for (const key of path) if (key !== '@') place = place.at(key);
    place.here = true;
    for (const [key, below] of keys) if (below) place.at(key).here = true;
  }
  return root;
}
