import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../../support/program.ts';

/** A span of the monotonic clock that every process of the machine shares, in microseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export const monotonicMicros = (): number => Number(process.hrtime.bigint() / 1000n);

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface CpuProfile {
  readonly nodes: readonly Node[];
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Milliseconds of self time by package or folder within the span, idle time left out. */
export function selfTimeByOwner(files: readonly string[], { from, until }: Span): Map<string, number> {
  const total = new Map<string, number>();
  for (const file of files) {
    const profile = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
    const owners = ownersOf(profile.nodes);
    let at = profile.startTime;
    profile.samples.forEach((id, index) => {
      const micros = profile.timeDeltas[index] ?? 0;
      at += micros;
      const owner = owners.get(id);
      if (at < from || at > until || owner === undefined) return;
      total.set(owner, (total.get(owner) ?? 0) + micros / 1000);
    });
  }
  return total;
}

/** Functions of no file, built in or made while running, count for whoever called them. */
function ownersOf(nodes: readonly Node[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  const visit = (node: Node, caller: string) => {
    const owner = ownerOf(node) ?? caller;
    if (node.callFrame.functionName !== '(idle)') owners.set(node.id, owner);
    for (const child of node.children ?? []) visit(byId.get(child) as Node, owner);
  };
  if (nodes[0]) visit(nodes[0], 'node');
  return owners;
}

const families = [/^@apollo\//, /^@mikro-orm\//, /^pg(?=-|$)/];

function ownerOf({ callFrame: { functionName, url } }: Node): string | undefined {
  if (functionName === '(garbage collector)') return 'gc';
  if (functionName === '(program)') return 'native code and system calls';
  if (url.startsWith('node:')) return /crypto|webcrypto/.test(url) ? 'node crypto' : 'node';
  if (!url.startsWith('file:')) return undefined;
  const path = fileURLToPath(url);
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path) ?? [];
  if (name) {
    const family = families.find((pattern) => pattern.test(name));
    return family ? (name.startsWith('pg') ? 'pg' : `${name.split('/')[0]}/*`) : name;
  }
  const [top, next] = relative(projectRoot, path).split('/');
  return top === 'services' || (top === 'gateway' && next === 'engine') ? `${top}/${next}` : top;
}
