import type { ApolloGateway } from '@apollo/gateway';
import { type PreparedSupergraph, prepareSupergraph } from './prepare.ts';

type GatewayConfig = NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>;
/** Text, or anything that `ApolloGateway` takes as `supergraphSdl`: a manager or a function. */
export type SupergraphSource = Extract<GatewayConfig, { supergraphSdl: unknown }>['supergraphSdl'];
type Manager = Extract<SupergraphSource, { initialize: unknown }>;
type Hook = Manager['initialize'];

/** Stands between a supergraph's source and `ApolloGateway`, so that every version it sees has been prepared. */
export function preparing(source: SupergraphSource, onPrepared: (supergraph: PreparedSupergraph) => void): Manager {
  const prepare = (sdl: string) => {
    const prepared = prepareSupergraph(sdl);
    onPrepared(prepared);
    return prepared.sdl;
  };
  const initialize: Hook =
    typeof source === 'string'
      ? async () => ({ supergraphSdl: source })
      : typeof source === 'function'
        ? source
        : (options) => source.initialize(options);

  return {
    async initialize(options) {
      const first = await initialize({
        ...options,
        update: (sdl) => options.update(prepare(sdl)),
        healthCheck: (sdl) => options.healthCheck(prepareSupergraph(sdl).sdl),
      });
      return { ...first, supergraphSdl: prepare(first.supergraphSdl) };
    },
  };
}
