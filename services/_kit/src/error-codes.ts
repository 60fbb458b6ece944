/** What a code of `extensions.code` tells a client. */
export interface ErrorMeaning {
  readonly en: string;
  readonly zh: string;
  /**
   * Whether the same request can succeed later. A mutation is repeated with the same idempotency key: it may have taken
   * effect although its answer was lost.
   */
  readonly retryable: boolean;
  /** Only from `millgate gateway --supergraph FILE`; in front of our own subgraphs it is masked as a fault. */
  readonly bareGatewayOnly?: true;
}

const meaning = (en: string, zh: string): ErrorMeaning => ({ en, zh, retryable: false });
const retryable = (en: string, zh: string): ErrorMeaning => ({ en, zh, retryable: true });
const bare = (means: ErrorMeaning): ErrorMeaning => ({ ...means, bareGatewayOnly: true });

/**
 * Every code a client can see in `extensions.code`. The gateway masks an error with any other, so that a code that is
 * not explained here cannot leave. Refusals of the domain are no errors: they are `userErrors` with codes of their own.
 */
export const errorCodes = {
  GRAPHQL_PARSE_FAILED: meaning('The document is not GraphQL.', '请求文档不符合 GraphQL 语法。'),
  GRAPHQL_VALIDATION_FAILED: meaning('The document does not fit the schema.', '请求文档与 schema 不符。'),
  OPERATION_RESOLUTION_FAILURE: meaning(
    'The document has no operation of the given name, several and no name was given, or one of a kind that the graph does not have.',
    '文档中没有指定名称的操作，有多个操作而未指定名称，或操作类型为图谱所没有。',
  ),
  BAD_REQUEST: meaning(
    'The HTTP request is not one that carries GraphQL: no query, a batch, or a content type that a form could send.',
    'HTTP 请求不是有效的 GraphQL 请求：没有 query、批量请求，或使用了表单可发送的 content-type。',
  ),
  BODY_TOO_LARGE: meaning('The body of the request has more than `limit` bytes.', '请求体超过 `limit` 字节。'),
  UNSUPPORTED_MEDIA_TYPE: meaning(
    'The body is not JSON in UTF-8, or it is compressed.',
    '请求体不是 UTF-8 编码的 JSON，或经过压缩。',
  ),
  NOT_FOUND: meaning('There is nothing at this address.', '该地址不存在。'),
  PERSISTED_QUERY_NOT_FOUND: meaning(
    'The hash is not known here (any more); send it again with the text of the query.',
    '此处没有（或已不再有）该哈希对应的查询；请连同查询文本重新发送。',
  ),
  PERSISTED_QUERY_NOT_SUPPORTED: meaning('Queries are not remembered by hash here.', '此处不支持按哈希记住查询。'),
  DOCUMENT_NOT_REGISTERED: meaning(
    'Here, callers who are not signed in may only ask what was published beforehand for their app.',
    '此处未登录的调用者只能使用事先为其应用发布的查询。',
  ),
  BAD_USER_INPUT: meaning(
    'A value is malformed or out of range; `path` says which and `rule` why. Nothing was changed.',
    '某个值格式不对或超出范围；`path` 指出位置，`rule` 指出规则。未作任何更改。',
  ),
  UNAUTHENTICATED: meaning(
    'There is no token, or it is not valid (any more): sign in.',
    '没有令牌，或令牌无效、已过期：请登录。',
  ),
  IDENTITY_UNAVAILABLE: retryable(
    'Who asks cannot be proved at the moment; tokens and keys are not believed unchecked. Ask again soon.',
    '目前无法核实调用者身份；未经核实的令牌和密钥不予采信。请稍后重试。',
  ),
  FORBIDDEN: meaning('The caller may not see or do this.', '调用者无权查看或执行。'),
  IDEMPOTENCY_CONFLICT: meaning(
    'The idempotency key was used with another input; nothing was changed. Use a new key for a new request.',
    '该幂等键已用于另一份输入；未作任何更改。新的请求请使用新的键。',
  ),
  CONFLICTING_REQUIRES: meaning(
    'Two fields of a mutation’s answer need one other field with different arguments; ask for them apart.',
    '变更结果中的两个字段需要同一字段的不同参数；请分开查询。',
  ),
  QUERY_TOO_COMPLEX: meaning(
    'Planning this operation would cost too much: `found` is what it has, `limit` what is allowed. Ask in parts.',
    '规划此操作的代价过高：`found` 为实际值，`limit` 为上限。请分开查询。',
  ),
  DEPTH_LIMIT: meaning(
    'Fields stand too deep within each other: `found` levels, `limit` are allowed. Ask in parts.',
    '字段嵌套过深：共 `found` 层，上限为 `limit` 层。请分开查询。',
  ),
  ALIAS_LIMIT: meaning(
    'The operation and its fragments have `found` aliases, `limit` are allowed. Ask in parts.',
    '操作及其片段共有 `found` 个别名，上限为 `limit` 个。请分开查询。',
  ),
  COST_LIMIT: meaning(
    'Answering could cost `cost`; `limit` are allowed to this caller in one operation. Ask for shorter pages, or in parts.',
    '应答的代价可能为 `cost`，该调用者单次操作的上限为 `limit`。请缩短分页或分开查询。',
  ),
  ONE_AT_A_TIME: meaning(
    'The operation holds `found` mutations of the kind that moves money or takes a code; one is allowed. Send them one by one.',
    '操作中包含 `found` 个涉及资金或兑换码的变更，仅允许 1 个。请逐个发送。',
  ),
  RATE_LIMITED: retryable(
    'The account, or without one the address, has asked for as much as it may in this minute; `retryAfter` says in how many seconds to ask again, as the header Retry-After does.',
    '该账户（未登录时为该地址）在这一分钟内的请求已达上限；`retryAfter` 与 Retry-After 头给出多少秒后可重试。',
  ),
  SUBGRAPH_UNAVAILABLE: retryable(
    'A subgraph cannot be reached; its part of the answer is null, the rest is there.',
    '某个子图无法访问；属于它的部分为 null，其余部分正常返回。',
  ),
  SUBGRAPH_TIMEOUT: retryable(
    'A subgraph did not answer in time; its part of the answer is null, the rest is there.',
    '某个子图未及时应答；属于它的部分为 null，其余部分正常返回。',
  ),
  SUBGRAPH_MALFORMED_RESPONSE: retryable(
    'What a subgraph, or something in front of it, answered is not GraphQL.',
    '某个子图（或其前端设备）的应答不是 GraphQL。',
  ),
  SUBGRAPH_RESPONSE_TOO_LARGE: meaning(
    'A subgraph’s answer is larger than the gateway takes; ask for less.',
    '某个子图的应答超过网关上限；请减少查询内容。',
  ),
  SUBGRAPH_RATE_LIMITED: retryable(
    'A subgraph asked to be left alone for a while; its part of the answer is null, the rest is there.',
    '某个子图要求暂停请求；属于它的部分为 null，其余部分正常返回。',
  ),
  SUBGRAPH_OVERLOADED: retryable(
    'More is asked of a subgraph, or comes from it, than it is given room for; its part of the answer is null, the rest is there.',
    '对某个子图的请求或其应答超出为其预留的容量；属于它的部分为 null，其余部分正常返回。',
  ),
  SUBGRAPH_UNTRUSTED: meaning(
    'What answers at the address of a subgraph cannot prove to be it; its part of the answer is null, the rest is there.',
    '某个子图地址上的应答者无法证明其身份；属于它的部分为 null，其余部分正常返回。',
  ),
  PARTNER_ERROR: meaning(
    'A partner’s part of the graph reported an error: `partner` says whose, `reason` which of its own codes. It is null, the rest is there.',
    '某合作方的子图报告了错误：`partner` 指出是哪一方，`reason` 为其自有代码。该部分为 null，其余部分正常返回。',
  ),
  OVERLOADED: retryable('Too many subscriptions are open here; ask again later.', '此处打开的订阅过多；请稍后重试。'),
  REQUEST_CANCELLED: retryable('The caller left before the answer was there.', '调用者在得到应答之前已断开。'),
  INTERNAL_SERVER_ERROR: meaning(
    'A fault of ours; `requestId`, where there is one, finds its cause in our log.',
    '系统故障；若带有 `requestId`，可据此在日志中查到原因。',
  ),
  DOWNSTREAM_SERVICE_ERROR: bare(
    meaning('A subgraph reported an error without a code.', '某个子图报告了没有代码的错误。'),
  ),
  INVALID_SUBGRAPH_VALUE: bare(
    meaning('A subgraph answered a value that the schema does not allow.', '某个子图返回了 schema 不允许的值。'),
  ),
  NO_QUERY_PLAN: bare(meaning('No subgraph can answer this operation.', '没有子图能够回答此操作。')),
} as const satisfies Readonly<Record<string, ErrorMeaning>>;

export type ErrorCode = keyof typeof errorCodes;

/** Codes that pass to clients of our own graph as they are; all else reads as INTERNAL_SERVER_ERROR. */
export const shownCodes: ReadonlySet<string> = new Set(
  Object.entries<ErrorMeaning>(errorCodes)
    .filter(([code, { bareGatewayOnly }]) => code !== 'INTERNAL_SERVER_ERROR' && !bareGatewayOnly)
    .map(([code]) => code),
);
