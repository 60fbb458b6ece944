import { isObject, type JsonObject } from '../complete/complete.ts';
import { errorsIn, type SubgraphAnswer, type SubgraphClient, type SubgraphRequest } from './types.ts';

export interface PartnerOptions {
  /** Whose subgraph it is: said with every error. */
  readonly name: string;
  /** The longest list that is taken; the conventions of the graph bound pages at a hundred. */
  readonly maxItems?: number;
  /** The longest text, in UTF-16 units. */
  readonly maxText?: number;
  readonly maxErrors?: number;
  /** Told of what a partner said wrong, for the log; never of values. */
  readonly onMisfit?: (what: Misfit) => void;
}

export type Misfit = 'LIST_TOO_LONG' | 'TEXT_TOO_LONG' | 'TOO_DEEP';

/** What a partner's error is to clients of the graph. */
export const partnerErrorCode = 'PARTNER_ERROR';

/** Deeper than any operation may be. */
const maxDepth = 64;

/**
 * What others answer, made harmless: their codes are said to be theirs, so that none of them can sign a user out or send
 * her to another page; their messages stay here; lists and texts have an end; texts are Unicode.
 */
export function partner(client: SubgraphClient, options: PartnerOptions): SubgraphClient {
  const { name, maxItems = 1_000, maxText = 65_536, maxErrors = 20, onMisfit = () => undefined } = options;

  /** The value as it may be passed on; undefined, with a reason, where it may not. */
  const checked = (value: unknown, depth: number): { readonly value: unknown } | Misfit => {
    if (typeof value === 'string') return value.length > maxText ? 'TEXT_TOO_LONG' : { value: asUnicode(value) };
    if (typeof value !== 'object' || value === null) return { value };
    if (depth > maxDepth) return 'TOO_DEEP';
    if (Array.isArray(value)) {
      const most = lists?.get(path.filter((each) => typeof each === 'string').join('.'));
      if (most !== undefined && value.length > most && most <= maxItems) {
        // What was asked for is there, and what is beyond it was not.
        note('LIST_TOO_LONG', path);
        value.length = most;
      }
      if (value.length > maxItems && !isEntities(depth, path.at(-1))) return 'LIST_TOO_LONG';
      return { value: value.map((item, at) => below(item, depth, at)) };
    }
    const object = value as JsonObject;
    for (const key of Object.keys(object)) object[key] = below(object[key], depth, key);
    return { value: object };
  };
  let path: (string | number)[] = [];
  let lists: SubgraphRequest['lists'];
  let found: { readonly misfit: Misfit; readonly path: readonly (string | number)[] }[] = [];
  const note = (misfit: Misfit, at: readonly (string | number)[]) => {
    if (found.length < maxErrors) found.push({ misfit, path: [...at] });
  };
  const below = (value: unknown, depth: number, key: string | number): unknown => {
    path.push(key);
    const kept = checked(value, depth + 1);
    if (typeof kept === 'string') note(kept, path);
    path.pop();
    return typeof kept === 'string' ? null : kept.value;
  };

  const clean = ({ data, errors }: SubgraphAnswer, request: SubgraphRequest): SubgraphAnswer => {
    path = [];
    ({ lists } = request);
    found = [];
    if (isObject(data)) for (const key of Object.keys(data)) data[key] = below(data[key], 0, key);
    for (const { misfit } of found) onMisfit(misfit);
    const own = found.map(({ misfit, path: at }) => presented({ path: at, extensions: { code: misfit } }));
    const all = [...errorsIn(errors).slice(0, maxErrors).map(presented), ...own].slice(0, maxErrors);
    return { data, ...((all.length > 0 || Array.isArray(errors)) && { errors: all }) };
  };
  const presented = (error: unknown) => {
    const { path: at, extensions } = isObject(error) ? error : {};
    const code = isObject(extensions) ? extensions['code'] : undefined;
    const reason = typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'UNKNOWN';
    return {
      message: 'A partner’s part of the graph could not answer this.',
      ...(Array.isArray(at) && { path: at.slice(0, maxDepth) as unknown[] }),
      extensions: { code: partnerErrorCode, partner: name, reason: `${name}:${reason}` },
    };
  };

  return {
    ...client,
    async send(request) {
      // Bytes are not passed on as they are: every text has to be looked at.
      const { pass, ...parsed } = request;
      return clean(await client.send(pass ? parsed : request), request);
    },
    ...(client.subscribe && {
      async *subscribe(request) {
        for await (const event of client.subscribe?.(request) ?? []) yield clean(event, request);
      },
    }),
  };
}

/** Entities are as many as were asked for, which is checked where that is known. */
const isEntities = (depth: number, key: string | number | undefined) =>
  depth === 1 && typeof key === 'string' && /^(_entities|e\d+)$/.test(key);

/** Half a character, or a NUL, is nothing that readers agree on. */
function asUnicode(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}
