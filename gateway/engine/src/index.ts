export { httpClient, type HttpClientOptions } from './client/http.ts';
export type { AddressPolicy } from './client/address.ts';
export type { BreakerState } from './client/guard/breaker.ts';
export { guarded, type GuardedClient, type GuardOptions, type GuardState } from './client/guard/guard.ts';
export { type GuardedHttpOptions, Guards, ownLimits, partnerLimits } from './client/guard/guards.ts';
export { partner, partnerErrorCode, type PartnerOptions } from './client/partner.ts';
export { inProcessClient, type InProcessOptions } from './client/in-process.ts';
export {
  type SubgraphAnswer,
  type SubgraphClient,
  SubgraphError,
  type SubgraphFailure,
  type SubgraphRequest,
} from './client/types.ts';
export type { PresentError } from './defer/plugin.ts';
export type { AccessGrant } from './access/grant.ts';
export { createEngine, type Engine, type EngineOptions, type HeadersFor } from './engine.ts';
export { serveEngine, type ServedEngine, type ServeOptions } from './serve/serve.ts';
export { statusForRequestErrors } from './serve/status-plugin.ts';
export type { AccessRule, AccessRules } from './supergraph/access.ts';
export { type Showing, View } from './view/view.ts';
export { isSupergraph } from './supergraph/is-supergraph.ts';
export type { SupergraphSource } from './supergraph/manager.ts';
export { stringifyResult, WrittenData } from './write/written.ts';
export { asksForEvents, serveEvents, type SseChecked, type SseOptions, type SseRequest } from './subscribe/serve.ts';
export { serveAdmin } from './observe/admin.ts';
export { Metrics } from './observe/metrics.ts';
export type { FetchedEvent, FetchStart, Observer, PreparedEvent } from './observe/observer.ts';
export { all, traced } from './observe/tracing.ts';
