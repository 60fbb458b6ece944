// `npm run emit` writes, and `npm run check` (--check) compares, what front ends are built on: of each set of documents
// a module with the texts that are sent and the types of what they take and answer, and the codes of errors.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generate } from '@graphql-codegen/cli';
import { errorCodes } from '@millgate/kit';

/** Documents, and the module that is made of them. Written against what callers who are signed in are shown. */
const modules = [{ documents: 'client/journeys/*.graphql', module: 'client/src/journeys.ts' }];

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

function put(path: string, content: string): void {
  if (!check) writeFileSync(path, content);
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== content) {
    console.error(`${path} is stale: run \`npm run emit\`.`);
    process.exitCode = 1;
  }
}
