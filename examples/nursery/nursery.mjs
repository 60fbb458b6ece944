// The nursery's own part of the graph, with a server library of its choice.
//   NAME=nursery PORT=4201 GATEWAY_KEYS=http://127.0.0.1:4000/.well-known/gateway-keys.json node nursery.mjs
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { identityReader } from './identity.mjs';
import { bookings, groups } from './places.mjs';

const {
  NAME = 'nursery',
  PORT = '4201',
  HOST = '127.0.0.1',
  GATEWAY_KEYS = 'http://127.0.0.1:4000/.well-known/gateway-keys.json',
} = process.env;

const needsId = ({ id }) => {
  if (typeof id === 'string' && id !== '') return;
  throw new GraphQLError('An entity is asked for by its id.', { extensions: { code: 'BAD_USER_INPUT' } });
};

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')),
    resolvers: {
      Facility: {
        __resolveReference: (reference) => (needsId(reference), groups.has(reference.id) ? { id: reference.id } : null),
        nurseryPlaces: ({ id }) => groups.get(id) ?? null,
      },
      Worker: {
        __resolveReference: (reference) => (needsId(reference), { id: reference.id }),
        // Whose children are where is nobody else's business, by whatever way it is asked.
        nurseryBooked: ({ id }, _, { caller }) => (caller.self === id ? (bookings.get(id) ?? []) : null),
      },
    },
  },
]);

const yoga = createYoga({ schema, graphqlEndpoint: '/graphql', graphiql: false, landingPage: false, logging: false });
const callerOf = identityReader({ name: NAME, keysUrl: GATEWAY_KEYS });

async function bodyOf(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > 1_000_000) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function answer(request, response) {
  const body = await bodyOf(request);
  let caller;
  try {
    caller = await callerOf(request.headers['millgate-identity'], body);
  } catch {
    response.writeHead(401, { 'content-type': 'application/json' });
    return response.end('{"errors":[{"message":"Only the gateway may ask.","extensions":{"code":"UNAUTHENTICATED"}}]}');
  }
  const { method, url, headers } = request;
  const asked = { method, headers, ...(body.length > 0 && { body }) };
  const said = await yoga.fetch(new URL(url, 'http://nursery'), asked, { caller });
  response.writeHead(said.status, Object.fromEntries(said.headers));
  return response.end(Buffer.from(await said.arrayBuffer()));
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => {
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.listen(Number(PORT), HOST, () =>
  console.log(`${NAME} is ready: http://${HOST}:${server.address().port}/graphql`),
);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));
