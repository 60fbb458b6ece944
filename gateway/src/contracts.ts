import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type ContractName, contractSchema, tagsOf } from '@millgate/kit';
import { type Engine, View } from '../engine/src/index.ts';
import type { RequestContext } from './request-context.ts';

type ServerOptions = Omit<ApolloServerOptions<RequestContext>, 'gateway' | 'schema' | 'typeDefs' | 'resolvers'>;

/** One @apollo/server for each contract, all of them on one engine: what it does not show, it does not know. */
export interface ContractServers {
  schemaOf(contract: ContractName): GraphQLSchema | undefined;
  /** Answers at `/graphql` as the contract of whoever asks has it. */
  serve(app: FastifyInstance, admit: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>): void;
  stop(): Promise<void>;
}

export async function startContractServers(
  engine: Engine,
  options: ServerOptions,
  /** Of one server only: what is for the process, not for a contract. */
  once: NonNullable<ServerOptions['plugins']>,
): Promise<ContractServers> {
  const view = (contract: ContractName) =>
    new View(engine, (schema, sdl) => contractSchema(schema, tagsOf(sdl), contract));
  const views = { public: view('public'), partner: view('partner') };
  const whole = new ApolloServer<RequestContext>({
    ...options,
    plugins: [...(options.plugins ?? []), ...once],
    gateway: engine,
  });
  await whole.start();
  const server = (gateway: View) =>
    new ApolloServer<RequestContext>({
      ...options,
      gateway,
      // Whoever does not know the schema is not helped to guess what else there is.
      hideSchemaDetailsFromClientErrors: gateway === views.public,
    });
  const servers = { public: server(views.public), partner: server(views.partner), internal: whole };
  await Promise.all([servers.public.start(), servers.partner.start()]);

  return {
    schemaOf: (contract) => (contract === 'internal' ? engine.servedSchema : views[contract].schema),
    serve(app, admit) {
      const handlers = (Object.keys(servers) as ContractName[]).map((contract) => {
        const context = (request: FastifyRequest, reply: FastifyReply) => pending.get(request) ?? admit(request, reply);
        return [contract, fastifyApolloHandler(servers[contract], { context })] as const;
      });
      const handlerOf = new Map(handlers);
      const pending = new WeakMap<FastifyRequest, Promise<RequestContext>>();
      app.route({
        method: ['GET', 'POST', 'OPTIONS'],
        url: '/graphql',
        async handler(request, reply) {
          const context = admit(request, reply);
          pending.set(request, context);
          // Whoever is not admitted is told so by the server that says least.
          const contract = await context.then(
            (found) => found.contract,
            () => 'public' as const,
          );
          return handlerOf.get(contract)?.call(this, request, reply);
        },
      });
    },
    async stop() {
      await Promise.all([servers.public.stop(), servers.partner.stop()]);
      await whole.stop();
    },
  };
}
