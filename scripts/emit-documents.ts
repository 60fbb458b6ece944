// `npm run emit` writes, and `npm run check` (--check) compares, what front ends are built on: of each set of documents
// a module with the texts that are sent and the types of what they take and answer, and the codes of errors.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { buildSchema, isObjectType } from 'graphql';
import { errorCodes } from '@millgate/kit';
import { textsOf } from '../dashboard/src/portal/reference/described.ts';
import { type Catalogue, chineseOf } from '../dashboard/src/portal/reference/patterns.zh.ts';

/** Documents, and the module that is made of them. Written against what callers who are signed in are shown. */
const modules = [
  { documents: 'client/journeys/*.graphql', module: 'client/src/journeys.ts' },
  { documents: 'dashboard/src/dashboard/*.graphql', module: 'dashboard/src/dashboard/documents.ts' },
];

const check = process.argv.includes('--check');
const header = `// Generated from \`schema/contracts/internal.graphql\` and documents by \`npm run emit\`; never edited.\n`;

for (const { documents, module } of modules) {
  const files = (await generate(
    {
      schema: 'schema/contracts/internal.graphql',
      documents,
      silent: true,
      generates: {
        '.generated/': {
          preset: 'client',
          presetConfig: { fragmentMasking: false },
          config: {
            documentMode: 'string',
            enumsAsTypes: true,
            useTypeImports: true,
            onlyOperationTypes: true,
            scalars: { ID: 'string', Date: 'string', DateTime: 'string', Long: 'number', ResidentId: 'string' },
          },
        },
      },
    },
    false,
  )) as { filename: string; content: string }[];
  const text = files.find(({ filename }) => filename.endsWith('/graphql.ts'))?.content;
  if (text === undefined) throw new Error(`nothing was made of ${documents}`);
  // What a front end does not send, its bundler may then leave out.
  const content =
    header + text.replaceAll(' = new TypedDocumentString(', ' = /* @__PURE__ */ new TypedDocumentString(');
  put(module, content);
}

const codes = Object.entries(errorCodes).filter(([, meaning]) => !('bareGatewayOnly' in meaning));
put(
  'client/src/error-codes.ts',
  `// Generated from the codes of the graph by \`npm run emit\`; never edited.

/** What \`extensions.code\` can say; and \`UNREACHABLE\`, which this package says where no answer of the graph came. */
export type ErrorCode =
${codes.map(([code, { en }]) => `  /** ${en} */\n  | '${code}'\n`).join('')}  /** The graph could not be reached, or something before it answered. */
  | 'UNREACHABLE';
`,
);

put(
  'dashboard/src/portal/error-meanings.ts',
  `// Generated from the codes of the graph by \`npm run emit\`; never edited.

/** What each code of an error means, in both languages. */
export const errorMeanings = ${JSON.stringify(
    codes.map(([code, { zh, en, retryable }]) => ({ code, zh, en, retryable })),
    null,
    2,
  )} as const;
`,
);

// What each figure of the dashboard means is said once, by the schema.
const schema = buildSchema(readFileSync('schema/contracts/internal.graphql', 'utf8'));
const figureTypes = Object.keys(schema.getTypeMap())
  .filter((name) => /Figures(Point)?$/.test(name) || ['GridCompleteness', 'FacilityReach'].includes(name))
  .toSorted();
const definitions = figureTypes.flatMap((name) => {
  const type = schema.getType(name);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return fields.map((field) => [`${name}.${field.name}`, field.description ?? ''] as const);
});
put(
  'dashboard/src/dashboard/definitions.ts',
  `// Generated from the descriptions of \`schema/contracts/internal.graphql\` by \`npm run emit\`; never edited.

/** What figures mean, by the coordinate of their field. */
export const definitions = ${JSON.stringify(Object.fromEntries(definitions), null, 2)} as const;
`,
);

// Descriptions of the public contract that wait for their Chinese, with a place where each stands.
const catalogue = JSON.parse(readFileSync('dashboard/src/portal/reference/descriptions.zh.json', 'utf8')) as Catalogue;
const waiting = [...textsOf(buildSchema(readFileSync('schema/contracts/public.graphql', 'utf8')))].filter(
  ([english]) => chineseOf(catalogue, english) === undefined,
);
put(
  'dashboard/src/portal/reference/descriptions.missing.json',
  `${JSON.stringify(Object.fromEntries(waiting), null, 2)}\n`,
);

function put(path: string, content: string): void {
  if (!check) writeFileSync(path, content);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is stale: run \`npm run emit\`.`);
    process.exitCode = 1;
  }
}
