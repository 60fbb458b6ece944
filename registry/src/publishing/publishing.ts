import { type Clock, type Database, newId, sql } from '@millgate/kit';
import type { Publisher } from '../agencies/publish-tokens.ts';
import { record } from '../audit/audit.ts';
import { addressFaults, type AddressPolicy, nameFaults } from '../check/names.ts';
import type { KnownDocument } from '../check/contracts.ts';
import type { Grants } from '../check/elements.ts';
import { type Finding, isRefused, refusal, type Step, stepOf, warning } from '../check/findings.ts';
import type { Judgement, Part } from '../check/judge.ts';
import type { JudgesThread } from '../check/judges-thread.ts';
import { type Graph, sha256 } from '../graph/graph.ts';
import type { Canary, Launches } from '../graph/launches.ts';
import { conflict, notFound, Refused } from '../refused.ts';
import type { UsageBook } from '../usage/usage-book.ts';
import { Serial } from './serial.ts';

export interface CheckInput {
  readonly sdl: string;
  readonly url?: string | undefined;
}

export interface PublishInput extends CheckInput {
  /** The revision that the author has seen; refused when there is a later one. */
  readonly base?: number | undefined;
  readonly commit?: string | undefined;
  /** An older schema is meant. */
  readonly again?: boolean | undefined;
  readonly canary?: Canary | undefined;
}

export interface CheckResult {
  readonly id: string;
  readonly subgraph: string;
  readonly verdict: 'PASSED' | 'REFUSED';
  readonly steps: readonly Step[];
  readonly changes: Judgement['changes'];
  /** How many documents the changes were held against; absent where it did not come to that. */
  readonly documents?: number;
}

export interface PublishResult extends CheckResult {
  /** Absent where it was refused. */
  readonly revision?: number;
  readonly version?: number;
  readonly sequence?: number;
  /** The schema is the one that is published already. */
  readonly unchanged?: true;
}

/** Asks the running server whether it does what the schema says; answers what it does not, a sentence each. */
export type Probe = (url: string, sdl: string, subgraph: string) => Promise<readonly string[]>;

export interface PublishingOptions {
  readonly database: Database;
  readonly graph: Graph;
  readonly launches: Launches;
  readonly judges: JudgesThread;
  readonly usage: UsageBook;
  readonly clock: Clock;
  readonly addresses: AddressPolicy;
  /** Grants that stand in the repository; those of the registry are added. */
  readonly grants: Grants;
  readonly documents: () => Promise<readonly KnownDocument[]>;
  readonly probe?: Probe;
}

interface RevisionRow {
  readonly no: number;
  readonly sha256: string;
  readonly url: string;
  readonly commit_id: string | null;
}

/** From a submitted schema to a version that is served. */
export class Publishing {
  /** Of two publishes the second is judged against what the first made. */
  readonly #turn = new Serial();

  constructor(private readonly options: PublishingOptions) {}

  /** What would come of publishing; changes nothing. */
  async check(publisher: Publisher, subgraph: string, input: CheckInput): Promise<CheckResult> {
    mayPublish(publisher, subgraph, true);
    const url = input.url ?? (await this.#revisions(subgraph))[0]?.url;
    const { steps, judgement } = await this.#judged(publisher, subgraph, { ...input, url }, undefined);
    return this.#recorded(subgraph, steps, judgement);
  }

  /** What the conventions have against a schema, whoever’s it will be. */
  async lint(subgraph: string, sdl: string): Promise<readonly Finding[]> {
    const { graph, judges } = this.options;
    const current = await graph.current();
    const { steps } = await judges.judge({
      submission: { subgraph, agency: '', sdl, url: '' },
      parts: current ? await graph.partsOf(current.stable) : [],
      grants: await this.#grants(),
      before: undefined,
      documents: [],
      usage: [],
      onlyLint: true,
    });
    return steps.flatMap(({ findings }) => findings);
  }

  publish(publisher: Publisher, subgraph: string, input: PublishInput): Promise<PublishResult> {
    mayPublish(publisher, subgraph);
    return this.#turn.take(async () => {
      const { graph, launches } = this.options;
      const current = await graph.current();
      if (current?.canary) throw conflict(`Version ${current.canary} is still being tried on a share of the keys.`);
      const last = await this.#admit(subgraph, input);
      const url = input.url ?? last?.url;
      const { steps, judgement, parts } = await this.#judged(publisher, subgraph, { ...input, url }, current?.stable);
      const result = await this.#recorded(subgraph, steps, judgement);
      const served = parts.find(({ name }) => name === subgraph);
      if (served && last && served.sdl === input.sdl && served.url === url)
        return { ...result, revision: last.no, version: current?.stable ?? 0, unchanged: true };
      if (result.verdict === 'REFUSED' || judgement.supergraph === undefined || url === undefined) return result;
      const { supergraph } = judgement;
      const actor = `token:${publisher.prefix}`;
      return graph.changing(async (tx, now) => {
        // Another registry came first: what was judged is not what is served any more.
        if (now?.sequence !== current?.sequence)
          throw new Refused(409, 'REVISION_STALE', 'The graph changed while the schema was checked.');
        const no = (last?.no ?? 0) + 1;
        await sql(
          tx,
          `insert into revision (subgraph, no, sha256, sdl, url, commit_id, published_by, published_at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
          [subgraph, no, sha256(input.sdl), input.sdl, url, input.commit ?? null, actor, this.options.clock.now()],
        );
        await sql(tx, `update subgraph set state = 'PUBLISHED', revision = ? where name = ?`, [no, subgraph]);
        const others = parts.filter(({ name }) => name !== subgraph).map(({ name, revision }) => ({ name, revision }));
        const version = await graph.addVersion(tx, {
          supergraph,
          parts: [...others, { name: subgraph, revision: no }],
          cause: `${subgraph} revision ${no}`,
          changes: judgement.changes,
        });
        await record(tx, this.options.clock.now(), {
          actor,
          action: 'subgraph.publish',
          object: subgraph,
          details: { revision: no, version, sha256: sha256(input.sdl), url, check: result.id },
        });
        const sequence = await launches.begin(tx, now, { version, subgraph, canary: input.canary, actor });
        return { ...result, revision: no, version, sequence };
      });
    });
  }

  /** As whoever publishes it; `dryRun`: says what would come of it. */
  removeOwn(publisher: Publisher, subgraph: string, dryRun = false): Promise<PublishResult> {
    mayPublish(publisher, subgraph, dryRun);
    return this.remove(`token:${publisher.prefix}`, subgraph, dryRun);
  }

  /** Takes a subgraph out of the graph; its name and what was published stay. */
  remove(actor: string, subgraph: string, dryRun = false): Promise<PublishResult> {
    return this.#turn.take(async () => {
      const { graph, judges, launches, usage, documents } = this.options;
      const current = await graph.current();
      const parts = current ? await graph.partsOf(current.stable) : [];
      const there = parts.find(({ name }) => name === subgraph);
      if (!current || !there) throw notFound(`published subgraph ${subgraph}`);
      const judgement = await judges.judge({
        submission: { subgraph, agency: there.agency, url: there.url },
        parts,
        grants: await this.#grants(),
        before: (await graph.version(current.stable))?.supergraph,
        documents: await documents(),
        usage: await usage.binding(),
      });
      const result = await this.#recorded(subgraph, judgement.steps, judgement);
      const { supergraph } = judgement;
      if (supergraph === undefined || dryRun) return result;
      return graph.changing(async (tx, now) => {
        if (now?.sequence !== current.sequence)
          throw new Refused(409, 'REVISION_STALE', 'The graph changed while this was checked.');
        await sql(tx, `update subgraph set state = 'RETIRED' where name = ?`, [subgraph]);
        const rest = parts.filter(({ name }) => name !== subgraph).map(({ name, revision }) => ({ name, revision }));
        const version = await graph.addVersion(tx, {
          supergraph,
          parts: rest,
          cause: `without ${subgraph}`,
          changes: judgement.changes,
        });
        await record(tx, this.options.clock.now(), {
          actor,
          action: 'subgraph.remove',
          object: subgraph,
          details: { version },
        });
        const sequence = await launches.begin(tx, now, { version, subgraph, actor });
        return { ...result, version, sequence };
      });
    });
  }

  /** Holds everything else back while our own subgraphs are brought in. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#turn.take(work);
  }

  async #judged(publisher: Publisher, subgraph: string, { sdl, url }: CheckInput, stable: number | undefined) {
    const { graph, judges, usage, documents, addresses } = this.options;
    const base = stable ?? (await graph.current())?.stable;
    const parts = base === undefined ? [] : await graph.partsOf(base);
    const address = url === undefined ? [] : await addressFaults(url, addresses);
    const name = stepOf('name', [
      ...nameFaults(
        subgraph,
        parts.map((part) => part.name),
      ),
      ...address,
    ]);
    const judgement = await judges.judge({
      submission: { subgraph, agency: publisher.agency, sdl, url: url ?? `https://${subgraph}.invalid/` },
      parts: parts.map(({ name: of, sdl: text, url: at, agency }): Part => ({ name: of, sdl: text, url: at, agency })),
      grants: await this.#grants(),
      before: base === undefined ? undefined : (await graph.version(base))?.supergraph,
      documents: await documents(),
      usage: await usage.binding(),
    });
    const [size, ...rest] = judgement.steps;
    const steps = [...(size ? [size] : []), name, ...rest];
    steps.push(await this.#probed(url, sdl, subgraph, isRefused(steps)));
    return { steps, judgement, parts };
  }

  /** A server is only asked when nothing else is wrong: its address has been judged by then. */
  async #probed(url: string | undefined, sdl: string, subgraph: string, refused: boolean): Promise<Step> {
    const { probe } = this.options;
    if (refused || !probe) return { name: 'probe', verdict: 'SKIPPED', findings: [] };
    if (url === undefined) return stepOf('probe', [warning('PROBE_NOT_POSSIBLE', 'There is no address.')]);
    const faults = await probe(url, sdl, subgraph).catch((cause: unknown) => [
      `The server could not be tried: ${cause instanceof Error ? cause.message : 'no reason'}`,
    ]);
    return stepOf(
      'probe',
      faults.map((fault) => refusal('PROBE_FAILED', fault)),
    );
  }

  /** The last revision; refused where this would go back behind it unawares. */
  async #admit(subgraph: string, { sdl, base, commit, again, url }: PublishInput): Promise<RevisionRow | undefined> {
    const rows = await this.#revisions(subgraph);
    const [last] = rows;
    const digest = sha256(sdl);
    if (base !== undefined && base !== (last?.no ?? 0))
      throw new Refused(409, 'REVISION_STALE', `The last revision is ${last?.no ?? 0}, this builds on ${base}.`);
    const sameCommit = commit === undefined ? undefined : rows.find(({ commit_id }) => commit_id === commit);
    if (sameCommit && sameCommit.sha256 !== digest)
      throw new Refused(
        409,
        'COMMIT_REUSED',
        `Commit ${commit} was published as revision ${sameCommit.no} with another schema.`,
      );
    const older = rows.find(({ sha256: of }) => of === digest);
    if (older && last && older.no !== last.no && last.sha256 !== digest && !again)
      throw new Refused(409, 'OLDER_SCHEMA', `It is revision ${older.no}; the last is ${last.no}.`);
    if (!last && url === undefined) throw new Refused(400, 'ADDRESS_FORM', 'The first time the address is needed.');
    return last;
  }

  /** The last one first. */
  #revisions(subgraph: string): Promise<RevisionRow[]> {
    return sql<RevisionRow>(
      this.options.database.fork(),
      'select no, sha256, url, commit_id from revision where subgraph = ? order by no desc',
      [subgraph],
    );
  }

  async #grants(): Promise<Grants> {
    const rows = await sql<{ coordinate: string; subgraph: string }>(
      this.options.database.fork(),
      'select coordinate, subgraph from access_grant',
    );
    const all: Record<string, readonly string[]> = { ...this.options.grants };
    for (const { coordinate, subgraph } of rows) all[coordinate] = [...(all[coordinate] ?? []), subgraph];
    return all;
  }

  async #recorded(subgraph: string, steps: readonly Step[], { changes, documents }: Judgement): Promise<CheckResult> {
    const result: CheckResult = {
      id: newId('chk'),
      subgraph,
      verdict: isRefused(steps) ? 'REFUSED' : 'PASSED',
      steps,
      changes,
      ...(documents === undefined ? {} : { documents }),
    };
    await sql(
      this.options.database.fork(),
      'insert into check_record (id, subgraph, made_at, result) values (?, ?, ?, ?::jsonb)',
      [result.id, subgraph, this.options.clock.now(), JSON.stringify(result)],
    );
    return result;
  }
}

function mayPublish({ subgraph: own, agency, agencyState }: Publisher, subgraph: string, onlyCheck = false): void {
  if (own !== subgraph) throw new Refused(403, 'TOKEN_FOR_OTHER_SUBGRAPH', `The token is for ${own}.`);
  if (agencyState !== 'APPROVED' && !onlyCheck)
    throw new Refused(403, 'AGENCY_NOT_APPROVED', `${agency} is ${agencyState}.`);
}
