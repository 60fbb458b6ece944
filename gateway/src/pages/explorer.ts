import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** An operation that the explorer opens with, in a tab of its own. */
export interface ExampleOperation {
  readonly title: string;
  readonly query: string;
}

const operationsFolder = fileURLToPath(new URL('../../../schema/operations/', import.meta.url));

/** The committed operations, in the order of their file names. */
export const exampleOperations = (): ExampleOperation[] =>
  readdirSync(operationsFolder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({ title: file.replace(/\.graphql$/, ''), query: readFileSync(operationsFolder + file, 'utf8') }));

/**
 * GraphiQL, served from here: a prebuilt bundle, so that no page of ours asks another host for anything. The bundle is
 * read when first asked for; most processes never are.
 */
export function serveExplorer(app: FastifyInstance, demoToken: (() => Promise<string>) | undefined): void {
  let assets: Promise<Map<string, { type: string; body: Buffer }>> | undefined;
  app.get('/', (_request, reply) =>
    reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page()),
  );
  app.get('/explorer/start.js', async (_request, reply) =>
    reply
      .type(script)
      .header('cache-control', 'no-store')
      .send(startScript(await demoToken?.())),
  );
  app.get<{ Params: { file: string } }>('/explorer/:file', async (request, reply) => {
    const asset = (await (assets ??= readAssets())).get(request.params.file);
    if (!asset) return reply.code(404).send({ error: 'Not found' });
    return reply
      .type(asset.type)
      .header('content-encoding', 'gzip')
      .header('cache-control', 'public, max-age=86400')
      .send(asset.body);
  });
}

async function readAssets() {
  // The package’s own entry inlines all of it into one page, which a strict policy could not allow.
  const bundle = new URL('graphiql.js', import.meta.resolve('@graphql-yoga/render-graphiql'));
  const { js, css, editorWorkerService, jsonWorker, graphqlWorker } = (await import(bundle.href)) as Record<
    string,
    string
  >;
  const files: [string, string, string | undefined][] = [
    ['graphiql.js', script, js],
    ['graphiql.css', 'text/css; charset=utf-8', css],
    ['editor.worker.js', script, editorWorkerService],
    ['json.worker.js', script, jsonWorker],
    ['graphql.worker.js', script, graphqlWorker],
    ['workers.js', script, workersScript],
  ];
  return new Map(files.map(([name, type, text]) => [name, { type, body: gzipSync(text ?? '') }]));
}

const script = 'text/javascript; charset=utf-8';

const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ');

const page = () => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Millgate</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/explorer/graphiql.css" />
    <style>body { margin: 0; height: 100vh } #root { height: 100vh }</style>
  </head>
  <body>
    <div id="root">Loading…</div>
    <script src="/explorer/workers.js"></script>
    <script src="/explorer/graphiql.js"></script>
    <script src="/explorer/start.js"></script>
  </body>
</html>
`;

/** The editor’s own threads, from here as well. */
const workersScript = `
  self.MonacoEnvironment = {
    globalAPI: false,
    getWorkerUrl: (_id, label) => '/explorer/' + ({ json: 'json', graphql: 'graphql' }[label] ?? 'editor') + '.worker.js',
  };
`;

const startScript = (token: string | undefined) => `
  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), ${JSON.stringify({
    endpoint: '/graphql',
    title: 'Millgate',
    headers: JSON.stringify({ authorization: `Bearer ${token ?? '…'}` }, null, 2),
    defaultTabs: exampleOperations().map(({ query }) => ({ query })),
  })});
`;
