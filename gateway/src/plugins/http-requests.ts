import { randomUUID } from 'node:crypto';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { type ErrorCode, errorCodes, type Logger } from '@millgate/kit';
import { documentLimits } from '../limits/document-limits.ts';
import { currentRequest } from './current-request.ts';
import { messageFor } from './error-language.ts';
import { faultOf } from './errors.ts';

/** Whoever sends more slowly than this keeps a socket from others. */
const receiveMillis = 10_000;

/** The server that all requests enter by: what is too large or too slow never becomes a request. */
export const httpServer = (trustedProxies: readonly string[]): FastifyInstance =>
  fastify({
    // Of anybody else, what a header says about where a request comes from is theirs to invent.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: documentLimits.bodyBytes,
    requestTimeout: receiveMillis,
    forceCloseConnections: 'idle',
    // node looks for slow senders every thirty seconds unless told otherwise.
    http: { headersTimeout: receiveMillis, connectionsCheckingInterval: 1_000 },
  });

/** Why a request was refused before anybody read it. */
export class RequestRefused extends Error {
  constructor(
    readonly statusCode: number,
    readonly code: ErrorCode,
    message: string,
    readonly limit?: number,
  ) {
    super(message);
  }
}

/**
 * Takes JSON in UTF-8 as it is, and nothing else. An encoding that another reader would guess is a way past every check
 * that read it differently; a compressed body is small for whoever sends it only.
 */
export function acceptJsonOnly(app: FastifyInstance, log: Logger): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));

  app.addHook('onRequest', async ({ method, headers }) => {
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
      throw new RequestRefused(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body uncompressed.');
    // A page of a stranger can send the content type of a form without asking, also where nothing has content.
    const type = headers['content-type'];
    if (method === 'GET' && type !== undefined && !/^application\/json\s*(;|$)/i.test(type))
      throw new RequestRefused(415, 'UNSUPPORTED_MEDIA_TYPE', 'An address has no content of that type.');
    const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset))
      throw new RequestRefused(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body in UTF-8.');
  });

  app.addHook('preHandler', async ({ body, query }) => {
    for (const source of [body, query]) {
      const text = (source as { query?: unknown } | null | undefined)?.query;
      if (typeof text !== 'string' || text.length <= documentLimits.characters) continue;
      const limit = documentLimits.characters;
      throw new RequestRefused(400, 'QUERY_TOO_COMPLEX', `The document has more than ${limit} characters.`, limit);
    }
  });

  app.addHook('onSend', async (_request, reply) => {
    // Whoever is told to sign in is told how (RFC 9110, 15.5.2).
    if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer');
  });

  app.setNotFoundHandler(({ url }, reply) =>
    url.split('?')[0] === '/graphql'
      ? refuse(reply.header('allow', 'GET, POST'), 405, 'BAD_REQUEST', 'The graph is asked by GET or POST.')
      : refuse(reply, 404, 'NOT_FOUND', 'There is nothing at this address.'),
  );
  app.setErrorHandler<FastifyError | RequestRefused>((error, _request, reply) => {
    if (error instanceof RequestRefused) return refuse(reply, error.statusCode, error.code, error.message, error.limit);
    const { statusCode = 500 } = error;
    if (statusCode === 413)
      return refuse(reply, 413, 'BODY_TOO_LARGE', 'The body is too large.', documentLimits.bodyBytes);
    if (statusCode === 415) return refuse(reply, 415, 'UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.');
    if (statusCode < 500) return refuse(reply, statusCode, 'BAD_REQUEST', 'The request cannot be read.');
    log.error({ requestId: currentRequest()?.requestId, ...faultOf(error) }, 'a request failed');
    return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', 'This could not be answered because of a fault of ours.');
  });
}

/** The same form as an error of the graph: a client has one way to read it. */
function refuse(reply: FastifyReply, status: number, code: ErrorCode, message: string, limit?: number): FastifyReply {
  const extensions = {
    code,
    ...(limit === undefined ? {} : { limit }),
    retryable: errorCodes[code].retryable,
    requestId: currentRequest()?.requestId ?? randomUUID(),
  };
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message: messageFor(code, message, extensions), extensions }] });
}
