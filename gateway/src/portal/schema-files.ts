import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type GraphQLSchema, introspectionFromSchema, printSchema } from 'graphql';
import type { ContractName } from '@millgate/kit';
import { referenceOf, type RootExample } from './reference.ts';

export interface SchemaFiles {
  readonly contractOf: (request: FastifyRequest) => Promise<ContractName>;
  readonly schemaOf: (contract: ContractName) => GraphQLSchema | undefined;
  readonly supergraphSdl: () => string;
  readonly examples: Readonly<Record<string, RootExample>>;
}

interface Made {
  readonly tag: string;
  readonly text: Buffer;
  readonly zipped: Buffer;
}

const json = 'application/json; charset=utf-8';

/**
 * The schema at fixed addresses, as whoever asks is shown it: for code generators, and for the reference of the portal.
 * Each is made when first asked for, once for each version of the graph.
 */
export function serveSchemaFiles(app: FastifyInstance, given: SchemaFiles): void {
  const { schemaOf, supergraphSdl, examples } = given;
  const serve = (path: string, type: string, make: (schema: GraphQLSchema, contract: ContractName) => string) => {
    const made = new Map<ContractName, { readonly of: GraphQLSchema; readonly file: Promise<Made> }>();
    app.get(path, async (request, reply) => {
      const contract = await given.contractOf(request);
      const schema = schemaOf(contract);
      if (!schema) return reply.callNotFound();
      let held = made.get(contract);
      if (held?.of !== schema) made.set(contract, (held = { of: schema, file: madeOf(make(schema, contract)) }));
      return send(request, reply, type, await held.file);
    });
  };
  serve('/schema.graphql', 'application/graphql; charset=utf-8', (schema) => printSchema(schema));
  serve('/schema.json', json, (schema) => JSON.stringify({ data: introspectionFromSchema(schema) }));
  serve('/reference.json', json, (schema, contract) =>
    JSON.stringify(referenceOf(contract, schema, supergraphSdl(), examples)),
  );
}

async function madeOf(content: string): Promise<Made> {
  const text = Buffer.from(content);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { tag, text, zipped: await promisify(gzip)(text) };
}

function send(request: FastifyRequest, reply: FastifyReply, type: string, { tag, text, zipped }: Made): FastifyReply {
  const vary = 'accept-encoding, authorization, millgate-key';
  void reply.headers({ 'cache-control': 'private, no-cache', etag: tag, vary });
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const zip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding'] ?? ''));
  return zip ? reply.type(type).header('content-encoding', 'gzip').send(zipped) : reply.type(type).send(text);
}
