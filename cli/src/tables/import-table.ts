import type { Asker } from './ask-graph.ts';
import { partsOf } from './csv.ts';

export type Importable = 'workers' | 'enterprises';

export interface Fault {
  readonly row: number;
  readonly column: string;
  readonly rule: string;
  readonly message: string;
}

export interface Summary {
  readonly rows: number;
  readonly created: number;
  readonly unchanged: number;
  readonly faults: readonly Fault[];
}

interface Payload {
  readonly report: Summary | null;
  readonly userErrors: readonly { readonly message: string; readonly columns: readonly string[] | null }[];
}

const stem = { workers: 'ImportWorkers', enterprises: 'ImportEnterprises' } as const;
const field = { workers: 'importWorkers', enterprises: 'importEnterprises' } as const;

/** A body holds 100 KiB; JSON may double what CSV quotes. */
const part = { rows: 500, bytes: 40_000 };
const atOnce = 2;

/** Sends a table part by part; parts are independent, and each may be sent again. */
export async function importTable(
  { ask }: Asker,
  kind: Importable,
  rows: readonly (readonly string[])[],
  options: { communityId: string; dryRun: boolean; progress: (done: number, of: number) => void },
): Promise<Summary | { readonly refused: string }> {
  const { communityId, dryRun } = options;
  const query = `mutation ($input: ${stem[kind]}Input!) { ${field[kind]}(input: $input) {
    report { rows created unchanged faults { row column rule message } } userErrors { message columns } } }`;
  const parts = partsOf(rows, part);
  const filled = rows.slice(1).filter((row) => row.some((cell) => cell.trim() !== '')).length;
  const sum = { rows: 0, created: 0, unchanged: 0, faults: [] as Fault[] };
  let refused: string | undefined;
  const sendOn = async () => {
    for (const { firstRow, text } of parts) {
      const input = { communityId, dryRun, firstRow, text };
      const { [field[kind]]: payload } = await ask<Record<string, Payload>>(query, { input });
      const { report, userErrors: [error] = [] } = payload ?? { report: null };
      if (!report) refused = [error?.message, ...(error?.columns ?? [])].join(' ');
      if (refused !== undefined) return;
      sum.rows += report?.rows ?? 0;
      sum.created += report?.created ?? 0;
      sum.unchanged += report?.unchanged ?? 0;
      sum.faults.push(...(report?.faults ?? []));
      options.progress(sum.rows, filled);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendOn));
  sum.faults.sort((a, b) => a.row - b.row);
  return refused === undefined ? sum : { refused };
}
