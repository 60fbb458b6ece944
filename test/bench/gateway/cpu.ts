import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms for every program it runs today. */
const tickMs = 10;

/** A process and everything it started: some gateways are a launcher around the real one. */
function tree(pid: number): number[] {
  const children = new Set<number>();
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const text = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8');
      for (const child of text.split(' ').filter(Boolean)) children.add(Number(child));
    }
  } catch {
    return [];
  }
  return [pid, ...[...children].flatMap(tree)];
}

/** User and system time of a process tree so far, in milliseconds. */
export function cpuMs(pid: number): number {
  return tree(pid)
    .map(ownCpuMs)
    .reduce((sum, ms) => sum + ms, 0);
}

function ownCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name stands in brackets and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** User and system time that each process of the tree has spent so far, in milliseconds. */
export const cpuMsByPid = (pid: number): Map<number, number> =>
  new Map(tree(pid).map((one) => [one, ownCpuMs(one)] as const));

/** What a tree spent since; of what has ended meanwhile nothing is known, and nothing is taken away for it. */
export const cpuMsSince = (pid: number, before: ReadonlyMap<number, number>): number =>
  [...cpuMsByPid(pid)].map(([one, ms]) => ms - (before.get(one) ?? 0)).reduce((sum, ms) => sum + ms, 0);

/** The most memory that the process tree ever held resident, in MiB. */
export function peakRssMiB(pid: number): number {
  return tree(pid)
    .map((one) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${one}/status`, 'utf8'))?.[1] ?? 0) / 1024)
    .reduce((sum, mib) => sum + mib, 0);
}
