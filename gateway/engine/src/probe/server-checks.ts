import { setTimeout as sleep } from 'node:timers/promises';
import type { Audit } from 'graphql-http';
import { isObject } from '../complete/complete.ts';
import { callOf, misfit } from './ask-for.ts';
import { Objection, shortened } from './report.ts';
import type { ServedSchema } from './served-schema.ts';
import type { ProofFor, Wire } from './wire.ts';

/** Each field of Query, with as little as it takes; mutations are never tried. */
export function rootChecks(wire: Wire, served: ServedSchema) {
  const query = served.schema.getQueryType();
  return Object.values(query?.getFields() ?? {})
    .filter(({ name }) => !name.startsWith('_'))
    .map((field) => ({
      title: `Query.${field.name}: answers as the schema says`,
      run: async () => {
        const { text, variables } = callOf(field.name, field, served);
        const answer = await wire.data(text, { variables });
        const came = shortened(JSON.stringify(answer));
        const sent = `${shortened(text)} ${JSON.stringify(variables)}`;
        const value = isObject(answer.data) ? answer.data[field.name] : undefined;
        if (Array.isArray(answer.errors) && answer.errors.length > 0) {
          // A field may refuse what nobody would ask for; that it says so in the right form is another check.
          const says = answer.errors.every((error) => isObject(error) && isObject(error['extensions']));
          if (!says) throw new Objection('ROOT_FIELD_FAILED', sent, came);
          return;
        }
        const wrong = misfit(field.type, value ?? null, field.name);
        if (wrong) throw new Objection('WRONG_SHAPE', sent, `${wrong}: ${came}`);
      },
    }));
}

const leaks = [
  /\n\s+at .+:\d+/,
  /node_modules/,
  /Traceback/,
  /https?:\/\/(localhost|127\.|10\.|192\.168\.)/,
  /\bselect\b.+\bfrom\b/i,
];

/** What came as errors while everything else was tried. */
export function errorChecks(wire: Wire) {
  const all = (judge: (error: unknown, sent: string) => void) => async () => {
    for (const { error, sent } of wire.errors) judge(error, sent);
  };
  return [
    {
      title: 'errors of execution carry a path and a code',
      run: all((error, sent) => {
        const { path, extensions } = isObject(error) ? error : {};
        const coded = isObject(extensions) && typeof extensions['code'] === 'string';
        if (!Array.isArray(path) || !coded)
          throw new Objection('ERROR_UNCODED', sent, shortened(JSON.stringify(error)));
      }),
    },
    {
      title: 'errors say nothing of the inside',
      run: all((error, sent) => {
        const text = JSON.stringify(error).replaceAll('\\n', '\n');
        if (leaks.some((leak) => leak.test(text))) throw new Objection('ERROR_LEAKS', sent, shortened(text));
      }),
    },
  ];
}

/** Whoever is not the gateway, or was the gateway for another request. */
export function strangerChecks(wire: Wire) {
  const refused = (title: string, proof: ProofFor) => ({
    title: `refuses ${title}`,
    run: async () => {
      const { status, text, answer } = await wire.ask('{__typename}', { proof });
      const answered = isObject(answer?.data) || status === 200;
      if (answered) throw new Objection('ANYBODY_MAY_ASK', `{__typename}, ${title}`, `${status}: ${shortened(text)}`);
    },
  });
  const changed = (text: string) => {
    const middle = Math.floor(text.lastIndexOf('.') + (text.length - text.lastIndexOf('.')) / 2);
    return `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`;
  };
  const forged: ProofFor = async (body) =>
    Object.fromEntries(Object.entries(await wire.proof(body)).map(([name, value]) => [name, changed(value)]));
  return [
    refused('a request without an identity', () => ({})),
    refused('an identity that the gateway did not sign', forged),
    refused('the identity of another request', () => wire.proof('{"query":"{ other: __typename }"}')),
  ];
}

const calls = 50;

export function serverChecks(wire: Wire, budgetMs: number) {
  const typename = async (sent: string, headers: Record<string, string>) => {
    const { status, text, answer } = await wire.ask('{__typename}', { headers });
    const { __typename: name } = isObject(answer?.data) ? answer.data : {};
    if (name !== 'Query') throw new Objection('HEADERS_BREAK', sent, `${status}: ${shortened(text)}`);
  };
  return [
    {
      title: `95 of 100 calls take at most ${budgetMs} ms`,
      run: async () => {
        const took: number[] = [];
        for (let nth = 0; nth < calls; nth++) {
          const start = performance.now();
          await wire.ask('{__typename}');
          took.push(performance.now() - start);
        }
        const slow = took.sort((a, b) => a - b)[Math.floor(calls * 0.95)] ?? 0;
        if (slow > budgetMs)
          throw new Objection('TOO_SLOW', `{__typename}, ${calls} times`, `p95 ${slow.toFixed(0)} ms`);
      },
    },
    {
      title: 'answers after a request was called off',
      run: async () => {
        for (let nth = 0; nth < 10; nth++) {
          const leaving = new AbortController();
          const gone = wire.ask('{_service{sdl}}', { signal: leaving.signal }).catch(() => undefined);
          await sleep(nth);
          leaving.abort();
          await gone;
        }
        const { status, answer } = await wire.ask('{__typename}');
        if (!isObject(answer?.data))
          throw new Objection('CANCEL_BREAKS', '10 requests that were called off, then {__typename}', String(status));
      },
    },
    {
      title: 'lets the gateway say how long it waits, and ignores what it does not know',
      run: async () => {
        await typename('x-deadline-ms: 1000', { 'x-deadline-ms': '1000' });
        await typename('x-something-new', { 'x-something-new': '\u00e9', traceparent: 'garbage' });
      },
    },
    {
      title: 'answers compressed, or not, when it is offered',
      run: () => typename('accept-encoding: gzip', { 'accept-encoding': 'gzip' }),
    },
  ];
}

/** What GraphQL over HTTP says a server must do. */
export function auditChecks(audits: readonly Audit[]) {
  return audits
    .filter(({ name }) => name.startsWith('MUST'))
    .map(({ id, name, fn }) => ({
      title: `GraphQL over HTTP ${id}: ${name}`,
      run: async () => {
        const result = await fn();
        if (result.status === 'error') throw new Objection('NOT_GRAPHQL_OVER_HTTP', name, shortened(result.reason));
      },
    }));
}
