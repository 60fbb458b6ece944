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
  /** What has to be planned before a version may take over; undefined: nothing. */
  readonly warm: (supergraphSdl: string) => Promise<unknown> | undefined;
  /** Builds what a version consists of, so that it takes over in a moment. */
  readonly build: (supergraphSdl: string) => Promise<void>;
  /** Called with the text that came once its version has taken over. */
  readonly onTaken: (sdl: string) => void;
  /** A version that turned out to be none while it was built. */
  readonly onRefused: (reason: unknown) => void;
}

/**
 * Stands between a supergraph's source and `ApolloGateway`, so that every version it sees has been prepared. While a
 * version is warmed the last one answers; of two that come at once the later one is taken.
 */
export function preparing(source: SupergraphSource, preparing: Preparing): Manager {
  const { onPrepared, warm, build, onTaken, onRefused } = preparing;
  let latest = 0;
  const updating = (update: (sdl: string) => void) => (sdl: string) => {
    const prepared = prepareSupergraph(sdl);
    const version = ++latest;
    const isLatest = () => version === latest;
    const take = async () => {
      await warm(prepared.sdl);
      if (isLatest()) await build(prepared.sdl);
      if (!isLatest()) return;
      onPrepared(prepared);
      update(prepared.sdl);
      onTaken(sdl);
    };
    take().catch((reason: unknown) => {
      if (isLatest()) onRefused(reason);
    });
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
      // What is given as text stands for the whole life of the gateway, which answers nobody before it has it.
      if (typeof source !== 'string') await build(prepared.sdl);
      onPrepared(prepared);
      const cleanup = async () => {
        // What is under way would find a gateway that has ended.
        latest += 1;
        await first.cleanup?.();
      };
      return { supergraphSdl: prepared.sdl, cleanup };
    },
  };
}
