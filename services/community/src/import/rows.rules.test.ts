import { describe, expect, test } from 'vitest';
import { headerOf } from './columns.rules.ts';
import { enterpriseColumns, enterpriseOf } from './enterprise-rows.rules.ts';
import { workerColumns, workerOf } from './worker-rows.rules.ts';

const today = '2026-11-22';
const header = ['姓名', '身份证号', '手机号', '统一社会信用代码', '岗位', '入职日期', '籍贯', '备注'];
const good = ['周一', '999999199111020012', '13800000000', '91999999MA00000343', '焊工', '2026-11-01', '江西赣州', 'x'];

const worker = (cells: readonly string[]) => workerOf(headerOf(workerColumns, header).cellsOf(cells), today);
const withCell = (at: number, value: string) => good.with(at, value);

describe('a row of workers', () => {
  test('is a worker with a job; columns that are not known are left alone', () => {
    expect(worker(good)).toEqual({
      name: { zh: '周一', en: '周一' },
      residentId: '999999199111020012',
      bornOn: '1991-11-02',
      nativePlace: '江西赣州',
      phone: '13800000000',
      job: { uscc: '91999999MA00000343', post: '焊工', from: '2026-11-01' },
    });
  });

  test('may have no job and no telephone number', () => {
    expect(worker(['周一', '999999199111020012'])).toMatchObject({
      nativePlace: null,
      phone: null,
      job: null,
    });
  });

  test.each([
    [0, '', [['name', 'REQUIRED']]],
    [0, '周'.repeat(101), [['name', 'LENGTH']]],
    [1, '', [['residentId', 'REQUIRED']]],
    [1, '999999199111020013', [['residentId', 'CHECK_DIGIT']]],
    [1, '12', [['residentId', 'SHAPE']]],
    // As a spreadsheet saves a long number: one in eleven that it rounds would have a check character that fits.
    [1, '9.99999E+17', [['residentId', 'ROUNDED']]],
    [1, '9.999991993041761e+17', [['residentId', 'ROUNDED']]],
    [2, '1.38E+10', [['phone', 'ROUNDED']]],
    [3, '9.13302E+17', [['uscc', 'ROUNDED']]],
    [2, '138-0000', [['phone', 'SHAPE']]],
    [3, '91999999MA00000344', [['uscc', 'CHECK_DIGIT']]],
    [3, '', [['uscc', 'REQUIRED']]],
    [4, '', [['post', 'REQUIRED']]],
    [5, '2026-02-30', [['from', 'DATE']]],
    [5, '1/11/2026', [['from', 'DATE']]],
  ])('with column %i “%s” says %j', (at, value, faults) => {
    expect(worker(withCell(at, value))).toEqual(faults);
  });

  test('says all that is wrong with it at once', () => {
    expect(worker(['', '12', 'x', '', '', '2026-13-01'])).toEqual([
      ['name', 'REQUIRED'],
      ['residentId', 'SHAPE'],
      ['phone', 'SHAPE'],
      ['post', 'REQUIRED'],
      ['uscc', 'REQUIRED'],
      ['from', 'DATE'],
    ]);
  });

  test('takes away the apostrophe that an export put before a formula, and no other', () => {
    expect(worker(withCell(2, "'+8613800000000"))).toMatchObject({ phone: '+8613800000000' });
    expect(worker(withCell(0, "'＝周一"))).toMatchObject({ name: { zh: '＝周一' } });
    expect(worker(withCell(0, "'周一"))).toMatchObject({ name: { zh: "'周一" } });
  });
});

describe('a header', () => {
  test('names columns in Chinese or English, in any order and spelling', () => {
    const { missing, cellsOf, nameOf } = headerOf(workerColumns, ['\uFEFFresident_id', ' NAME ']);

    expect(missing).toEqual([]);
    expect(cellsOf(['1', '周一'])).toMatchObject({ residentId: '1', name: '周一', post: '' });
    expect([nameOf('name'), nameOf('post')]).toEqual(['NAME', '岗位']);
  });

  test('says which columns it lacks', () => {
    expect(headerOf(workerColumns, ['岗位']).missing).toEqual(['姓名', '身份证号']);
  });
});

describe('a row of enterprises', () => {
  const columns = headerOf(enterpriseColumns, ['uscc', 'name', 'stage', 'latitude', 'longitude']);
  const enterprise = (...cells: string[]) => enterpriseOf(columns.cellsOf(cells));

  test('is an enterprise with its site', () => {
    expect(enterprise('91999999MA00000343', '臻至', '成长', '29.86', '121.8')).toEqual({
      uscc: '91999999MA00000343',
      name: { zh: '臻至', en: '臻至' },
      stage: 'GROWTH',
      site: { latitude: 29.86, longitude: 121.8 },
    });
  });

  test.each([
    [['91999999MA00000344', '臻至', 'growth'], [['uscc', 'CHECK_DIGIT']]],
    [
      ['91999999MA00000343', '', '老'],
      [
        ['name', 'REQUIRED'],
        ['stage', 'SHAPE'],
      ],
    ],
    [
      ['91999999MA00000343', '臻至', 'GROWTH', '91', ''],
      [
        ['latitude', 'SHAPE'],
        ['longitude', 'REQUIRED'],
      ],
    ],
  ])('%j says %j', (cells, faults) => {
    expect(enterprise(...cells)).toEqual(faults);
  });
});
