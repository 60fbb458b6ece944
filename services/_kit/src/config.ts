import { resolve } from 'node:path';
import { z } from 'zod';
import type { Outside } from './outside/outside.ts';

/** A start that cannot succeed as configured. The message is for an operator and is printed alone, without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

const shape = z.object({
  MILLGATE_MODE: z.enum(['demo', 'production']).default('demo'),
  MILLGATE_HOME: z.string().min(1).default('.millgate'),
  MILLGATE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address that begins with postgresql://')
    .optional(),
  GATEWAY_URL: z.url().default('http://127.0.0.1:4000/graphql'),
  PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^/\s?#]+$/, 'must be an address without a path, like https://graph.example')
    .optional(),
  SUBGRAPH_URLS: z
    .string()
    .regex(
      /^(\w+=https?:\/\/[^,\s]+)?(,\w+=https?:\/\/[^,\s]+)*$/,
      'must be a list like community=http://127.0.0.1:4101,canteens=…',
    )
    .default(''),
  REGISTRY_URL: z.url({ protocol: /^https?$/ }).optional(),
  PARTNER_NETWORKS: z
    .string()
    .regex(/^([0-9a-fA-F.:]+\/\d+)?(,[0-9a-fA-F.:]+\/\d+)*$/, 'must be a list like 10.2.0.0/16,fd00::/8')
    .optional(),
  CORS_ORIGINS: z
    .string()
    .regex(/^(https?:\/\/[^,\s/]+)?(,https?:\/\/[^,\s/]+)*$/, 'must be a list like https://a.example,https://b.example')
    .default(''),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^([0-9a-fA-F.:]+(\/\d+)?)?(,[0-9a-fA-F.:]+(\/\d+)?)*$/, 'must be a list like 10.0.0.7,10.1.0.0/16')
    .default(''),
  TOKEN_ISSUERS: z
    .string()
    .regex(
      /^([^,=\s]+=(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])[^,\s]+)?(,[^,=\s]+=(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])[^,\s]+)*$/,
      'must be a list like https://id.example=https://id.example/jwks.json',
    )
    .default(''),
  TOKEN_AUDIENCE: z.string().min(1).default('millgate'),
  SIGN_IN: z
    .string()
    .regex(
      /^((https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])\S+ \S+)?$/,
      'must be an OpenID provider and our client id there, like "https://id.example millgate"',
    )
    .default(''),
  SMTP_URL: z
    .string()
    .regex(/^(smtps?:\/\/\S+)?$/, 'must be an address like smtp://user:password@mail.example:587')
    .default(''),
  MAIL_FROM: z.string().min(3).max(200).default('millgate@localhost'),
  HOOKS_ALLOW: z
    .string()
    .regex(/^([0-9a-fA-F.:]+\/\d+)?(,[0-9a-fA-F.:]+\/\d+)*$/, 'must be a list like 10.1.0.0/16,10.2.0.0/16')
    .default(''),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  DUE_WORK: z.enum(['on', 'off']).default('on'),
  QUERY_DEADLINE_MS: z.coerce.number().int().min(100).max(15_000).default(2_000),
  PUBLIC_DOCUMENTS: z.enum(['any', 'registered']).default('any'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
});

/** Whom the gateway lets in, and how much of each. */
export interface DoorConfig {
  /** Origins whose pages may read answers. */
  readonly corsOrigins: readonly string[];
  /** Who may say, by `X-Forwarded-For`, where a request comes from. */
  readonly trustedProxies: readonly string[];
  readonly limitRates: boolean;
  /** How long a query waits for a subgraph before it shows the rest, in milliseconds. */
  readonly queryMillis?: number;
  /** Whether callers who are not signed in may ask what they like, or only what was registered beforehand. */
  readonly publicDocuments: 'any' | 'registered';
}

/** The environment, parsed once and frozen. */
export interface Config {
  /** `demo` allows a request to set the clock and a demo issuer; `production` allows neither. */
  readonly mode: 'demo' | 'production';
  /** Folder of the keys and, without `DATABASE_URL`, of the database that comes along. */
  readonly home: string;
  readonly logLevel: string;
  readonly databaseUrl: string | undefined;
  /** Where services reach the graph itself. */
  readonly gatewayUrl: string;
  /** Where the public reaches the gateway: printed on what outlives a request, such as credentials. */
  readonly publicUrl: string;
  /** Addresses of subgraphs, by name. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** Where the registry is that the gateway has its graph from; without it, the graph that comes with the program. */
  readonly registryUrl: string | undefined;
  /** Networks, besides the public one, in which partners’ servers may stand; in demo mode this machine. */
  readonly partnerNetworks: readonly string[];
  /** Whose tokens about people the gateway believes, where their keys are, and for which audience they must be. */
  readonly issuers: readonly { readonly issuer: string; readonly jwksUrl: string }[];
  readonly audience: string;
  /** The OpenID provider at which people sign in to the pages, and what the pages are called there. */
  readonly signIn: { readonly issuer: string; readonly clientId: string } | undefined;
  readonly door: DoorConfig;
  /** Whether the process does what time makes due; of several replicas, one has to. */
  readonly dueWork: boolean;
  /** Where notices may go, besides the graph. */
  readonly outside: Outside;
  readonly host: string;
  readonly port: number | undefined;
}

/** Reads the environment; the first bad value stops the start, by name. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new StartError(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { data } = parsed;
  const pairs = data.SUBGRAPH_URLS.split(',').filter(Boolean);
  return Object.freeze({
    mode: data.MILLGATE_MODE,
    home: resolve(data.MILLGATE_HOME),
    logLevel: data.MILLGATE_LOG,
    databaseUrl: data.DATABASE_URL,
    gatewayUrl: data.GATEWAY_URL,
    publicUrl:
      data.PUBLIC_URL ??
      (given['GATEWAY_URL'] ? new URL(data.GATEWAY_URL).origin : `http://127.0.0.1:${data.PORT || 4000}`),
    subgraphUrls: new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])),
    registryUrl: data.REGISTRY_URL,
    partnerNetworks: (data.PARTNER_NETWORKS ?? (data.MILLGATE_MODE === 'demo' ? '127.0.0.0/8,::1/128' : ''))
      .split(',')
      .filter(Boolean),
    issuers: data.TOKEN_ISSUERS.split(',')
      .filter(Boolean)
      .map((pair) => ({ issuer: pair.slice(0, pair.indexOf('=')), jwksUrl: pair.slice(pair.indexOf('=') + 1) })),
    audience: data.TOKEN_AUDIENCE,
    dueWork: data.DUE_WORK === 'on',
    outside: Object.freeze({
      ...(data.SMTP_URL ? { smtpUrl: data.SMTP_URL } : {}),
      mailFrom: data.MAIL_FROM,
      hooksAllow: data.HOOKS_ALLOW.split(',').filter(Boolean),
    }),
    signIn: signInFrom(data.SIGN_IN),
    door: Object.freeze({
      corsOrigins: data.CORS_ORIGINS.split(',').filter(Boolean),
      trustedProxies: data.TRUSTED_PROXIES.split(',').filter(Boolean),
      limitRates: data.RATE_LIMITS === 'on',
      queryMillis: data.QUERY_DEADLINE_MS,
      publicDocuments: data.PUBLIC_DOCUMENTS,
    }),
    host: data.HOST,
    port: data.PORT,
  });
}

function signInFrom(text: string): Config['signIn'] {
  const [issuer, clientId] = text.split(' ');
  return issuer && clientId ? { issuer, clientId } : undefined;
}
