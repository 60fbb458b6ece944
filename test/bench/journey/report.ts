export interface Row {
  readonly arrangement: string;
  readonly journey: string;
  /** Processor time of our processes, for one request. */
  readonly cpuMs: number;
  /** The least and the most of the rounds. */
  readonly between: readonly [number, number];
  readonly databaseCpuMs: number;
  /** Processor time of one `GET /health` of the same server, measured between the rounds. */
  readonly healthCpuMs: number;
  readonly p50: number;
  readonly statements: Record<string, number>;
  readonly requests: number;
  readonly profile: ReadonlyMap<string, number>;
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const tally = (statements: Record<string, number>) => {
  const each = Object.entries(statements).map(([name, count]) => `${name} ${count.toFixed(1)}`);
  const sum = Object.values(statements).reduce((total, count) => total + count, 0);
  return each.length > 1 ? `${sum.toFixed(1)} (${each.join(', ')})` : sum.toFixed(1);
};

export function table(rows: readonly Row[]): string {
  const titles = [
    'journey',
    'arrangement',
    'CPU ms',
    'least–most',
    '× /health',
    'PostgreSQL CPU ms',
    'SQL statements',
    'p50 ms',
    'requests',
  ];
  return [
    '',
    line(titles),
    line(titles.map(() => '---')),
    ...rows.map((row) =>
      line([
        row.journey,
        row.arrangement,
        row.cpuMs.toFixed(2),
        row.between.map((ms) => ms.toFixed(2)).join('–'),
        (row.cpuMs / row.healthCpuMs).toFixed(1),
        row.databaseCpuMs.toFixed(2),
        tally(row.statements),
        row.p50.toFixed(1),
        String(row.requests),
      ]),
    ),
  ].join('\n');
}

const shownShare = 0.01;

/** Where the time of the main threads goes; work of the thread pool, such as verifying signatures, is not in it. */
export function profileOf(row: Row): string {
  const total = [...row.profile.values()].reduce((sum, ms) => sum + ms, 0);
  const shown = [...row.profile].sort(([, a], [, b]) => b - a).filter(([, ms]) => ms / total >= shownShare);
  const shares = shown.map(([owner, ms]) => `  ${((100 * ms) / total).toFixed(1).padStart(5)} %  ${owner}`);
  return [`\n${row.journey}, ${row.arrangement}: self time of the main threads`, ...shares].join('\n');
}
