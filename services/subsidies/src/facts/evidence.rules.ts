import { type FactBundle, factOwners, type Published, type PublishedFactName } from './facts.rules.ts';

export interface EvidenceLine {
  readonly name: string;
  readonly owner: string;
  readonly status: Published['status'] | null;
  readonly source: string | null;
  readonly version: string | null;
}

/** Every fact a decision asked for, with where it came from; a source that did not answer is listed as such. */
export function evidenceOf(facts: FactBundle): EvidenceLine[] {
  return (Object.keys(factOwners) as PublishedFactName[]).flatMap((name): EvidenceLine[] => {
    const fact = facts[name];
    if (fact === undefined) return [];
    const owner = factOwners[name];
    if (fact === null) return [{ name, owner, status: null, source: null, version: null }];
    const stated: readonly Published[] = Array.isArray(fact) ? fact : [fact as Published];
    return stated.map(({ status, source, version }) => ({ name, owner, status, source, version }));
  });
}
