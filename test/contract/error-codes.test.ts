import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { describe, expect, test } from 'vitest';
import { errorCodes, errorCodesPage, shownCodes } from '@millgate/kit';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');

describe('the registry of error codes', () => {
  test('explains every code that the gateway and its engine put into an answer', () => {
    const sources = globSync('gateway/{src,engine/src}/**/*.ts', {
      cwd: root,
      exclude: ['gateway/engine/src/probe/**'],
    })
      .map(read)
      .join('\n');

    const used = [...sources.matchAll(/\b(?:code:|SubgraphError\(|refused\()\s*'([A-Z_]+)'/g)].map(([, code]) => code);

    expect(used).toEqual(expect.arrayContaining(['UNAUTHENTICATED', 'SUBGRAPH_TIMEOUT', 'CONFLICTING_REQUIRES']));
    expect(used.filter((code) => !(String(code) in errorCodes))).toEqual([]);
  });

  test('shows every way in which a subgraph can fail to answer', () => {
    const [, union = ''] = /type SubgraphFailure =([^;]+);/.exec(read('gateway/engine/src/client/types.ts')) ?? [];

    const codes = [...union.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code);

    expect(codes.length).toBe(8);
    expect(codes.filter((code) => !shownCodes.has(String(code)))).toEqual([]);
  });

  test('explains every code of @apollo/server', () => {
    expect(Object.values(ApolloServerErrorCode).filter((code) => !(code in errorCodes))).toEqual([]);
  });

  test('shows no fault as it is', () => {
    expect(['INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR'].filter((code) => shownCodes.has(code))).toEqual([]);
  });

  test('is what docs/errors.md says', () => {
    expect(read('docs/errors.md')).toBe(errorCodesPage());
  });
});
