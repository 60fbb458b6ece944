import { type Admits, type FaultServer, startFaultServer } from './fault-server.ts';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';

export interface StubSubgraph extends FaultServer {
  readonly sdl: string;
  /** Serves another schema at the same address from now on. */
  become(sdl: string, resolvers: Resolvers): void;
}

export type Resolvers = Record<string, Record<string, unknown>>;

const schemaOf = (sdl: string, resolvers: Resolvers): GraphQLSchema =>
  buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);

/** A subgraph as somebody else would run it, behind HTTP, until it is told to fail. */
export async function startStub(sdl: string, resolvers: Resolvers, admits?: Admits): Promise<StubSubgraph> {
  let served = { sdl, schema: schemaOf(sdl, resolvers) };
  const server = await startFaultServer(async (body) => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    return execute({ schema: served.schema, document: parse(query), variableValues: variables ?? {} });
  }, admits);
  return Object.assign(server, {
    get sdl() {
      return served.sdl;
    },
    become: (next: string, by: Resolvers) => void (served = { sdl: next, schema: schemaOf(next, by) }),
  });
}
