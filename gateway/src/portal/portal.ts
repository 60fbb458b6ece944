import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { RequestRefused } from '../plugins/http-requests.ts';
import type { RequestContext } from '../request-context.ts';
import { type ChangesOptions, serveChanges } from './changes.ts';
import { type KeyDesk, serveKeyDesk } from './key-desk.ts';
import { type SchemaFiles, serveSchemaFiles } from './schema-files.ts';
import { serveStatus, type StatusOptions } from './status.ts';

export interface PortalOptions
  extends Omit<SchemaFiles, 'contractOf'>, Omit<KeyDesk, 'keyOf'>, Omit<ChangesOptions, 'contractOf'>, StatusOptions {
  readonly admit: (request: FastifyRequest) => Promise<RequestContext>;
}

/** What front-end developers find beside `/graphql`: the schema at fixed addresses, a key, how the graph is. */
export function servePortal(app: FastifyInstance, { admit, ...options }: PortalOptions): void {
  const admitted = async (request: FastifyRequest): Promise<RequestContext> => {
    try {
      return await admit(request);
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      const { code, http } = cause.extensions as { code?: never; http?: { status?: number } };
      throw new RequestRefused(http?.status ?? 400, code ?? 'BAD_REQUEST', cause.message);
    }
  };
  const contractOf = async (request: FastifyRequest) => (await admitted(request)).contract;
  serveSchemaFiles(app, { ...options, contractOf });
  serveChanges(app, { ...options, contractOf });
  serveKeyDesk(app, { ...options, keyOf: async (request) => (await admitted(request)).key });
  serveStatus(app, options);
}
