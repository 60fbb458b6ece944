// Generated from the codes of the graph by `npm run emit`; never edited.

/** What each code of an error means, in both languages. */
export const errorMeanings = [
  {
    "code": "GRAPHQL_PARSE_FAILED",
    "zh": "请求文档不符合 GraphQL 语法。",
    "en": "The document is not GraphQL.",
    "retryable": false
  },
  {
    "code": "GRAPHQL_VALIDATION_FAILED",
    "zh": "请求文档与 schema 不符。",
    "en": "The document does not fit the schema.",
    "retryable": false
  },
  {
    "code": "OPERATION_RESOLUTION_FAILURE",
    "zh": "文档中没有指定名称的操作，有多个操作而未指定名称，或操作类型为图谱所没有。",
    "en": "The document has no operation of the given name, several and no name was given, or one of a kind that the graph does not have.",
    "retryable": false
  },
  {
    "code": "BAD_REQUEST",
    "zh": "HTTP 请求不是有效的 GraphQL 请求：没有 query、批量请求，或使用了表单可发送的 content-type。",
    "en": "The HTTP request is not one that carries GraphQL: no query, a batch, or a content type that a form could send.",
    "retryable": false
  },
  {
    "code": "BODY_TOO_LARGE",
    "zh": "请求体超过 `limit` 字节。",
    "en": "The body of the request has more than `limit` bytes.",
    "retryable": false
  },
  {
    "code": "UNSUPPORTED_MEDIA_TYPE",
    "zh": "请求体不是 UTF-8 编码的 JSON，或经过压缩。",
    "en": "The body is not JSON in UTF-8, or it is compressed.",
    "retryable": false
  },
  {
    "code": "NOT_FOUND",
    "zh": "该地址不存在。",
    "en": "There is nothing at this address.",
    "retryable": false
  },
  {
    "code": "PERSISTED_QUERY_NOT_FOUND",
    "zh": "此处没有（或已不再有）该哈希对应的查询；请连同查询文本重新发送。",
    "en": "The hash is not known here (any more); send it again with the text of the query.",
    "retryable": false
  },
  {
    "code": "PERSISTED_QUERY_NOT_SUPPORTED",
    "zh": "此处不支持按哈希记住查询。",
    "en": "Queries are not remembered by hash here.",
    "retryable": false
  },
  {
    "code": "DOCUMENT_NOT_REGISTERED",
    "zh": "此处未登录的调用者只能使用事先为其应用发布的查询。",
    "en": "Here, callers who are not signed in may only ask what was published beforehand for their app.",
    "retryable": false
  },
  {
    "code": "BAD_USER_INPUT",
    "zh": "某个值格式不对或超出范围；`path` 指出位置，`rule` 指出规则。未作任何更改。",
    "en": "A value is malformed or out of range; `path` says which and `rule` why. Nothing was changed.",
    "retryable": false
  },
  {
    "code": "UNAUTHENTICATED",
    "zh": "没有令牌，或令牌无效、已过期：请登录。",
    "en": "There is no token, or it is not valid (any more): sign in.",
    "retryable": false
  },
  {
    "code": "IDENTITY_UNAVAILABLE",
    "zh": "目前无法核实调用者身份；未经核实的令牌和密钥不予采信。请稍后重试。",
    "en": "Who asks cannot be proved at the moment; tokens and keys are not believed unchecked. Ask again soon.",
    "retryable": true
  },
  {
    "code": "FORBIDDEN",
    "zh": "调用者无权查看或执行。",
    "en": "The caller may not see or do this.",
    "retryable": false
  },
  {
    "code": "IDEMPOTENCY_CONFLICT",
    "zh": "该幂等键已用于另一份输入；未作任何更改。新的请求请使用新的键。",
    "en": "The idempotency key was used with another input; nothing was changed. Use a new key for a new request.",
    "retryable": false
  },
  {
    "code": "CONFLICTING_REQUIRES",
    "zh": "变更结果中的两个字段需要同一字段的不同参数；请分开查询。",
    "en": "Two fields of a mutation’s answer need one other field with different arguments; ask for them apart.",
    "retryable": false
  },
  {
    "code": "QUERY_TOO_COMPLEX",
    "zh": "规划此操作的代价过高：`found` 为实际值，`limit` 为上限。请分开查询。",
    "en": "Planning this operation would cost too much: `found` is what it has, `limit` what is allowed. Ask in parts.",
    "retryable": false
  },
  {
    "code": "DEPTH_LIMIT",
    "zh": "字段嵌套过深：共 `found` 层，上限为 `limit` 层。请分开查询。",
    "en": "Fields stand too deep within each other: `found` levels, `limit` are allowed. Ask in parts.",
    "retryable": false
  },
  {
    "code": "ALIAS_LIMIT",
    "zh": "操作及其片段共有 `found` 个别名，上限为 `limit` 个。请分开查询。",
    "en": "The operation and its fragments have `found` aliases, `limit` are allowed. Ask in parts.",
    "retryable": false
  },
  {
    "code": "COST_LIMIT",
    "zh": "应答的代价可能为 `cost`，该调用者单次操作的上限为 `limit`。请缩短分页或分开查询。",
    "en": "Answering could cost `cost`; `limit` are allowed to this caller in one operation. Ask for shorter pages, or in parts.",
    "retryable": false
  },
  {
    "code": "ONE_AT_A_TIME",
    "zh": "操作中包含 `found` 个涉及资金或兑换码的变更，仅允许 1 个。请逐个发送。",
    "en": "The operation holds `found` mutations of the kind that moves money or takes a code; one is allowed. Send them one by one.",
    "retryable": false
  },
  {
    "code": "RATE_LIMITED",
    "zh": "该账户（未登录时为该地址）在这一分钟内的请求已达上限；`retryAfter` 与 Retry-After 头给出多少秒后可重试。",
    "en": "The account, or without one the address, has asked for as much as it may in this minute; `retryAfter` says in how many seconds to ask again, as the header Retry-After does.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_UNAVAILABLE",
    "zh": "某个子图无法访问；属于它的部分为 null，其余部分正常返回。",
    "en": "A subgraph cannot be reached; its part of the answer is null, the rest is there.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_TIMEOUT",
    "zh": "某个子图未及时应答；属于它的部分为 null，其余部分正常返回。",
    "en": "A subgraph did not answer in time; its part of the answer is null, the rest is there.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_MALFORMED_RESPONSE",
    "zh": "某个子图（或其前端设备）的应答不是 GraphQL。",
    "en": "What a subgraph, or something in front of it, answered is not GraphQL.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_RESPONSE_TOO_LARGE",
    "zh": "某个子图的应答超过网关上限；请减少查询内容。",
    "en": "A subgraph’s answer is larger than the gateway takes; ask for less.",
    "retryable": false
  },
  {
    "code": "SUBGRAPH_RATE_LIMITED",
    "zh": "某个子图要求暂停请求；属于它的部分为 null，其余部分正常返回。",
    "en": "A subgraph asked to be left alone for a while; its part of the answer is null, the rest is there.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_OVERLOADED",
    "zh": "对某个子图的请求或其应答超出为其预留的容量；属于它的部分为 null，其余部分正常返回。",
    "en": "More is asked of a subgraph, or comes from it, than it is given room for; its part of the answer is null, the rest is there.",
    "retryable": true
  },
  {
    "code": "SUBGRAPH_UNTRUSTED",
    "zh": "某个子图地址上的应答者无法证明其身份；属于它的部分为 null，其余部分正常返回。",
    "en": "What answers at the address of a subgraph cannot prove to be it; its part of the answer is null, the rest is there.",
    "retryable": false
  },
  {
    "code": "PARTNER_ERROR",
    "zh": "某合作方的子图报告了错误：`partner` 指出是哪一方，`reason` 为其自有代码。该部分为 null，其余部分正常返回。",
    "en": "A partner’s part of the graph reported an error: `partner` says whose, `reason` which of its own codes. It is null, the rest is there.",
    "retryable": false
  },
  {
    "code": "OVERLOADED",
    "zh": "此处打开的订阅过多；请稍后重试。",
    "en": "Too many subscriptions are open here; ask again later.",
    "retryable": true
  },
  {
    "code": "REQUEST_CANCELLED",
    "zh": "调用者在得到应答之前已断开。",
    "en": "The caller left before the answer was there.",
    "retryable": true
  },
  {
    "code": "INTERNAL_SERVER_ERROR",
    "zh": "系统故障；若带有 `requestId`，可据此在日志中查到原因。",
    "en": "A fault of ours; `requestId`, where there is one, finds its cause in our log.",
    "retryable": false
  }
] as const;
