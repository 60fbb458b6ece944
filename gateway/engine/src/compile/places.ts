import type { Keys } from './merge.ts';

/** A place in the answer that steps work at, or that lies on the way to one. */
export interface Place {
  /** The place before it; the root, place 0, has none. */
  readonly above: number;
  /** A key, or `@` for every element of a list. */
  readonly key: string;
  /** Whether what is reached may be reached twice, because it is shared between places. */
  readonly mayRepeat: boolean;
  readonly below: number[];
}

export interface Placed {
  readonly path: readonly string[];
  readonly keys: Keys;
  readonly isEntity: boolean;
}

/** Where the steps of a program work: each place once, however many steps go there or come by. */
export class Places {
  readonly all: Place[] = [{ above: -1, key: '', mayRepeat: false, below: [] }];

  constructor(private readonly steps: readonly Placed[]) {
    for (const { path } of steps) this.of(path);
  }

  of(path: readonly string[]): number {
    let here = 0;
    for (const [index, key] of path.entries()) here = this.#below(here, key, path.slice(0, index + 1));
    return here;
  }

  /** The places whose objects may be others after a step: below its own, by one of the keys that it brings. */
  changedBy({ path, keys }: Placed): number[] {
    const changed = new Set<number>();
    const add = (place: number) => {
      changed.add(place);
      for (const below of this.all[place]?.below ?? []) add(below);
    };
    const from = (place: number) => {
      for (const below of this.all[place]?.below ?? []) {
        const { key } = this.all[below] as Place;
        if (key === '@') from(below);
        else if (keys.has(key)) add(below);
      }
    };
    from(this.of(path));
    return [...changed];
  }

  #below(above: number, key: string, path: readonly string[]): number {
    const known = this.all[above]?.below.find((index) => this.all[index]?.key === key);
    if (known !== undefined) return known;
    // Sharing begins at the objects of an entity fetch, and at the branches that such a fetch brings.
    const mayRepeat = this.steps.some(
      (step) => step.isEntity && startsWith(path, step.path) && path.length <= step.path.length + 1,
    );
    const index = this.all.push({ above, key, mayRepeat, below: [] }) - 1;
    this.all[above]?.below.push(index);
    return index;
  }
}

/**
 * The plain fields that fetches above put into the objects at a path, if there are no others: then two objects with
 * equal representations and equal plain fields are the same, and one can stand for both.
 */
export function plainKeysAt(path: readonly string[], steps: readonly Placed[]): readonly string[] | undefined {
  const plain = new Set<string>();
  for (const step of steps) {
    if (step.path.length >= path.length || !startsWith(path, step.path)) continue;
    let keys: Keys | undefined = step.keys;
    for (const key of path.slice(step.path.length)) if (key !== '@') keys = keys?.get(key);
    for (const [key, below] of keys ?? []) {
      if (below) return undefined;
      plain.add(key);
    }
  }
  return [...plain];
}

const startsWith = (path: readonly string[], prefix: readonly string[]) =>
  prefix.length <= path.length && prefix.every((key, index) => path[index] === key);
