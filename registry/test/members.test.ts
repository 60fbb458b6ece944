import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
}, 120_000);
afterAll(() => registry.stop());

const invite = async (who: string, agency: string, email: string, role: 'OWNER' | 'ENGINEER') =>
  registry.ask<{ invitation: string; code: string }>(who, 'POST', `/v1/agencies/${agency}/members`, { email, role });

const join = (invitation: string) =>
  registry.ask<{ token: string; role: string; code: string }>(null, 'POST', '/v1/members/join', { invitation });

/** An approved agency with an owner and an engineer of its own. */
async function agency(code: string) {
  await registry.ask(null, 'POST', '/v1/agencies', { code, name: code, contact: `owner@${code}.example` });
  await registry.ask('operator', 'POST', `/v1/agencies/${code}/approve`, {});
  const first = await invite('operator', code, `owner@${code}.example`, 'OWNER');
  const owner = (await join(first.body.invitation)).body.token;
  const second = await invite(owner, code, `engineer@${code}.example`, 'ENGINEER');
  const engineer = (await join(second.body.invitation)).body.token;
  return { code, owner, engineer };
}

const token = (who: string, code: string, subgraph: string) =>
  registry.ask<{ token: string; code: string }>(who, 'POST', '/v1/tokens', { agency: code, subgraph });

test('an agency that was let in runs itself: its owner invites an engineer, who makes the token that publishes', async () => {
  const { code, owner, engineer } = await agency('crafts');

  const named = await token(owner, code, 'crafts');
  const made = await token(engineer, code, 'crafts');

  expect([named.status, made.status]).toEqual([201, 201]);
  expect((await registry.ask(made.body.token, 'GET', '/v1/whoami')).body).toMatchObject({
    subgraph: 'crafts',
    agency: code,
  });
  const { body } = await registry.ask<{ email: string; role: string; state: string }[]>(
    engineer,
    'GET',
    `/v1/agencies/${code}/members`,
  );
  expect(body.map(({ email, role, state }) => `${email} ${role} ${state}`)).toEqual([
    'engineer@crafts.example ENGINEER ACTIVE',
    'owner@crafts.example OWNER ACTIVE',
  ]);
});

describe('an invitation', () => {
  test('serves once', async () => {
    const { code, owner } = await agency('once');
    const { invitation } = (await invite(owner, code, 'new@once.example', 'ENGINEER')).body;

    const answers = await Promise.all(Array.from({ length: 5 }, () => join(invitation)));

    expect(answers.map(({ status }) => status).sort()).toEqual([201, 401, 401, 401, 401]);
  });

  test('is replaced by a newer one for the same person', async () => {
    const { code, owner } = await agency('newer');
    const first = (await invite(owner, code, 'new@newer.example', 'ENGINEER')).body.invitation;
    const second = (await invite(owner, code, 'new@newer.example', 'OWNER')).body.invitation;

    expect((await join(first)).status).toBe(401);
    expect((await join(second)).body.role).toBe('OWNER');
  });

  test('runs out', async () => {
    const { code, owner } = await agency('lapsed');
    const { invitation } = (await invite(owner, code, 'new@lapsed.example', 'ENGINEER')).body;
    await registry.rows(`update member_token set expires_at = now() - interval '1 second' where prefix = ?`, [
      invitation.slice(4, 14),
    ]);

    expect((await join(invitation)).body.code).toBe('UNAUTHENTICATED');
  });

  test('is no token of a member, and the token no invitation', async () => {
    const { code, owner } = await agency('kinds');
    const { invitation } = (await invite(owner, code, 'new@kinds.example', 'ENGINEER')).body;

    expect((await registry.ask(invitation, 'GET', `/v1/agencies/${code}/members`)).status).toBe(401);
    expect((await join(owner)).status).toBe(401);
  });
});

describe('an engineer', () => {
  test.each([
    ['invites nobody', 'POST', '/members', { email: 'x@y.example', role: 'ENGINEER' }],
    ['gives nobody another role', 'PUT', '/members', { email: 'engineer@CODE.example', role: 'OWNER' }],
    ['removes nobody', 'DELETE', '/members?email=owner@CODE.example', undefined],
  ])('%s', async (what, method, path, body) => {
    const { code, engineer } = await agency(`e-${what.split(' ')[0]}`);
    const filled = (text: string) => text.replace('CODE', code);

    const answer = await registry.ask(
      engineer,
      method,
      `/v1/agencies/${code}${filled(path)}`,
      body && (JSON.parse(filled(JSON.stringify(body))) as object),
    );

    expect([answer.status, answer.body['code']]).toEqual([403, 'MEMBER_ROLE']);
    expect(answer.body['mend']).toContain('Ask an owner of your agency');
  });

  test('takes no new name for a subgraph', async () => {
    const { code, engineer } = await agency('namer');

    expect((await token(engineer, code, 'namer')).body.code).toBe('MEMBER_ROLE');
    expect(await registry.rows('select 1 from subgraph where name = ?', ['namer'])).toEqual([]);
  });
});

describe('of another agency', () => {
  test('a member sees nothing and makes nothing, as if it were not there', async () => {
    const ours = await agency('ours');
    const theirs = await agency('theirs');
    const { body } = await token(theirs.owner, theirs.code, 'theirs');

    const answers = await Promise.all([
      registry.ask(ours.owner, 'GET', '/v1/agencies/theirs/members'),
      invite(ours.owner, theirs.code, 'spy@ours.example', 'OWNER'),
      token(ours.owner, theirs.code, 'theirs'),
      registry.ask(ours.owner, 'DELETE', `/v1/tokens/${body.token.slice(4, 14)}`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await registry.ask(ours.owner, 'GET', '/v1/tokens')).body).toEqual([]);
    expect((await registry.ask(body.token, 'GET', '/v1/whoami')).status).toBe(200);
  });

  test('a name is not taken over by making a token for it', async () => {
    const ours = await agency('finder');
    const theirs = await agency('keeper');
    await token(theirs.owner, theirs.code, 'keeper');

    expect((await token(ours.owner, ours.code, 'keeper')).body.code).toBe('SUBGRAPH_NAME');
  });
});

test.each([
  ['approve agencies', 'POST', '/v1/agencies/crafts/approve'],
  ['grant', 'POST', '/v1/grants'],
  ['read the audit log', 'GET', '/v1/audit'],
  ['take the graph back', 'POST', '/v1/supergraph/rollback'],
  ['publish', 'POST', '/v1/subgraphs/crafts/publish'],
])('an owner may not %s', async (what, method, path) => {
  const { owner } = await agency(`o-${what.split(' ')[0]}`);

  expect((await registry.ask(owner, method, path, method === 'POST' ? {} : undefined)).status).toBe(401);
});

describe('who goes', () => {
  test('takes the tokens along that they made, and only those', async () => {
    const { code, owner, engineer } = await agency('leaver');
    const kept = (await token(owner, code, 'leaver')).body.token;
    const lost = (await token(engineer, code, 'leaver')).body.token;

    const { body } = await registry.ask<{ revokedTokens: string[] }>(
      owner,
      'DELETE',
      `/v1/agencies/${code}/members?email=engineer@leaver.example`,
    );

    expect(body.revokedTokens).toEqual([lost.slice(4, 14)]);
    expect((await registry.ask(lost, 'GET', '/v1/whoami')).status).toBe(401);
    expect((await registry.ask(engineer, 'GET', `/v1/agencies/${code}/members`)).status).toBe(401);
    expect((await registry.ask(kept, 'GET', '/v1/whoami')).status).toBe(200);
  });

  test('is never the last owner', async () => {
    const { code, owner } = await agency('last');

    const answer = await registry.ask(owner, 'DELETE', `/v1/agencies/${code}/members?email=owner@last.example`);

    expect([answer.status, answer.body['code']]).toEqual([409, 'STATE_CONFLICT']);
  });

  test('of two owners who remove each other at once, is one', async () => {
    const { code, owner } = await agency('duel');
    const { invitation } = (await invite(owner, code, 'other@duel.example', 'OWNER')).body;
    const other = (await join(invitation)).body.token;
    const remove = (who: string, email: string) =>
      registry.ask(who, 'DELETE', `/v1/agencies/${code}/members?email=${email}`);

    const answers = await Promise.all([remove(owner, 'other@duel.example'), remove(other, 'owner@duel.example')]);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(
      await registry.rows(`select 1 from agency_member where agency = ? and role = 'OWNER' and state = 'ACTIVE'`, [
        code,
      ]),
    ).toHaveLength(1);
  });
});

test('of a suspended agency members look on, and make nothing', async () => {
  const { code, owner } = await agency('halted');
  await token(owner, code, 'halted');
  await registry.ask('operator', 'POST', `/v1/agencies/${code}/suspend`, {});

  expect((await token(owner, code, 'halted')).body.code).toBe('AGENCY_NOT_APPROVED');
  expect((await invite(owner, code, 'x@halted.example', 'OWNER')).body.code).toBe('AGENCY_NOT_APPROVED');
  expect((await registry.ask(owner, 'GET', `/v1/agencies/${code}/members`)).status).toBe(200);
});

test('every act of a member stands in the audit log under their own name, and no token in it', async () => {
  const { code, owner, engineer } = await agency('logged');
  await token(owner, code, 'logged');
  const { token: made } = (await token(engineer, code, 'logged')).body;
  await registry.ask(owner, 'DELETE', `/v1/agencies/${code}/members?email=engineer@logged.example`);

  const rows = await registry.rows<{ actor: string; action: string; details: string }>(
    `select actor, action, details from audit_entry where actor like '%logged%' or object like '%logged%' order by position`,
  );

  expect(rows.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
    'anybody agency.request',
    'operator agency.approve',
    'operator member.invite',
    'member:logged:owner@logged.example member.join',
    'member:logged:owner@logged.example member.invite',
    'member:logged:engineer@logged.example member.join',
    'member:logged:owner@logged.example subgraph.register',
    'member:logged:owner@logged.example token.create',
    'member:logged:engineer@logged.example token.create',
    'member:logged:owner@logged.example member.remove',
  ]);
  for (const secret of [owner, engineer, made]) expect(JSON.stringify(rows)).not.toContain(secret.slice(15));
});
