import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { credentialPage, pagePolicy, type ShownCredential } from './credential-page.ts';

/** Asks the graph as whoever opened the page: nobody in particular, at her own address and her own rate. */
type Ask = (request: FastifyRequest, query: string, variables: object) => Promise<Record<string, unknown> | null>;

const Verify = `query VerifyCredential($id: ID!) { verifyCredential(id: $id) {
  credentialId kind status level grade rank issuedOn validUntil revokedOn
  zh: subject(lang: ZH) en: subject(lang: EN) holderZh: holder(lang: ZH) holderEn: holder(lang: EN)
  issuer { zh: name(lang: ZH) en: name(lang: EN) } } }`;
const List = `query StatusList($list: Int!) { credentialStatusList(list: $list) }`;
const Keys = `query CredentialKeys { credentialKeys { kid kty crv x } }`;

/**
 * What a verifier of a credential needs and a person with a number in her hand: a page that says whether it counts, the
 * status lists, the issuer and its keys. Everything is asked of the graph, by operations that anybody may send.
 */
export function serveCredentials(app: FastifyInstance): void {
  const ask = askerOf(app);

  app.get<{ Querystring: { id?: string; lang?: string } }>('/credentials', async (request, reply) => {
    const id = String(request.query.id ?? '').trim();
    if (id === '') return sendPage(request, reply, null, '');
    const lang = request.query.lang === undefined ? '' : `?lang=${langOf(request)}`;
    return reply.redirect(`/credentials/${encodeURIComponent(id)}${lang}`, 303);
  });

  app.get<{ Params: { id: string }; Querystring: { lang?: string } }>('/credentials/:id', async (request, reply) => {
    const { id } = request.params;
    const data = await ask(request, Verify, { id });
    if (!data)
      return reply
        .code(503)
        .header('retry-after', '5')
        .send(pageOf(request, reply, 'UNAVAILABLE', id));
    const found = data['verifyCredential'] as ShownCredential | null;
    if (!found) void reply.code(404);
    return sendPage(request, reply, found ?? 'UNKNOWN', id);
  });

  app.get<{ Params: { list: string } }>('/credentials/status/:list', async (request, reply) => {
    const { list } = request.params;
    if (!/^\d{1,5}$/.test(list)) return reply.callNotFound();
    const data = await ask(request, List, { list: Number(list) });
    const signed = data?.['credentialStatusList'];
    if (typeof signed !== 'string') return data ? reply.callNotFound() : reply.code(503).send();
    return reply.type('application/vc+jwt').header('cache-control', 'public, max-age=60').send(signed);
  });

  app.get('/credentials/issuer', async (request, reply) => {
    const keys = await keysFor(request);
    return reply.type('application/ld+json').send({
      '@context': ['https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
      id: keys[0]?.kid.replace(/\/keys\/.*$/, '/issuer'),
      type: ['Profile'],
      name: 'Millgate',
      verificationMethod: keys.map(({ kid, ...publicKeyJwk }) => ({ id: kid, type: 'JsonWebKey', publicKeyJwk })),
    });
  });

  app.get<{ Params: { thumbprint: string } }>('/credentials/keys/:thumbprint', async (request, reply) => {
    const key = (await keysFor(request)).find(({ kid }) => kid.endsWith(`/${request.params.thumbprint}`));
    return key ? reply.type('application/jwk+json').send({ ...key, alg: 'EdDSA', use: 'sig' }) : reply.callNotFound();
  });

  const keysFor = async (request: FastifyRequest) =>
    ((await ask(request, Keys, {}))?.['credentialKeys'] ?? []) as {
      kid: string;
      kty: string;
      crv: string;
      x: string;
    }[];
}

const askerOf =
  (app: FastifyInstance): Ask =>
  async ({ ip, headers }, query, variables) => {
    const now = headers['millgate-now'];
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      remoteAddress: ip,
      headers: { 'content-type': 'application/json', ...(now === undefined ? {} : { 'millgate-now': now }) },
      payload: { query, variables },
    });
    return response.json<{ data?: Record<string, unknown> | null }>().data ?? null;
  };

const langOf = ({ query, headers }: FastifyRequest): 'zh' | 'en' => {
  const asked = (query as { lang?: string } | undefined)?.lang ?? headers['accept-language'] ?? '';
  return /^\s*en/i.test(asked) ? 'en' : 'zh';
};

const pageOf = (
  request: FastifyRequest,
  reply: FastifyReply,
  what: ShownCredential | 'UNKNOWN' | 'UNAVAILABLE' | null,
  id: string,
): string => {
  void reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy);
  return credentialPage(what, { id, lang: langOf(request) });
};

const sendPage = (...given: Parameters<typeof pageOf>): FastifyReply => given[1].send(pageOf(...given));
