import { SubgraphError, type SubgraphAnswer } from '@millgate/gateway/engine';
import { type Random } from './random.ts';
import { type Meddler } from './servers.ts';

export type Fault = 'down' | 'refuses' | 'half' | 'mutated';

/** Things that no honest subgraph says. Own `__proto__` keys can only come out of a parser. */
const hostile: readonly string[] = [
  'null',
  '0',
  '-1',
  '1e309',
  '9007199254740993',
  '""',
  '"text"',
  'true',
  '[]',
  '{}',
  '[[[[]]]]',
  '[null,null,null,null,null,null,null,null]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"__typename":"Nobody"}',
  '{"__typename":42,"id":{"deep":[1]}}',
  '{"__typename":"__proto__","id":"E0-0"}',
  '{"__typename":"constructor","toString":1,"hasOwnProperty":null}',
  '{"length":1000000000}',
  '{"then":"not a promise"}',
  '{"toJSON":"not a function"}',
];

type Container = Record<string | number, unknown>;

function places(value: unknown, found: { holder: Container; key: string | number }[] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push({ holder: value as Container, key });
    places((value as Container)[key], found);
  }
  return found;
}

/** One to three changes anywhere in an answer: a value replaced, left out, doubled, or joined by a hostile one. */
export function mutate(answer: SubgraphAnswer, random: Random): SubgraphAnswer {
  let mutated = structuredClone(answer) as SubgraphAnswer & Container;
  for (let count = random.int(1, 3); count > 0; count--) {
    const everywhere = places(mutated);
    if (everywhere.length === 0 || random.chance(0.03)) {
      mutated = JSON.parse(random.pick(hostile)) as SubgraphAnswer & Container;
      continue;
    }
    const { holder, key } = random.pick(everywhere);
    const kind = random.next() % 10;
    if (kind < 6) holder[key] = JSON.parse(random.pick(hostile));
    else if (kind < 7 && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (kind < 8 && Array.isArray(holder)) holder.push(holder[Number(key)]);
    else if (kind < 9) Reflect.deleteProperty(holder, key);
    else {
      // Parsed, so that `__proto__` becomes a key of its own, as it does in what comes over the wire.
      const text = JSON.stringify(mutated);
      const at = text.indexOf('{', random.int(0, Math.max(0, text.length - 2)));
      const comma = at >= 0 && text[at + 1] === '}' ? '' : ',';
      if (at >= 0) {
        const more = `"__proto__":{"polluted":true},"toString":null${comma}`;
        mutated = JSON.parse(`${text.slice(0, at + 1)}${more}${text.slice(at + 1)}`) as SubgraphAnswer & Container;
      }
    }
  }
  return mutated;
}

/** Half of the entities of an answer fail: null, with an error that names them. */
function halved(answer: SubgraphAnswer): SubgraphAnswer {
  const data = answer.data as Container | null | undefined;
  const lists = Object.entries(data ?? {}).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const errors = lists.flatMap(([name, list]) =>
    list.flatMap((_, index) => (index % 2 === 0 ? [{ message: 'failed', path: [name, index] }] : [])),
  );
  const kept = lists.map(([name, list]) => [name, list.map((item, index) => (index % 2 === 0 ? null : item))] as const);
  return { ...answer, data: data ? { ...data, ...Object.fromEntries(kept) } : null, errors };
}

/** Makes one subgraph fail, always or only the first time it is asked. */
export function meddler(target: string, fault: Fault, random: Random, met: { count: number }): Meddler {
  const always = random.chance(0.5);
  return async (subgraph, _, honest) => {
    if (subgraph !== target) return honest();
    met.count += 1;
    if (!always && met.count > 1) return honest();
    switch (fault) {
      case 'down':
        throw new SubgraphError('SUBGRAPH_UNAVAILABLE');
      case 'refuses':
        return { data: null, errors: [{ message: 'refused' }] };
      case 'half':
        return halved(await honest());
      case 'mutated':
        return mutate(await honest(), random);
    }
  };
}
