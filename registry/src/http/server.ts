import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { type Logger, reason } from '@millgate/kit';
import { sdlLimits } from '../check/limits.ts';
import { Refused } from '../refused.ts';

/** A schema as JSON text may take twice its bytes. */
const bodyBytes = sdlLimits.bytes * 2 + 10_000;

/** The registry’s server: whatever goes wrong is said in one form, `{ code, message, mend }`. */
export function registryServer(log: Logger): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytes,
    requestTimeout: 60_000,
    forceCloseConnections: true,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(said(new Refused(404, 'NOT_FOUND', 'There is nothing at this address.'))),
  );
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    if (error instanceof Refused) return reply.code(error.status).send(said(error));
    if (error instanceof ZodError) {
      const [issue] = error.issues;
      const message = `${issue?.path.join('.') || 'the body'}: ${issue?.message}`;
      return reply.code(400).send(said(new Refused(400, 'BAD_REQUEST', message)));
    }
    const { statusCode = 500 } = error;
    if (statusCode === 413)
      return reply.code(413).send(said(new Refused(413, 'SDL_TOO_LARGE', `More than ${bodyBytes} bytes were sent.`)));
    if (statusCode < 500)
      return reply.code(statusCode).send(said(new Refused(statusCode, 'BAD_REQUEST', 'The request cannot be read.')));
    log.error({ cause: reason(error) }, 'the registry failed');
    return reply.code(500).send({
      code: 'INTERNAL_SERVER_ERROR',
      message: 'This could not be done because of a fault of ours.',
      mend: 'Try again; nothing was changed.',
    });
  });
  return app;
}

const said = ({ code, message, mend }: Refused) => ({ code, message, mend });
