import { type Clock, type Database, type Logger, sql } from '@millgate/kit';
import { houseAgency } from '../agencies/agencies.ts';
import { record } from '../audit/audit.ts';
import { isRefused } from '../check/findings.ts';
import type { Part } from '../check/judge.ts';
import type { JudgesThread } from '../check/judges-thread.ts';
import { type Em, type Graph, sha256, type VersionPart } from '../graph/graph.ts';
import type { Launches } from '../graph/launches.ts';

/** What comes with the program: its own subgraphs, and the supergraph that is committed with them. */
export interface OwnGraph {
  readonly subgraphs: readonly { readonly name: string; readonly sdl: string; readonly url: string }[];
  readonly supergraph: string;
}

/**
 * Brings our own subgraphs in as they come with the program. They are not refused: a partner’s part that no longer fits
 * is left out instead, and stands in the audit log, because an upgrade must not wait for somebody else.
 */
export async function bringOwn(
  { subgraphs, supergraph }: OwnGraph,
  {
    graph,
    launches,
    judges,
    clock,
    log,
  }: { database: Database; graph: Graph; launches: Launches; judges: JudgesThread; clock: Clock; log: Logger },
): Promise<void> {
  const current = await graph.current();
  const served = current ? await graph.partsOf(current.stable) : [];
  const isSame = (own: OwnGraph['subgraphs'][number]) =>
    served.some(({ name, sdl, url }) => name === own.name && sdl === own.sdl && url === own.url);
  const gone = served.filter(
    ({ agency, name }) => agency === houseAgency && !subgraphs.some((own) => own.name === name),
  );
  if (subgraphs.every(isSame) && gone.length === 0) return;
  let partners = served.filter(({ agency }) => agency !== houseAgency);
  let composed = partners.length === 0 ? supergraph : undefined;
  const setAside: string[] = [];
  while (composed === undefined) {
    const [own] = subgraphs;
    if (!own) return;
    const parts: Part[] = [...subgraphs.map((each) => ({ ...each, agency: houseAgency })), ...partners];
    const judged = await judges.judge({
      submission: { subgraph: own.name, agency: houseAgency, sdl: own.sdl, url: own.url },
      parts,
      grants: {},
      before: undefined,
      documents: [],
      usage: [],
      trusted: true,
    });
    if (!isRefused(judged.steps)) composed = judged.supergraph;
    else {
      const last = partners.at(-1);
      composed = partners.length > 1 ? undefined : supergraph;
      if (last) setAside.push(last.name);
      partners = partners.slice(0, -1);
    }
  }
  if (setAside.length > 0) log.error({ setAside }, 'partners’ subgraphs no longer fit and were left out');
  await graph.changing(async (tx, now) => {
    if (now?.sequence !== current?.sequence) return;
    const parts: VersionPart[] = partners.map(({ name, revision }) => ({ name, revision }));
    for (const own of subgraphs) parts.push({ name: own.name, revision: await ownRevision(tx, own, clock.now()) });
    const version = await graph.addVersion(tx, {
      supergraph: composed,
      parts,
      cause: 'the program’s own subgraphs',
      changes: [],
    });
    for (const name of setAside)
      await record(tx, clock.now(), {
        actor: 'registry',
        action: 'subgraph.set-aside',
        object: name,
        details: { version },
      });
    const carried = now?.canary ? { ...now, canary: null } : now;
    await launches.begin(tx, carried, { version, subgraph: null, actor: 'registry' });
  });
}

async function ownRevision(tx: Em, { name, sdl, url }: OwnGraph['subgraphs'][number], now: Date): Promise<number> {
  await sql(
    tx,
    `insert into agency (code, name, contact, state, requested_at, decided_at)
       values (?, 'Millgate', 'operator', 'APPROVED', ?, ?) on conflict do nothing`,
    [houseAgency, now, now],
  );
  await sql(
    tx,
    `insert into subgraph (name, agency, state, registered_at) values (?, ?, 'PUBLISHED', ?) on conflict do nothing`,
    [name, houseAgency, now],
  );
  const [last] = await sql<{ no: number; sha256: string; url: string }>(
    tx,
    'select no, sha256, url from revision where subgraph = ? order by no desc limit 1',
    [name],
  );
  if (last && last.sha256 === sha256(sdl) && last.url === url) return last.no;
  const no = (last?.no ?? 0) + 1;
  await sql(
    tx,
    `insert into revision (subgraph, no, sha256, sdl, url, published_by, published_at) values (?, ?, ?, ?, ?, 'registry', ?)`,
    [name, no, sha256(sdl), sdl, url, now],
  );
  await sql(tx, `update subgraph set revision = ?, state = 'PUBLISHED' where name = ?`, [no, name]);
  return no;
}
