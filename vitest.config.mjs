import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const anywhere = '{cli,client,dashboard,gateway,registry,schema,services,test}/**';
const never = '**/node_modules/**';

/** What takes long has a script of its own, which CI runs too; what measures wall time has scripts that run alone. */
const project = (name, include, options = {}) => ({
  extends: true,
  test: { name, include: [include], exclude: [never], ...options },
});

export default defineConfig({
  // A library with two builds is loaded as Node loads it, or there would be two of it.
  resolve: { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] },
  test: {
    globalSetup: ['test/support/global-setup.mjs'],
    // Two processes that load each module once: a suite pays for its tests, not for the libraries again.
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // Everything but the suites themselves is loaded as the program loads it, by the same hooks.
    execArgv: ['--import', new URL('scripts/typescript.mjs', import.meta.url).href],
    server: { deps: { external: [/^(?!.*\.test\.ts$)/] } },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      project('fast', `${anywhere}/*.test.ts`, {
        exclude: [never, '**/*.{long,slow,browser}.test.ts', 'test/journeys/**'],
      }),
      project('journeys', 'test/journeys/**/*.test.ts', { exclude: [never, '**/*.{long,slow}.test.ts'] }),
      project('long', `${anywhere}/*.long.test.ts`),
      project('slow', `${anywhere}/*.slow.test.ts`, { fileParallelism: false }),
      project('browser', 'test/browser/**/*.browser.test.ts', {
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
