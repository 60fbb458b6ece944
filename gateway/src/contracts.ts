import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type ContractName, contractSchema, tagsOf } from '@millgate/kit';
import { type Engine, View } from '../engine/src/index.ts';
import type { RequestContext } from './request-context.ts';

type ServerOptions = Omit<ApolloServerOptions<RequestContext>, 'gateway' | 'schema' | 'typeDefs' | 'resolvers'>;
type Handler = RouteHandlerMethod;

/** One @apollo/server for each contract, all of them on one engine: what it does not show, it does not know. */
export interface ContractServers {
  schemaOf(contract: ContractName): GraphQLSchema | undefined;
  handlerOf(contract: ContractName): Handler;
  stop(): Promise<void>;
}

export async function startContractServers(
  engine: Engine,
  options: ServerOptions,
  /** What was admitted of a request. */
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<RequestContext>,
  /** Of one server only: what is for the process, not for a contract. */
  once: NonNullable<ServerOptions['plugins']>,
): Promise<ContractServers> {
  let tagged: { readonly sdl: string; readonly tags: ReturnType<typeof tagsOf> } | undefined;
  const tags = (sdl: string) => {
    if (tagged?.sdl !== sdl) tagged = { sdl, tags: tagsOf(sdl) };
    return tagged.tags;
  };
  const view = (contract: ContractName) =>
    new View(engine, (schema, sdl) => contractSchema(schema, tags(sdl), contract));
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
  const stop = async () => {
    await Promise.all([servers.public.stop(), servers.partner.stop()]);
    await whole.stop();
  };
  await Promise.all([servers.public.start(), servers.partner.start()]);
  const handler = (contract: ContractName) => fastifyApolloHandler(servers[contract], { context: contextOf });
  const handlers: Readonly<Record<ContractName, Handler>> = {
    public: handler('public'),
    partner: handler('partner'),
    internal: handler('internal'),
  };
  return {
    schemaOf: (contract) => (contract === 'internal' ? engine.servedSchema : views[contract].schema),
    handlerOf: (contract) => handlers[contract],
    stop,
  };
}
