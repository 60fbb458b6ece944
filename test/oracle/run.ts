import { checkEqual, checkFault } from './check.ts';
import { type Fault } from './faults.ts';
import { generateQuery, type Query } from './generate-query.ts';
import { generateWorld, type WorldOptions } from './generate-world.ts';
import { Random } from './random.ts';
import { Servers } from './servers.ts';
import { shrink } from './shrink.ts';

export type Mode = 'equal' | 'errors' | 'fault' | 'mutated';

export interface Finding {
  readonly world: number;
  readonly query: Query;
  readonly what: string;
}

export interface Tally {
  readonly worlds: number;
  readonly discarded: number;
  readonly queries: number;
  readonly differences: number;
  readonly findings: readonly Finding[];
}

const optionsOf: Record<Mode, WorldOptions> = {
  equal: {},
  errors: { errorRate: 0.04 },
  fault: { allNullable: true, singleSource: true },
  mutated: { allNullable: true, singleSource: true },
};
const faults: readonly Fault[] = ['down', 'refuses', 'half'];

function check(servers: Servers, mode: Mode, query: Query, seed: number): Promise<string | null> {
  if (mode === 'equal' || mode === 'errors') return checkEqual(servers, query);
  return checkFault(servers, query, mode === 'mutated' ? 'mutated' : new Random(seed).pick(faults), seed);
}

const crashed = (error: unknown): string =>
  `crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;

/** Draws worlds from a seed on and asks each of them some queries. The first findings are made small. */
export async function runOracle(
  mode: Mode,
  { seed, queries, perWorld, keep = 10 }: { seed: number; queries: number; perWorld: number; keep?: number },
  progress: (done: number, differences: number) => void = () => undefined,
): Promise<Tally> {
  const findings: Finding[] = [];
  let worlds = 0;
  let discarded = 0;
  let done = 0;
  let differences = 0;
  for (let drawn = seed; done < queries; drawn++) {
    const servers = Servers.of(generateWorld(drawn, optionsOf[mode]));
    if (!servers) {
      discarded += 1;
      continue;
    }
    worlds += 1;
    const told = new Set<string>();
    for (let nth = 0; nth < perWorld && done < queries; nth++, done++) {
      const querySeed = drawn * 1_000 + nth;
      const query = generateQuery(servers.schema, querySeed);
      const test = (one: Query) => check(servers, mode, one, querySeed).catch(crashed);
      const what = await test(query);
      if (!what) continue;
      differences += 1;
      // One finding of a kind in one world is enough to read.
      if (findings.length >= keep || told.has(what.slice(0, 12))) continue;
      told.add(what.slice(0, 12));
      const small = await shrink(servers, query, async (one) => (await test(one))?.slice(0, 12) === what.slice(0, 12));
      findings.push({ world: drawn, query: small, what: (await test(small)) ?? what });
    }
    await servers.stop();
    progress(done, differences);
  }
  return { worlds, discarded, queries: done, differences, findings };
}

export const describeFinding = ({ world, query, what }: Finding): string =>
  `world ${world}\n${query.text}\nvariables ${JSON.stringify(query.variables)}\n${what}`;
