import { type Shape } from './shapes.ts';

export interface Row {
  readonly peer: string;
  readonly shape: Shape['name'];
  readonly requests: number;
  readonly cpuMs: number;
  readonly p50: number;
  readonly p99: number;
  readonly fetches: number;
  readonly peakMiB: number;
}

/** What the others need is a multiple of ours, or ours of theirs: the targets as they are stated. */
const goals: Record<Shape['name'], readonly { peer: string; ratio: number; ours: 'below' | 'above' }[]> = {
  deep: [
    { peer: 'stock', ratio: 10, ours: 'below' },
    { peer: 'hive-rust', ratio: 5, ours: 'below' },
    { peer: 'grafbase', ratio: 1, ours: 'above' },
  ],
  'two hops': [
    { peer: 'stock', ratio: 6, ours: 'below' },
    { peer: 'hive-rust', ratio: 3, ours: 'below' },
    { peer: 'grafbase', ratio: 2.5, ours: 'above' },
  ],
  flat: [
    { peer: 'stock', ratio: 6, ours: 'below' },
    { peer: 'hive-rust', ratio: 3, ours: 'below' },
    { peer: 'grafbase', ratio: 1.5, ours: 'above' },
  ],
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

function verdicts(rows: readonly Row[], shape: Shape['name']): string[] {
  const ours = rows.find((row) => row.shape === shape && row.peer === 'ours');
  if (!ours) return [];
  return goals[shape].flatMap(({ peer, ratio, ours: side }) => {
    const other = rows.find((row) => row.shape === shape && row.peer === peer);
    if (!other) return [];
    const measured = side === 'below' ? other.cpuMs / ours.cpuMs : ours.cpuMs / other.cpuMs;
    const met = side === 'below' ? measured >= ratio : measured <= ratio;
    const words =
      side === 'below'
        ? `${peer} needs ${measured.toFixed(1)} × ours (goal: at least ${ratio} ×)`
        : `ours needs ${measured.toFixed(2)} × ${peer} (goal: at most ${ratio} ×)`;
    return [`- ${shape}: ${words}: ${met ? 'met' : 'not met'}`];
  });
}

export function table(rows: readonly Row[]): string {
  const names = [...new Set(rows.map(({ shape }) => shape))];
  const ofShape = (shape: Shape['name']) => {
    const ours = rows.find((row) => row.shape === shape && row.peer === 'ours');
    return rows
      .filter((row) => row.shape === shape)
      .map((row) =>
        line([
          shape,
          row.peer,
          row.cpuMs.toFixed(2),
          ours ? (row.cpuMs / ours.cpuMs).toFixed(2) : '',
          row.p50.toFixed(1),
          row.p99.toFixed(1),
          row.fetches.toFixed(1),
          row.peakMiB.toFixed(0),
          String(row.requests),
        ]),
      );
  };
  return [
    '',
    line(['shape', 'gateway', 'CPU ms/request', '× ours', 'p50 ms', 'p99 ms', 'fetches', 'peak MiB', 'requests']),
    line(Array.from({ length: 9 }, () => '---')),
    ...names.flatMap(ofShape),
    '',
    ...names.flatMap((name) => verdicts(rows, name)),
  ].join('\n');
}
