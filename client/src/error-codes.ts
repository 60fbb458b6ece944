// Generated from the codes of the graph by `npm run emit`; never edited.

/** What `extensions.code` can say; and `UNREACHABLE`, which this package says where no answer of the graph came. */
export type ErrorCode =
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The document has no operation of the given name, several and no name was given, or one of a kind that the graph does not have. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The HTTP request is not one that carries GraphQL: no query, a batch, or a content type that a form could send. */
  | 'BAD_REQUEST'
  /** The body of the request has more than `limit` bytes. */
  | 'BODY_TOO_LARGE'
  /** The body is not JSON in UTF-8, or it is compressed. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** There is nothing at this address. */
  | 'NOT_FOUND'
  /** The hash is not known here (any more); send it again with the text of the query. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Queries are not remembered by hash here. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** Here, callers who are not signed in may only ask what was published beforehand for their app. */
  | 'DOCUMENT_NOT_REGISTERED'
  /** A value is malformed or out of range; `path` says which and `rule` why. Nothing was changed. */
  | 'BAD_USER_INPUT'
  /** There is no token, or it is not valid (any more): sign in. */
  | 'UNAUTHENTICATED'
  /** Who asks cannot be proved at the moment; tokens and keys are not believed unchecked. Ask again soon. */
  | 'IDENTITY_UNAVAILABLE'
  /** The caller may not see or do this. */
  | 'FORBIDDEN'
  /** The idempotency key was used with another input; nothing was changed. Use a new key for a new request. */
  | 'IDEMPOTENCY_CONFLICT'
  /** Two fields of a mutation’s answer need one other field with different arguments; ask for them apart. */
  | 'CONFLICTING_REQUIRES'
  /** Planning this operation would cost too much: `found` is what it has, `limit` what is allowed. Ask in parts. */
  | 'QUERY_TOO_COMPLEX'
  /** Fields stand too deep within each other: `found` levels, `limit` are allowed. Ask in parts. */
  | 'DEPTH_LIMIT'
  /** The operation and its fragments have `found` aliases, `limit` are allowed. Ask in parts. */
  | 'ALIAS_LIMIT'
  /** Answering could cost `cost`; `limit` are allowed to this caller in one operation. Ask for shorter pages, or in parts. */
  | 'COST_LIMIT'
  /** The operation holds `found` mutations of the kind that moves money or takes a code; one is allowed. Send them one by one. */
  | 'ONE_AT_A_TIME'
  /** The account, or without one the address, has asked for as much as it may in this minute; `retryAfter` says in how many seconds to ask again, as the header Retry-After does. */
  | 'RATE_LIMITED'
  /** A subgraph cannot be reached; its part of the answer is null, the rest is there. */
  | 'SUBGRAPH_UNAVAILABLE'
  /** A subgraph did not answer in time; its part of the answer is null, the rest is there. */
  | 'SUBGRAPH_TIMEOUT'
  /** What a subgraph, or something in front of it, answered is not GraphQL. */
  | 'SUBGRAPH_MALFORMED_RESPONSE'
  /** A subgraph’s answer is larger than the gateway takes; ask for less. */
  | 'SUBGRAPH_RESPONSE_TOO_LARGE'
  /** A subgraph asked to be left alone for a while; its part of the answer is null, the rest is there. */
  | 'SUBGRAPH_RATE_LIMITED'
  /** More is asked of a subgraph, or comes from it, than it is given room for; its part of the answer is null, the rest is there. */
  | 'SUBGRAPH_OVERLOADED'
  /** What answers at the address of a subgraph cannot prove to be it; its part of the answer is null, the rest is there. */
  | 'SUBGRAPH_UNTRUSTED'
  /** A partner’s part of the graph reported an error: `partner` says whose, `reason` which of its own codes. It is null, the rest is there. */
  | 'PARTNER_ERROR'
  /** Too many subscriptions are open here; ask again later. */
  | 'OVERLOADED'
  /** The caller left before the answer was there. */
  | 'REQUEST_CANCELLED'
  /** A fault of ours; `requestId`, where there is one, finds its cause in our log. */
  | 'INTERNAL_SERVER_ERROR'
  /** The graph could not be reached, or something before it answered. */
  | 'UNREACHABLE';
