import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Definition {
  readonly '@context'?: Terms;
  readonly '@type'?: string;
}
type Terms = Readonly<Record<string, string | Definition | boolean | null>>;

const files: Readonly<Record<string, string>> = {
  'https://www.w3.org/ns/credentials/v2': 'credentials-v2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'open-badges-3.0.3.json',
};

/** The terms of a context that came along; whatever else is named cannot be fetched, and is not. */
function termsOf(address: string): Terms {
  const file = files[address];
  if (file === undefined) throw new Error(`no context ${address} has come along`);
  const text = readFileSync(join(import.meta.dirname, '../../contexts', file), 'utf8');
  return (JSON.parse(text) as { '@context': Terms })['@context'];
}

const scoped = (definition: Terms[string] | undefined): Terms =>
  definition && typeof definition === 'object' ? (definition['@context'] ?? {}) : {};

/**
 * Paths of a document that its contexts give no meaning to. A type brings the terms of its own context, and so does a
 * property for what it holds, as JSON-LD 1.1 has it.
 */
export function undefinedTerms(document: object): string[] {
  const { '@context': named, ...body } = document as { '@context': string[] };
  const outer: Terms = Object.assign({}, ...named.map(termsOf)) as Terms;
  const found: string[] = [];
  const visit = (value: unknown, terms: Terms, path: string): void => {
    if (Array.isArray(value)) return value.forEach((one) => visit(one, terms, path));
    if (value === null || typeof value !== 'object') return;
    const types = [(value as { type?: string | string[] }).type ?? []].flat();
    const own: Terms = Object.assign({}, terms, ...types.map((type) => scoped(terms[type]))) as Terms;
    for (const type of types) if (!(type in own)) found.push(`${path}.type ${type}`);
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith('@')) continue;
      if (!(key in own)) found.push(`${path}.${key}`);
      else visit(inner, { ...own, ...scoped(own[key]) }, `${path}.${key}`);
    }
  };
  visit(body, outer, '');
  return found;
}
