// Composes what the three subgraphs say of themselves, and serves it with our engine where the suite looks for a
// router: at `/`.
import { composeServices } from '@apollo/composition';
import { serveEngine } from '@millgate/gateway/engine';
import { parse } from 'graphql';

const addresses = { products: 4001, users: 4002, inventory: 4003 };

async function described([name, port]: [string, number]) {
  const url = `http://localhost:${port}/`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return { name, url, typeDefs: parse(data._service.sdl) };
}

const { supergraphSdl, errors } = composeServices(await Promise.all(Object.entries(addresses).map(described)));
if (errors) throw new Error(errors.map(String).join('\n'));
await serveEngine({ supergraphSdl, port: 4000, path: '/' });
