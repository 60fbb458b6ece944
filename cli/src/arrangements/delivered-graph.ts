import { join } from 'node:path';
import { mutationMillis, SupergraphFeed } from '@millgate/gateway';
import { type Guards, type SubgraphClient } from '@millgate/gateway/engine';
import { type Config, type KeyStore, type Logger, systemClock } from '@millgate/kit';
import { supergraphSdl } from '@millgate/schema';

/** The graph as a registry delivers it, with the last one that was served on disk. */
export const openFeed = (config: Config, url: string, keys: KeyStore, log: Logger): Promise<SupergraphFeed> =>
  SupergraphFeed.open({
    url,
    keys,
    clock: systemClock,
    log,
    file: join(config.home, 'gateway', 'last-graph.json'),
    committed: supergraphSdl(),
  });

/** A partner’s subgraph: wherever the registry says, guarded, and within the networks that the operator allows. */
export const partnerClient = (config: Config, guards: Guards, name: string, url: string): SubgraphClient =>
  guards.partner(name, {
    url,
    timeoutMs: mutationMillis,
    addresses: { allow: config.partnerNetworks, allowHttp: config.partnerNetworks.length > 0 },
  });
