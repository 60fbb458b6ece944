import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Logger, reason } from '@millgate/kit';

/** Where people sign in; the pages are a public client of an OpenID provider. */
export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
}

export interface PagesOptions {
  readonly mode: 'demo' | 'production';
  readonly signIn?: SignIn | undefined;
  /** The folder of the built pages; while they are being built, whoever asks for one waits. */
  readonly folder: Promise<string>;
  readonly log: Logger;
}

const names = ['dashboard', 'portal', 'day', 'explorer'] as const;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** Serves the built pages and their parts, whose names change with their content. */
export function servePages(app: FastifyInstance, { mode, signIn, folder, log }: PagesOptions): void {
  // Who asks is told; a start that nobody asks pages of goes on.
  folder.catch((cause: unknown) => log.error({ cause: reason(cause) }, 'there are no pages'));
  const read = fileReader(folder);
  const policies = { strict: policyOf(signIn), explorer: policyOf(signIn, editorNeeds) };

  const page = async (name: string, request: FastifyRequest, reply: FastifyReply) => {
    const file = await read(`${name}/index.html`, request.headers['accept-encoding']);
    if (!file) return reply.callNotFound();
    void reply.header('content-security-policy', name === 'explorer' ? policies.explorer : policies.strict);
    void reply.header('cross-origin-opener-policy', 'same-origin');
    if (request.headers['if-none-match'] === file.tag) return answer(reply, file, 'no-cache').code(304).send();
    return answer(reply, file, 'no-cache').send(file.body);
  };

  app.get('/', (request, reply) => page('home', request, reply));
  for (const name of names) {
    app.get(`/${name}`, (_request, reply) => reply.redirect(`/${name}/`, 308));
    app.get(`/${name}/`, (request, reply) => page(name, request, reply));
  }
  app.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const file = await read(`assets/${request.params.file}`, request.headers['accept-encoding']);
    if (!file) return reply.callNotFound();
    // A worker lives by the policy of its own script, not of the page.
    void reply.header('content-security-policy', "default-src 'none'; script-src 'self'; connect-src 'self'");
    return answer(reply, file, 'public, max-age=31536000, immutable').send(file.body);
  });
  app.get('/pages.json', () => ({ mode, signIn: signIn ?? null }));
}

interface PageFile {
  readonly type: string;
  readonly encoding: string | undefined;
  readonly tag: string;
  readonly body: Buffer;
}

const answer = (reply: FastifyReply, { type, encoding, tag }: PageFile, keep: string): FastifyReply => {
  if (encoding !== undefined) void reply.header('content-encoding', encoding);
  return reply.type(type).header('cache-control', keep).header('vary', 'accept-encoding').header('etag', tag);
};

/** Reads files as the build left them, parts once, in the smallest form that the asker takes. */
function fileReader(folder: Promise<string>) {
  const known = new Map<string, Promise<PageFile | undefined>>();
  return async (path: string, accepted: string | string[] | undefined): Promise<PageFile | undefined> => {
    const type = types[extname(path)];
    // A name with a separator or a dot before it is not one that the build gives.
    if (type === undefined || !/^\w+\/[\w-]+(\.[\w-]+)*$/.test(path)) return undefined;
    const encoding = encodingFor(String(accepted ?? ''));
    const key = `${encoding ?? ''} ${path}`;
    const reading = known.get(key) ?? folder.then((place) => readForm(place, path, type, encoding));
    known.set(key, reading);
    const file = await reading.catch(() => undefined);
    // Names are anybody’s to invent: what is not there is not remembered. A page names its parts, and is read anew in
    // case it was built anew.
    if (!file || !path.startsWith('assets/')) known.delete(key);
    return file;
  };
}

async function readForm(folder: string, path: string, type: string, encoding: 'br' | 'gzip' | undefined) {
  const suffix = encoding === 'br' ? '.br' : encoding === 'gzip' ? '.gz' : '';
  const body = await readFile(join(folder, path + suffix)).catch(() => undefined);
  if (!body) return undefined;
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, encoding, tag, body };
}

/** Of the forms that the build made; a form that is offered with `q=0` is refused. */
function encodingFor(accepted: string): 'br' | 'gzip' | undefined {
  const offered = accepted
    .split(',')
    .filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one))
    .map((one) => one.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((one) => offered.includes(one));
}

/**
 * The editor of the explorer writes style elements and attributes as it draws its lines, and its style sheet carries its
 * fonts. It runs no text as a program, so scripts stay as strict as everywhere.
 */
const editorNeeds = { style: "'self' 'unsafe-inline'", font: "'self' data:", img: "'self' data:" };

const policyOf = (signIn: SignIn | undefined, needs = { style: "'self'", font: "'self'", img: "'self'" }): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${needs.style}`,
    `font-src ${needs.font}`,
    `img-src ${needs.img}`,
    "worker-src 'self'",
    `connect-src 'self'${signIn ? ` ${new URL(signIn.issuer).origin}` : ''}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
