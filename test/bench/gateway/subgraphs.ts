// The process behind every gateway: all subgraphs on one port, answering from memory. The first time a request
// body is seen it is executed; after that its answer is the bytes that came out, so that the subgraphs cost next
// to nothing and no gateway waits for them.
import { createServer, type IncomingMessage } from 'node:http';
import { execute, parse } from 'graphql';
import { root, subgraphSchemas } from './world.ts';

interface Body {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const schemas = subgraphSchemas();
const answers = new Map<string, Buffer>();
let fetches = 0;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function answerTo(subgraph: string, text: string): Promise<Buffer> {
  const schema = schemas.get(subgraph);
  if (!schema) throw new Error(`no subgraph ${subgraph}`);
  const { query, variables, operationName } = JSON.parse(text) as Body;
  const result = await execute({
    schema,
    document: parse(query),
    rootValue: root,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  return Buffer.from(JSON.stringify(result));
}

const server = createServer((request, response) => {
  void (async () => {
    if (request.url === '/fetches') return response.end(String(fetches));
    const text = await bodyOf(request);
    const key = `${request.url}\n${text}`;
    let answer = answers.get(key);
    if (!answer) {
      answer = await answerTo((request.url ?? '').slice(1), text);
      answers.set(key, answer);
    }
    fetches += 1;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    return response.end(answer);
  })().catch((error: unknown) => {
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ errors: [{ message: String(error) }] }));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[2]), '127.0.0.1');
