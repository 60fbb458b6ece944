import { readFileSync } from 'node:fs';

const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{cli,client,dashboard,gateway,registry,schema,services,test}/**/*.test.ts'],
  // What takes long has a script of its own, which CI runs too; what measures wall time has scripts that run alone.
  testPathIgnorePatterns: ['/node_modules/', '\\.(long|slow|browser)\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  maxWorkers: 2,
  testTimeout: 30_000,
};
