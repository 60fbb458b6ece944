import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ContractName } from '@millgate/kit';
import { RequestRefused } from '../plugins/http-requests.ts';

export interface ChangesOptions {
  readonly contractOf: (request: FastifyRequest) => Promise<ContractName>;
  /** The registry’s file of changes by name, as it serves it; undefined where no registry records any. */
  readonly changes: ((file: string) => Promise<string>) | undefined;
}

/** Readers of feeds ask every few minutes, many at once; the registry is asked this often at most. */
const keptMillis = 60_000;

/**
 * What changed in the graph, version by version, as whoever asks is shown it: at the graph’s own address, since front
 * ends are not told where the registry is.
 */
export function serveChanges(app: FastifyInstance, { contractOf, changes }: ChangesOptions): void {
  const kept = new Map<string, { readonly until: number; readonly text: Promise<string> }>();
  const read = (file: string, from: (file: string) => Promise<string>): Promise<string> => {
    const held = kept.get(file);
    if (held && held.until > performance.now()) return held.text;
    const text = from(file);
    kept.set(file, { until: performance.now() + keptMillis, text });
    text.catch(() => kept.delete(file));
    return text;
  };
  for (const [form, type] of [
    ['atom', 'application/atom+xml; charset=utf-8'],
    ['json', 'application/json; charset=utf-8'],
  ] as const) {
    app.get(`/changes.${form}`, async (request, reply) => {
      const contract = await contractOf(request);
      if (!changes) return reply.callNotFound();
      const text = await read(`${contract}.${form}`, changes).catch(() => {
        throw new RequestRefused(503, 'SUBGRAPH_UNAVAILABLE', 'The registry does not answer; try again later.');
      });
      const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      void reply.headers({ 'cache-control': 'private, no-cache', etag: tag, vary: 'authorization, millgate-key' });
      if (request.headers['if-none-match'] === tag) return reply.code(304).send();
      return reply.type(type).send(text);
    });
  }
}
