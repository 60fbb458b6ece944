import type { ApolloGateway } from '@apollo/gateway';
import { type PreparedSupergraph, prepareSupergraph } from './prepare.ts';

type GatewayConfig = NonNullable<ConstructorParameters<typeof ApolloGateway>[0]>;
/** Text, or anything that `ApolloGateway` takes as `supergraphSdl`: a manager or a function. */
export type SupergraphSource = Extract<GatewayConfig, { supergraphSdl: unknown }>['supergraphSdl'];
type Manager = Extract<SupergraphSource, { initialize: unknown }>;
type Hook = Manager['initialize'];

export interface Preparing {
  /** Called with each version right before it takes over. */
  readonly onPrepared: (supergraph: PreparedSupergraph) => void;
  /** What has to be ready before a version may take over; undefined: nothing. */
  readonly warm: (supergraphSdl: string) => Promise<unknown> | undefined;
  /** Called with the text that came once its version has taken over. */
  readonly onTaken: (sdl: string) => void;
  /** A version that was warmed and then turned out to be none. */
  readonly onRefused: (reason: unknown) => void;
}

/**
 * Stands between a supergraph's source and `ApolloGateway`, so that every version it sees has been prepared. While a
 * version is warmed the last one answers; of two that come at once the later one is taken.
 */
export function preparing(source: SupergraphSource, { onPrepared, warm, onTaken, onRefused }: Preparing): Manager {
  let latest = 0;
  const updating = (update: (sdl: string) => void) => (sdl: string) => {
    const prepared = prepareSupergraph(sdl);
    const version = ++latest;
    const take = () => {
      if (version !== latest) return;
      onPrepared(prepared);
      update(prepared.sdl);
      onTaken(sdl);
    };
    const warming = warm(prepared.sdl);
    if (warming) warming.then(take).catch(onRefused);
    else take();
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
        update: updating((sdl) => options.update(sdl)),
        healthCheck: (sdl) => options.healthCheck(prepareSupergraph(sdl).sdl),
      });
      const prepared = prepareSupergraph(first.supergraphSdl);
      onPrepared(prepared);
      return { ...first, supergraphSdl: prepared.sdl };
    },
  };
}
