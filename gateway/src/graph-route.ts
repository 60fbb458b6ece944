import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lane } from './delivery/lane.ts';
import type { RequestContext } from './request-context.ts';

type Admit = (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>;

/** Requests that are being admitted, each once: their route needs to know of them what their server does. */
export class Admitted {
  readonly #contexts = new WeakMap<FastifyRequest, Promise<RequestContext>>();

  constructor(private readonly admit: Admit) {}

  of(request: FastifyRequest, reply: FastifyReply): Promise<RequestContext> {
    const known = this.#contexts.get(request);
    if (known) return known;
    const context = this.admit(request, reply);
    this.#contexts.set(request, context);
    return context;
  }
}

/** Answers at `/graphql` as the contract of whoever asks has it, in the lane that serves them. */
export function serveGraph(
  app: FastifyInstance,
  admitted: Admitted,
  lanes: { of(context: RequestContext, request: FastifyRequest): Lane; readonly stable: Lane },
): void {
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    async handler(request, reply) {
      // Whoever is not admitted is told so by the server that says least.
      const [contract, lane] = await admitted.of(request, reply).then(
        (context) => [context.contract, lanes.of(context, request)] as const,
        () => ['public' as const, lanes.stable] as const,
      );
      const leave = lane.enter();
      reply.raw.once('finish', leave);
      reply.raw.once('close', leave);
      return lane.servers.handlerOf(contract).call(this, request, reply);
    },
  });
}
