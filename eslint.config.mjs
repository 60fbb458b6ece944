import tseslint from 'typescript-eslint';

/** A ban on imports, with the reason a reader needs to mend it. */
const forbid = (message, ...group) => ({ 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] });

const subgraphs = '@millgate/{community,housing,training,canteens,subsidies,advisors,desk}';

/** What no file of ours writes, with the reason a reader needs to mend it. */
const banned = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that a name means one thing everywhere.' },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time is injected: take `now` from the context.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time is injected: take `now` from the context.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'Time is injected: take `now` from the context.',
  },
];

/** Names come from clients, documents and subgraphs: an object that is filled under them has a prototype to hit. */
const filledRecords = [
  "VariableDeclarator[init.type='ObjectExpression'][init.properties.length=0] TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword",
  "PropertyDefinition[value.type='ObjectExpression'][value.properties.length=0] TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSStringKeyword",
].map((selector) => ({ selector, message: 'Keep what is known by name in a Map: `__proto__` is a name, too.' }));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/*.mjs',
      '.turbo/',
      '.millgate/',
      'test/bench/peers/',
      'dashboard/dist/',
      'dashboard/build/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/require-await': 'off',
      // Resolver and entity methods take `this` from the executor.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', ...banned],
      'max-lines': ['error', { max: 400, skipBlankLines: true }],
      eqeqeq: 'error',
    },
  },
  // An expected value may hold matchers, and those are typed as anything.
  { files: ['**/*.test.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['services/_kit/**/*.ts'], rules: forbid('The kit depends on nothing of ours.', '@millgate/*') },
  {
    files: ['services/*/src/**/*.ts', 'services/*/seeds/**/*.ts', 'services/*/migrations/**/*.ts'],
    ignores: ['services/_kit/**'],
    rules: forbid('Subgraphs meet only in the supergraph.', subgraphs, '@millgate/gateway', '@millgate/schema'),
  },
  {
    files: ['services/*/src/**/*.rules.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['type-graphql', 'graphql', '@mikro-orm/*', 'node:*', 'pg'],
              allowTypeImports: true,
              message: 'A rule is pure: no schema, no database, no environment.',
            },
          ],
        },
      ],
    },
  },
  { files: ['client/**/*.ts'], rules: forbid('A front end knows the graph by its address alone.', '@millgate/*') },
  {
    files: ['gateway/engine/**/*.ts'],
    rules: forbid(
      'The engine knows nothing of industrial communities.',
      subgraphs,
      '@millgate/kit',
      '@millgate/schema',
    ),
  },
  {
    files: [
      '**/*.test.ts',
      'test/**/*.ts',
      'cli/**/*.ts',
      'client/**/*.ts',
      'services/_kit/src/clock.ts',
      'gateway/**/*.ts',
      'dashboard/src/**/*.ts',
      'dashboard/src/**/*.tsx',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['gateway/src/**/*.ts', 'gateway/engine/src/**/*.ts', 'schema/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...filledRecords] },
  },
);
