import { namesFor } from './schema-template.ts';

/** A server for what `schemaTemplate` describes: what every partner’s server must do, with one invented thing in it. */
export function serverTemplate(name: string, extended: readonly string[]): string {
  const { type, field } = namesFor(name);
  const extensions = extended.map(
    (other) => `
  ${other}: {
    __resolveReference: (reference) => (needsId(reference), { id: reference.id }),
    ${field}: () => things.get('${name}_1'),
  },`,
  );
  return `// The subgraph ${name}. Outside of this checkout: npm install @apollo/subgraph graphql graphql-http jose
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createHandler } from 'graphql-http';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const { PORT = '4201', GATEWAY_KEYS = 'http://127.0.0.1:4000/.well-known/gateway-keys.json' } = process.env;

// What you serve instead of this comes from wherever you keep it.
const things = new Map([['${name}_1', { id: '${name}_1', name: 'The first' }]]);

const needsId = ({ id }) => {
  if (typeof id !== 'string' || id === '')
    throw new GraphQLError('An entity is asked for by its id.', { extensions: { code: 'BAD_USER_INPUT' } });
};

const resolvers = {
  Query: { ${field}List: () => [...things.values()] },
  // An unknown id is null, not an error.
  ${type}: { __resolveReference: (reference) => (needsId(reference), things.get(reference.id) ?? null) },${extensions.join('')}
};

const typeDefs = parse(readFileSync(new URL('${name}.graphql', import.meta.url), 'utf8'));
const handle = createHandler({ schema: buildSubgraphSchema([{ typeDefs, resolvers }]) });
const keys = createRemoteJWKSet(new URL(GATEWAY_KEYS));

/** The gateway signs who it is for this subgraph, half a minute and one request: nobody else is answered. */
async function isGateway(token, body) {
  const rules = { algorithms: ['EdDSA'], issuer: 'gateway', audience: '${name}', clockTolerance: 5 };
  const { payload } = await jwtVerify(token ?? '', keys, { ...rules, requiredClaims: ['exp', 'body'] });
  if (payload.body !== createHash('sha256').update(body).digest('base64url')) throw new Error('for another request');
}

async function answer(request, response) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > 1_000_000) return response.writeHead(413).end();
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  try {
    await isGateway(request.headers['millgate-identity'], body);
  } catch {
    response.writeHead(401, { 'content-type': 'application/json' });
    return response.end('{"errors":[{"message":"Only the gateway may ask.","extensions":{"code":"UNAUTHENTICATED"}}]}');
  }
  const { method, url, headers } = request;
  const [text, { status, statusText, headers: said }] = await handle({
    ...{ method, url, headers, body: body.toString(), raw: request, context: {} },
  });
  return response.writeHead(status, statusText, said).end(text);
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.headersSent || response.writeHead(500).end());
});
server.listen(Number(PORT), '127.0.0.1', () =>
  console.log(\`${name} is ready: http://127.0.0.1:\${server.address().port}/graphql\`),
);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.close(() => process.exit(0)));
`;
}
