// One query, asked of the split world and of the whole one.
import { difference, healthyDifference, inventedValue, somethingLost } from './compare.ts';
import { type Fault, meddler } from './faults.ts';
import { type Query } from './generate-query.ts';
import { Random } from './random.ts';
import { type Servers } from './servers.ts';

export async function checkEqual(servers: Servers, query: Query): Promise<string | null> {
  servers.meddle = null;
  return difference(await servers.gateway(query), await servers.monolith(query));
}

const pollution = (): string | null => {
  const plain = {} as Record<string, unknown>;
  const extra = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  return plain['polluted'] !== undefined || extra.length > 0 ? `a prototype was polluted: ${extra.join()}` : null;
};

/** One subgraph misbehaves; what it has no part in must be equal, and nothing may be invented. */
export async function checkFault(servers: Servers, query: Query, fault: Fault, seed: number): Promise<string | null> {
  const random = new Random(seed);
  const target = random.pick(servers.world.subgraphs);
  const met = { count: 0 };
  servers.meddle = meddler(target, fault, random, met);
  const answer = await servers.gateway(query).finally(() => (servers.meddle = null));
  const { data: truth } = await servers.monolith(query);
  const polluted = pollution();
  if (polluted) return polluted;
  const said = `${target} ${fault}: ${JSON.stringify(answer).slice(0, 1_500)}\n  truth: ${JSON.stringify(truth).slice(0, 1_500)}`;
  const lost = healthyDifference(answer.data, truth, await servers.touchedBy(target, query));
  if (lost) return `healthy data lost ${lost}\n  ${said}`;
  if (fault === 'mutated') return null;
  const invented = inventedValue(answer.data, truth);
  if (invented) return `invented ${invented}\n  ${said}`;
  if (somethingLost(answer.data, truth) && !answer.errors?.length) return `lost without an error\n  ${said}`;
  return null;
}
