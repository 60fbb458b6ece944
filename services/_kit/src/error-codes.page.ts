import { errorCodes, type ErrorMeaning } from './error-codes.ts';

const preface = `An error stands in \`errors\` of the answer, with its code in \`extensions.code\`. A refusal of the domain (sold out, a bed taken) is no error: it is a \`userError\` in the payload, with a code of the mutation's own, which the schema describes.

错误位于应答的 \`errors\` 中，代码在 \`extensions.code\`。业务上的拒绝（售罄、床位已被占用）不是错误：它是 payload 中的 \`userError\`，代码由各变更自己的枚举定义，说明见 schema。

Retryable: the same request can succeed later. A mutation is repeated with the same idempotency key, since it may have taken effect although its answer was lost. · 可重试：同样的请求稍后可能成功。变更须使用同一幂等键重试，因为它可能已经生效而只是应答丢失。

A body that is not JSON (400), one that is too large (413) and an address that does not exist (404) are answered before GraphQL, without \`errors\`. · 请求体不是 JSON（400）、过大（413）或地址不存在（404）时，在进入 GraphQL 之前即应答，不含 \`errors\`。`;

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
