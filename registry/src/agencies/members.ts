import { type Clock, type Database, sql } from '@millgate/kit';
import { record } from '../audit/audit.ts';
import { badRequest, conflict, notFound, Refused } from '../refused.ts';
import type { AgencyState } from './agency.rules.ts';
import { leavesNoOwner, mayAct, type MemberAct, type MemberRole } from './member.rules.ts';
import { isItsSecret, newToken, partsOfToken, type TokenKind } from './secret-token.ts';

/** Somebody of an agency, as the token proves it. */
export interface Member {
  readonly agency: string;
  readonly agencyState: AgencyState;
  readonly email: string;
  readonly role: MemberRole;
}

export interface ListedMember {
  readonly email: string;
  readonly role: MemberRole;
  readonly state: 'INVITED' | 'ACTIVE';
  readonly joinedAt: string | null;
}

type Em = ReturnType<Database['fork']>;

interface TokenRow {
  readonly secret_hash: Buffer;
  readonly agency: string;
  readonly agency_state: AgencyState;
  readonly email: string;
  readonly role: MemberRole;
  readonly expires_at: Date | string;
  readonly used_at: Date | string | null;
}

const invitationDays = 7;
const personalDays = 90;
const mostMembers = 100;
const emailForm = /^[^\s@]{1,64}@[^\s@]{1,130}$/;

/** In the audit log, and on the tokens that they make. */
export const actorOf = ({ email, agency }: Pick<Member, 'email' | 'agency'>): string => `member:${agency}:${email}`;

/** Refused where a member’s role does not include an act, or the agency may not act at all. */
export function mustBeAllowed({ role, agency, agencyState }: Member, act: MemberAct): void {
  if (agencyState !== 'APPROVED') throw new Refused(403, 'AGENCY_NOT_APPROVED', `${agency} is ${agencyState}.`);
  if (!mayAct(role, act)) throw new Refused(403, 'MEMBER_ROLE', `You are ${role} of ${agency}.`);
}

/** Who works for an agency: asked in by an owner, joined by themselves, and gone with everything they made. */
export class Members {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  list(agency: string): Promise<ListedMember[]> {
    return sql(
      this.database.fork(),
      `select email, role, state, joined_at as "joinedAt" from agency_member where agency = ? order by email`,
      [agency],
    );
  }

  /** The invitation is handed on by whoever asked for it, holds a week and serves once; a new one ends those before. */
  async invite(agency: string, given: { email: string; role: MemberRole }, actor: string): Promise<string> {
    const { email, role } = given;
    if (!emailForm.test(email)) throw badRequest('An e-mail address has the form name@host.');
    const now = this.clock.now();
    return this.#changing(agency, async (tx, members) => {
      const there = members.find((each) => each.email === email);
      if (there?.state === 'ACTIVE') throw conflict(`${email} is a member already.`);
      if (!there && members.length >= mostMembers) throw conflict(`An agency has ${mostMembers} members at most.`);
      await sql(
        tx,
        `insert into agency_member (agency, email, role) values (?, ?, ?)
           on conflict (agency, email) do update set role = excluded.role`,
        [agency, email, role],
      );
      await sql(tx, 'delete from member_token where agency = ? and email = ?', [agency, email]);
      await record(tx, now, { actor, action: 'member.invite', object: agency, details: { email, role } });
      return this.#handOut(tx, 'mgi', { agency, email, days: invitationDays });
    });
  }

  /** Makes the invitation into a token of the member’s own, once. */
  async join(invitation: string): Promise<Member & { readonly token: string }> {
    const now = this.clock.now();
    return this.database.fork().transactional(async (tx) => {
      const member = await this.#proved(tx, 'mgi', invitation);
      await sql(tx, 'update member_token set used_at = ? where prefix = ?', [
        now,
        partsOfToken('mgi', invitation)?.prefix,
      ]);
      await sql(tx, `update agency_member set state = 'ACTIVE', joined_at = ? where agency = ? and email = ?`, [
        now,
        member.agency,
        member.email,
      ]);
      const { agency, email, role } = member;
      await record(tx, now, { actor: actorOf(member), action: 'member.join', object: agency, details: { role } });
      return { ...member, token: await this.#handOut(tx, 'mgm', { agency, email, days: personalDays }) };
    });
  }

  async changeRole(agency: string, { email, role }: { email: string; role: MemberRole }, actor: string): Promise<void> {
    await this.#changing(agency, async (tx, members) => {
      mustBeThere(members, email, agency);
      if (leavesNoOwner(members, email, role)) throw conflict(`${email} is the only owner of ${agency}.`);
      await sql(tx, 'update agency_member set role = ? where agency = ? and email = ?', [role, agency, email]);
      const details = { email, role };
      await record(tx, this.clock.now(), { actor, action: 'member.role', object: agency, details });
    });
  }

  /** With the member go the member’s tokens, and those for publishing that the member made: who made them knows them. */
  async remove(agency: string, email: string, actor: string): Promise<readonly string[]> {
    const now = this.clock.now();
    return this.#changing(agency, async (tx, members) => {
      mustBeThere(members, email, agency);
      if (leavesNoOwner(members, email, undefined)) throw conflict(`${email} is the only owner of ${agency}.`);
      const revoked = await sql<{ prefix: string }>(
        tx,
        'update publish_token set revoked_at = ? where created_by = ? and revoked_at is null returning prefix',
        [now, actorOf({ agency, email })],
      );
      await sql(tx, 'delete from agency_member where agency = ? and email = ?', [agency, email]);
      const prefixes = revoked.map(({ prefix }) => prefix);
      const details = { email, revoked: prefixes };
      await record(tx, now, { actor, action: 'member.remove', object: agency, details });
      return prefixes;
    });
  }

  prove(text: string): Promise<Member> {
    return this.#proved(this.database.fork(), 'mgm', text);
  }

  /** Members of an agency change one after the other: of two owners that remove each other, one stays. */
  #changing<T>(agency: string, work: (tx: Em, members: readonly ListedMember[]) => Promise<T>): Promise<T> {
    return this.database.fork().transactional(async (tx) => {
      const [found] = await sql(tx, 'select 1 from agency where code = ? for update', [agency]);
      if (!found) throw notFound(`agency ${agency}`);
      return work(
        tx,
        await sql<ListedMember>(tx, 'select email, role, state from agency_member where agency = ?', [agency]),
      );
    });
  }

  async #proved(em: Em, kind: Exclude<TokenKind, 'mgp'>, text: string): Promise<Member> {
    const parts = partsOfToken(kind, text);
    const [row] = parts
      ? await sql<TokenRow>(
          em,
          `select t.*, m.role, a.state as agency_state from member_token t
             join agency_member m on m.agency = t.agency and m.email = t.email join agency a on a.code = t.agency
            where t.prefix = ? and t.kind = ? ${kind === 'mgi' ? 'for update of t' : ''}`,
          [parts.prefix, kind === 'mgi' ? 'INVITATION' : 'PERSONAL'],
        )
      : [];
    if (!row || !parts || !isItsSecret(row.secret_hash, parts.secret))
      throw new Refused(401, 'UNAUTHENTICATED', 'The token is not valid here.');
    if (row.used_at !== null) throw new Refused(401, 'UNAUTHENTICATED', 'The invitation was used.');
    if (new Date(row.expires_at) <= this.clock.now())
      throw new Refused(401, 'UNAUTHENTICATED', 'The token has run out.');
    return { agency: row.agency, agencyState: row.agency_state, email: row.email, role: row.role };
  }

  async #handOut(
    tx: Em,
    kind: 'mgi' | 'mgm',
    { agency, email, days }: { agency: string; email: string; days: number },
  ): Promise<string> {
    const { text, prefix, digest } = newToken(kind);
    const now = this.clock.now();
    await sql(
      tx,
      `insert into member_token (prefix, secret_hash, kind, agency, email, created_at, expires_at)
         values (?, decode(?, 'hex'), ?, ?, ?, ?, ?)`,
      [
        prefix,
        digest,
        kind === 'mgi' ? 'INVITATION' : 'PERSONAL',
        agency,
        email,
        now,
        new Date(now.getTime() + days * 86_400_000),
      ],
    );
    return text;
  }
}

function mustBeThere(members: readonly ListedMember[], email: string, agency: string): void {
  if (!members.some((each) => each.email === email)) throw notFound(`member ${email} of ${agency}`);
}
