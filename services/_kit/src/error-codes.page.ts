import { errorCodes, type ErrorMeaning } from './error-codes.ts';

const preface = `An error stands in \`errors\` of the answer, with its code in \`extensions.code\`. A refusal of the domain (sold out, a bed taken) is no error: it is a \`userError\` in the payload, with a code of the mutation's own, which the schema describes.

错误位于应答的 \`errors\` 中，代码在 \`extensions.code\`。业务上的拒绝（售罄、床位已被占用）不是错误：它是 payload 中的 \`userError\`，代码由各变更自己的枚举定义，说明见 schema。

Retryable: the same request can succeed later. A mutation is repeated with the same idempotency key, since it may have taken effect although its answer was lost. · 可重试：同样的请求稍后可能成功。变更须使用同一幂等键重试，因为它可能已经生效而只是应答丢失。

Every error also carries \`retryable\` as in this table, and \`requestId\`, which is the answer's header \`x-request-id\` too: our log knows the request by it. · 每个错误还带有下表中的 \`retryable\`，以及 \`requestId\`（与应答头 \`x-request-id\` 相同），可据此在日志中查到该请求。

What is refused before GraphQL (a body that is too large, an address that does not exist) has the same form, with the status of HTTP. · 在进入 GraphQL 之前被拒绝的请求（请求体过大、地址不存在等）格式相同，并使用相应的 HTTP 状态码。`;

/** The text of docs/errors.md. */
export function errorCodesPage(): string {
  const line = ([code, { en, zh, retryable }]: [string, ErrorMeaning]) =>
    `| \`${code}\` | ${en} | ${zh} | ${retryable ? 'yes · 是' : 'no · 否'} |`;
  const entries = Object.entries<ErrorMeaning>(errorCodes);
  const table = (bareOnly: boolean) =>
    [
      '| code | what it means | 含义 | retryable · 可重试 |',
      '| --- | --- | --- | --- |',
      ...entries.filter(([, { bareGatewayOnly = false }]) => bareGatewayOnly === bareOnly).map(line),
    ].join('\n');
  return `<!-- Generated from services/_kit/src/error-codes.ts by \`npm run emit\`; never edited. -->

# Error codes · 错误代码

${preface}

## Of the graph · 图谱返回的代码

${table(false)}

## Of a bare gateway · 独立网关返回的代码

\`millgate gateway --supergraph FILE\` masks nothing: besides the codes above and whatever its subgraphs say, its clients see these. · \`millgate gateway --supergraph FILE\` 不作掩蔽：除上述代码和各子图自身的代码外，客户端还会看到以下代码。

${table(true)}
`;
}
