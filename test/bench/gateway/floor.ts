// The floor: what a person would write by hand for exactly these three questions. It sends the fewest fetches,
// in the fewest waves, parses every answer, and writes a body that was put together beforehand.
import { createServer } from 'node:http';
import { Pool } from 'undici';
import { shapes } from './shapes.ts';
import { expectedAnswer } from './world.ts';

interface Fetch {
  readonly subgraph: string;
  readonly query: string;
  readonly variables?: unknown;
}

const [port = '0', subgraphs = ''] = process.argv.slice(2);
const pool = new Pool(subgraphs, { connections: 64, pipelining: 1 });

const upcs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ __typename: 'Article', upc: `upc-${index}`, price: 1, weight: 1 }));
const persons = Array.from({ length: 6 }, (_, index) => ({ __typename: 'Person', id: `person-${index}` }));
const person = 'author { id username }';

/** Everything that the subgraph of remarks can say about both roots, in one request. */
const deepRemarks = /* GraphQL */ `
  query ($p: [_Any!]!, $a: [_Any!]!) {
    p: _entities(representations: $p) {
      ... on Person {
        remarks { id body article { upc remarks { id body author { id username remarks { id body article { upc } } } } } }
      }
    }
    a: _entities(representations: $a) {
      ... on Article {
        remarks { id body author { id username remarks { id body article { upc remarks { id body ${person} } } } } }
      }
    }
  }
`;

const plans: Record<string, readonly (readonly Fetch[])[]> = {
  Deep: [
    [
      { subgraph: 'people', query: '{ people { id username name birthYear } }' },
      { subgraph: 'articles', query: '{ topArticles { upc name price weight } }' },
    ],
    [
      {
        subgraph: 'remarks',
        query: deepRemarks,
        variables: { p: persons, a: upcs(5) },
      },
    ],
    [
      {
        subgraph: 'people',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Person{name birthYear}}}',
        variables: { r: persons },
      },
      {
        subgraph: 'articles',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Article{name price weight}}}',
        variables: { r: upcs(8) },
      },
    ],
    [
      {
        subgraph: 'stock',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Article{inStock shippingEstimate}}}',
        variables: { r: upcs(8) },
      },
    ],
  ],
  TwoHops: [
    [{ subgraph: 'people', query: 'query($id:ID!){person(id:$id){id name}}', variables: { id: 'person-0' } }],
    [
      {
        subgraph: 'remarks',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Person{remarks(first:2){body article{upc}}}}}',
        variables: { r: persons.slice(0, 1) },
      },
    ],
    [
      {
        subgraph: 'articles',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Article{name price}}}',
        variables: { r: upcs(2) },
      },
      {
        subgraph: 'stock',
        query: 'query($r:[_Any!]!){_entities(representations:$r){...on Article{inStock}}}',
        variables: { r: upcs(2) },
      },
    ],
  ],
  Flat: [[{ subgraph: 'articles', query: '{topArticles(first:1000){upc name price weight}}' }]],
};

const bodies = new Map<string, Buffer>();
for (const shape of shapes) {
  const name = /query (\w+)/.exec(shape.query)?.[1] ?? '';
  bodies.set(name, Buffer.from(await expectedAnswer(shape)));
}

async function send({ subgraph, query, variables }: Fetch): Promise<unknown> {
  const { body } = await pool.request({
    method: 'POST',
    path: `/${subgraph}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = JSON.parse(await body.text()) as { errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer;
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    void (async () => {
      if (request.url === '/health') return response.end('ok');
      const { query } = JSON.parse(Buffer.concat(chunks).toString()) as { query: string };
      const name = /query (\w+)/.exec(query)?.[1] ?? '';
      for (const wave of plans[name] ?? []) await Promise.all(wave.map(send));
      const body = bodies.get(name) ?? Buffer.from('{}');
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      return response.end(body);
    })().catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
}).listen(Number(port), '127.0.0.1');
