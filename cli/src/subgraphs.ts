import type { SubgraphDefinition } from '@millgate/kit';

/** Every subgraph of the graph, imported when asked for: one alone must not pay for the others. */
const load = {
  community: async () => (await import('@millgate/community')).subgraph,
  training: async () => (await import('@millgate/training')).subgraph,
  canteens: async () => (await import('@millgate/canteens')).subgraph,
  subsidies: async () => (await import('@millgate/subsidies')).subgraph,
  advisors: async () => (await import('@millgate/advisors')).subgraph,
  housing: async () => (await import('@millgate/housing')).subgraph,
  desk: async () => (await import('@millgate/desk')).subgraph,
} satisfies Record<string, () => Promise<SubgraphDefinition>>;

export const subgraphNames = Object.keys(load) as (keyof typeof load)[];

export type SubgraphName = keyof typeof load;

export const loadSubgraph = (name: SubgraphName): Promise<SubgraphDefinition> => load[name]();

export const loadSubgraphs = (): Promise<SubgraphDefinition[]> =>
  Promise.all(subgraphNames.map((name) => load[name]()));
