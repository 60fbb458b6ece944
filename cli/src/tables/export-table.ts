import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StartError } from '@millgate/kit';
import type { Asker } from './ask-graph.ts';
import { csvRow, guarded } from './csv.ts';
import type { Importable } from './import-table.ts';
import { writeXlsx } from './xlsx.ts';

/** By column, where it lies in a node; the columns that an import reads bear its names. */
const columns = {
  enterprises: {
    统一社会信用代码: 'uscc',
    企业名称: 'zh',
    英文名称: 'en',
    发展阶段: 'stage',
    状态: 'status',
    纬度: 'site.latitude',
    经度: 'site.longitude',
    网格: 'grid.code',
  },
  workers: { 编号: 'id', 姓名: 'zh', 英文名: 'en' },
} as const;

const nodes = {
  enterprises: 'uscc zh: name(lang: ZH) en: name(lang: EN) stage status site { latitude longitude } grid { code }',
  workers: 'id zh: displayName(lang: ZH) en: displayName(lang: EN)',
} as const;

interface Page {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The rows that the caller may see, as the caller may see them: the graph decides, row by row and field by field. No
 * cell begins like a formula, also where whatever reads it takes every cell for a text: it may be saved as CSV one day.
 */
export async function* exportTable(
  { ask }: Asker,
  kind: Importable,
  communityId: string,
): AsyncGenerator<readonly string[]> {
  const query = `query ($communityId: ID!, $after: String) { ${kind}(communityId: $communityId, first: 100, after: $after) {
    nodes { ${nodes[kind]} } pageInfo { hasNextPage endCursor } } }`;
  yield Object.keys(columns[kind]);
  let after: string | null = null;
  do {
    const answer: Record<string, Page> = await ask(query, { communityId, after });
    const page = answer[kind];
    for (const node of page?.nodes ?? []) {
      yield Object.values(columns[kind]).map((path) => guarded(textAt(node, path)));
    }
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
}

function textAt(node: unknown, path: string): string {
  const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], node);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Writes rows to a .csv or .xlsx file; as CSV to standard output where no file is named. */
export async function writeTable(rows: AsyncIterable<readonly string[]>, path?: string): Promise<void> {
  if (path === undefined) {
    for await (const line of csvLines(rows)) process.stdout.write(line);
    return;
  }
  const form = extname(path).toLowerCase();
  if (form === '.xlsx') await writeXlsx(path, rows);
  else if (form === '.csv') await pipeline(Readable.from(csvLines(rows)), createWriteStream(path));
  else throw new StartError(`${path} is neither a .csv nor a .xlsx file`);
}

/** Spreadsheets take a file that begins with a byte order mark for UTF-8. */
async function* csvLines(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  let before = '\uFEFF';
  for await (const row of rows) {
    yield `${before}${csvRow(row)}\n`;
    before = '';
  }
}
