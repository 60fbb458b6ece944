import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Agencies } from '../agencies/agencies.ts';
import { type MemberAct, memberRoles } from '../agencies/member.rules.ts';
import { actorOf, type Members, mustBeAllowed } from '../agencies/members.ts';
import type { PublishTokens } from '../agencies/publish-tokens.ts';
import { notFound } from '../refused.ts';
import type { Callers } from './callers.ts';

const tokenInput = z.strictObject({
  agency: z.string(),
  subgraph: z.string(),
  label: z.string().min(1).max(100).default('publish'),
  days: z.number().default(90),
});

const memberInput = z.strictObject({ email: z.string().max(200), role: z.enum(memberRoles) });

interface OfAgency {
  readonly Params: { readonly code: string };
}

/** What an agency’s people do by themselves, and its operator in their place. */
export function memberRoutes(
  app: FastifyInstance,
  {
    callers,
    agencies,
    members,
    tokens,
  }: { callers: Callers; agencies: Agencies; members: Members; tokens: PublishTokens },
): void {
  /** Who acts for an agency, for the audit log. Of another agency nobody learns that it is there. */
  const acting = async (request: FastifyRequest, agency: string, act?: MemberAct): Promise<string> => {
    const caller = await callers.memberOrOperator(request);
    if (typeof caller === 'string') return caller;
    if (caller.agency !== agency) throw notFound(`agency ${agency}`);
    if (act) mustBeAllowed(caller, act);
    return actorOf(caller);
  };

  app.get<OfAgency>('/v1/agencies/:code/members', async (request) => {
    await acting(request, request.params.code);
    return members.list(request.params.code);
  });

  app.post<OfAgency>('/v1/agencies/:code/members', async (request, reply) => {
    const { code } = request.params;
    const actor = await acting(request, code, 'members.change');
    return reply.code(201).send({ invitation: await members.invite(code, memberInput.parse(request.body), actor) });
  });

  app.put<OfAgency>('/v1/agencies/:code/members', async (request, reply) => {
    const { code } = request.params;
    const actor = await acting(request, code, 'members.change');
    await members.changeRole(code, memberInput.parse(request.body), actor);
    return reply.code(204).send();
  });

  app.delete<OfAgency>('/v1/agencies/:code/members', async (request) => {
    const { code } = request.params;
    const actor = await acting(request, code, 'members.change');
    const { email } = z.object({ email: z.string() }).parse(request.query);
    return { revokedTokens: await members.remove(code, email, actor) };
  });

  app.post('/v1/members/join', async (request, reply) => {
    const { invitation } = z.strictObject({ invitation: z.string() }).parse(request.body);
    return reply.code(201).send(await members.join(invitation));
  });

  app.get('/v1/tokens', async (request) => {
    const caller = await callers.memberOrOperator(request);
    return tokens.list(typeof caller === 'string' ? undefined : caller.agency);
  });

  app.post('/v1/tokens', async (request, reply) => {
    const { agency, ...given } = tokenInput.parse(request.body);
    const actor = await acting(request, agency, 'token.create');
    // A name in the graph is the agency’s for good: only who speaks for it takes one.
    if (!(await agencies.has(agency, given.subgraph))) await acting(request, agency, 'subgraph.name');
    await agencies.registerSubgraph(agency, given.subgraph, actor);
    return reply.code(201).send({ token: await tokens.create(given, actor) });
  });

  app.delete<{ Params: { prefix: string } }>('/v1/tokens/:prefix', async (request, reply) => {
    const { prefix } = request.params;
    const agency = await tokens.agencyOf(prefix);
    const caller = await callers.memberOrOperator(request);
    if (agency === undefined || (typeof caller !== 'string' && caller.agency !== agency))
      throw notFound(`token mgp_${prefix} that holds`);
    await tokens.revoke(prefix, await acting(request, agency, 'token.revoke'));
    return reply.code(204).send();
  });
}
