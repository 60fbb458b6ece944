import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '@millgate/kit';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send } from './support/oracle.ts';
import { many, pingPong } from './support/shapes.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab.stop());

const asked = async (attack: { query: string } | { raw: string }, language?: string, more = {}) => {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    ...(language === undefined ? {} : { 'accept-language': language }),
    ...more,
  };
  const sent: Attack = { headers, body: 'raw' in attack ? attack.raw : JSON.stringify(attack) };
  const { body } = await send(lab, sent);
  return { message: body.errors?.[0]?.message, code: body.errors?.[0]?.extensions?.['code'] };
};

describe('what is wrong is said in the language of the request', () => {
  test.each<[string, { query: string } | { raw: string }, object, string, string]>([
    ['too deep', { query: pingPong(6) }, {}, 'DEPTH_LIMIT', '字段嵌套过深：共 14 层，上限为 12 层。请分开查询。'],
    [
      'too many aliases',
      { query: `{ parkList { ${many(31, (i) => `a${i}: id`)} } }` },
      {},
      'ALIAS_LIMIT',
      '操作及其片段共有 31 个别名，上限为 30 个。请分开查询。',
    ],
    [
      'a token that proves nothing',
      { query: '{ __typename }' },
      { authorization: 'Bearer x' },
      'UNAUTHENTICATED',
      errorCodes.UNAUTHENTICATED.zh,
    ],
    [
      'a field that is unknown',
      { query: '{ parkz }' },
      {},
      'GRAPHQL_VALIDATION_FAILED',
      errorCodes.GRAPHQL_VALIDATION_FAILED.zh,
    ],
    ['a body that is none', { raw: '{' }, {}, 'BAD_REQUEST', errorCodes.BAD_REQUEST.zh],
    ['a body that is too large', { raw: ' '.repeat(200_000) }, {}, 'BODY_TOO_LARGE', '请求体超过 102400 字节。'],
  ])('%s', async (_what, attack, more, code, chinese) => {
    expect(await asked(attack, 'zh-CN,zh;q=0.9,en;q=0.8', more)).toEqual({ code, message: chinese });

    for (const language of ['en-GB, zh', 'fr', undefined]) {
      const { code: same, message } = await asked(attack, language, more);
      expect(same).toBe(code);
      expect(message).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('every code can be said in both', () => {
    for (const { en, zh } of Object.values(errorCodes)) {
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });
});
