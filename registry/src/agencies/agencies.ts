import { brokenConstraint, type Clock, type Database, sql } from '@millgate/kit';
import { record } from '../audit/audit.ts';
import { nameFaults } from '../check/names.ts';
import { badRequest, conflict, notFound, Refused } from '../refused.ts';
import { type AgencyState, type Decision, decided } from './agency.rules.ts';

/** The agency that our own subgraphs belong to. */
export const houseAgency = 'millgate';

export interface Agency {
  readonly code: string;
  readonly name: string;
  readonly contact: string;
  readonly state: AgencyState;
}

export interface RegisteredSubgraph {
  readonly name: string;
  readonly agency: string;
  readonly state: 'REGISTERED' | 'PUBLISHED' | 'RETIRED';
  readonly revision: number | null;
}

/** Requests that wait for somebody; anybody may ask, so there is an end to it. */
const mostRequests = 100;

/** Agencies, and the subgraphs that they may publish. */
export class Agencies {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async request({ code, name, contact }: { code: string; name: string; contact: string }): Promise<Agency> {
    if (!/^[a-z][a-z0-9-]{1,40}$/.test(code)) throw badRequest('A code is 2 to 41 small letters, digits and hyphens.');
    if (name.trim() === '' || name.length > 200 || contact.length > 200)
      throw badRequest('A name and a contact have 1 to 200 letters.');
    const now = this.clock.now();
    return this.database.fork().transactional(async (tx) => {
      const [waiting] = await sql<{ count: string }>(tx, `select count(*) from agency where state = 'REQUESTED'`);
      if (Number(waiting?.count) >= mostRequests) throw conflict('Too many agencies wait to be approved.');
      const made = await sql(
        tx,
        `insert into agency (code, name, contact, state, requested_at) values (?, ?, ?, 'REQUESTED', ?)
           on conflict do nothing returning code`,
        [code, name, contact, now],
      );
      if (made.length === 0) throw conflict(`There is an agency ${code} already.`);
      await sql(tx, `insert into agency_member (agency, email, role) values (?, ?, 'OWNER')`, [code, contact]);
      await record(tx, now, { actor: 'anybody', action: 'agency.request', object: code, details: { name } });
      return { code, name, contact, state: 'REQUESTED' };
    });
  }

  async decide(code: string, decision: Decision, actor: string): Promise<Agency> {
    const now = this.clock.now();
    return this.database.fork().transactional(async (tx) => {
      const [agency] = await sql<Agency>(
        tx,
        'select code, name, contact, state from agency where code = ? for update',
        [code],
      );
      if (!agency) throw notFound(`agency ${code}`);
      const state = decided(agency.state, decision);
      if (!state) throw conflict(`${code} is ${agency.state}; it cannot be decided to ${decision} it.`);
      await sql(tx, 'update agency set state = ?, decided_at = ? where code = ?', [state, now, code]);
      await record(tx, now, { actor, action: `agency.${decision}`, object: code });
      return { ...agency, state };
    });
  }

  list(): Promise<Agency[]> {
    return sql<Agency>(this.database.fork(), 'select code, name, contact, state from agency order by code');
  }

  async has(agency: string, subgraph: string): Promise<boolean> {
    const rows = await sql(this.database.fork(), 'select 1 from subgraph where name = ? and agency = ?', [
      subgraph,
      agency,
    ]);
    return rows.length > 0;
  }

  /** Sets a name aside for an agency; what it will be is published later. */
  async registerSubgraph(agency: string, name: string, actor: string): Promise<void> {
    const now = this.clock.now();
    await this.database
      .fork()
      .transactional(async (tx) => {
        const [found] = await sql<Agency>(tx, 'select * from agency where code = ? for share', [agency]);
        if (!found) throw notFound(`agency ${agency}`);
        if (found.state !== 'APPROVED') throw new Refused(403, 'AGENCY_NOT_APPROVED', `${agency} is ${found.state}.`);
        const others = await sql<RegisteredSubgraph>(tx, 'select * from subgraph');
        const there = others.find((each) => each.name === name);
        if (there?.agency === agency) return;
        if (there) throw new Refused(409, 'SUBGRAPH_NAME', `${name} belongs to another agency.`);
        const [fault] = nameFaults(
          name,
          others.map((each) => each.name),
        );
        if (fault) throw new Refused(400, 'SUBGRAPH_NAME', fault.message);
        await sql(tx, `insert into subgraph (name, agency, state, registered_at) values (?, ?, 'REGISTERED', ?)`, [
          name,
          agency,
          now,
        ]);
        await record(tx, now, { actor, action: 'subgraph.register', object: name, details: { agency } });
      })
      .catch((cause: unknown) => {
        if (brokenConstraint(cause)?.startsWith('subgraph_'))
          throw new Refused(409, 'SUBGRAPH_NAME', `${name} cannot be told from another.`);
        throw cause;
      });
  }

  async grant(coordinate: string, subgraph: string, actor: string): Promise<void> {
    if (!/^[A-Z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)?$/.test(coordinate))
      throw badRequest('A grant is about a type or a field: Facility, or Facility.name.');
    const now = this.clock.now();
    await this.database.fork().transactional(async (tx) => {
      const [found] = await sql(tx, 'select 1 from subgraph where name = ?', [subgraph]);
      if (!found) throw notFound(`subgraph ${subgraph}`);
      await sql(
        tx,
        'insert into access_grant (coordinate, subgraph, granted_at) values (?, ?, ?) on conflict do nothing',
        [coordinate, subgraph, now],
      );
      await record(tx, now, { actor, action: 'grant.add', object: coordinate, details: { subgraph } });
    });
  }

  async withdraw(coordinate: string, subgraph: string, actor: string): Promise<void> {
    await this.database.fork().transactional(async (tx) => {
      const gone = await sql(tx, 'delete from access_grant where coordinate = ? and subgraph = ? returning 1 as gone', [
        coordinate,
        subgraph,
      ]);
      if (gone.length === 0) throw notFound(`grant of ${coordinate} to ${subgraph}`);
      await record(tx, this.clock.now(), {
        actor,
        action: 'grant.withdraw',
        object: coordinate,
        details: { subgraph },
      });
    });
  }
}
