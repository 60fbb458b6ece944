import type { Canary, Probe, ServedHash } from '@millgate/registry';
import { anonymous, type Config, identityHeader, type KeyStore, signIdentity, systemClock } from '@millgate/kit';

/** Asks partners’ servers as the gateway will, from the same networks and with its identity. */
export function partnerProbe(config: Config, keys: KeyStore): { probe: Probe; servedHash: ServedHash; canary: Canary } {
  const addresses = { allow: config.partnerNetworks, allowHttp: config.partnerNetworks.length > 0 };
  const proofFor = (subgraph: string) => async (body: string) => ({
    [identityHeader]: await signIdentity(
      keys,
      systemClock,
      subgraph,
      { caller: anonymous, requestId: 'registry' },
      body,
    ),
  });
  return {
    probe: async (url, sdl, subgraph) => {
      const { probeSubgraph } = await import('@millgate/gateway/probe');
      const { checks } = await probeSubgraph({ url, sdl, addresses, budgetMs: 1_000, proof: proofFor(subgraph) });
      return checks.flatMap(({ title, verdict, code, came, mend }) =>
        verdict === 'FAILED' ? [`${title}: ${code}. Came: ${came ?? ''}. ${mend ?? ''}`] : [],
      );
    },
    servedHash: async (url, sdl, subgraph) => {
      const { sdlHash, servedSdlHash } = await import('@millgate/gateway/probe');
      return { served: await servedSdlHash({ url, addresses, proof: proofFor(subgraph) }), published: sdlHash(sdl) };
    },
    canary: async (url, subgraph) => {
      const { canaryQueries } = await import('@millgate/gateway/probe');
      return canaryQueries({ url, addresses, proof: proofFor(subgraph) });
    },
  };
}
