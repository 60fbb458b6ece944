import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type EnumTypeDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';

/** One refusal of one mutation: what it says in both languages, and whether it can say since when its figure governs. */
export interface RefusalSaid {
  readonly mutation: string;
  readonly code: string;
  readonly zh: string | undefined;
  readonly en: string | undefined;
  readonly dated: boolean;
}

interface Text {
  readonly zh: string;
  readonly en: string;
}

interface Answer {
  of(result: object): { readonly userErrors: readonly { readonly text?: Text }[] };
}

/** The contract of a subgraph as it is committed. */
const contractOf = (subgraph: string) =>
  parse(readFileSync(new URL(`../../../../schema/subgraphs/${subgraph}.graphql`, import.meta.url), 'utf8')).definitions;

/** Every code with which a mutation of a subgraph refuses, by its contract, with the text that its code gives it. */
export async function refusalsOf(subgraph: string, sources: string): Promise<RefusalSaid[]> {
  const texts = await textsIn(sources);
  const definitions = contractOf(subgraph);
  const dated = new Set(
    definitions
      .filter((one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION)
      .filter(({ fields }) => fields?.some(({ name }) => name.value === 'effectiveFrom'))
      .map(({ name }) => name.value),
  );
  return definitions
    .filter((one): one is EnumTypeDefinitionNode => one.kind === Kind.ENUM_TYPE_DEFINITION)
    .filter(({ name }) => name.value.endsWith('ErrorCode') && !name.value.endsWith('DueErrorCode'))
    .flatMap(({ name, values = [] }) => {
      const mutation = name.value.slice(0, -'ErrorCode'.length);
      return values.map((value) => ({
        mutation,
        code: value.name.value,
        zh: texts(mutation, value.name.value)?.zh,
        en: texts(mutation, value.name.value)?.en,
        dated: dated.has(`${mutation}Error`),
      }));
    });
}

/** Texts by mutation and code, from the two ways in which modules state them: `<name>Messages` and `<name>Answer`. */
async function textsIn(sources: string) {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(sources, file))
    .filter((file) => /export const \w+(Messages|Answer)\b/.test(readFileSync(file, 'utf8')));
  const modules = (await Promise.all(files.map((file) => import(pathToFileURL(file).href)))) as object[];
  const exported = new Map<string, unknown>(modules.flatMap((module) => Object.entries(module)));
  return (mutation: string, code: string): Text | undefined => {
    const name = mutation.charAt(0).toLowerCase() + mutation.slice(1);
    const messages = exported.get(`${name}Messages`) as Record<string, Text> | undefined;
    if (messages) return messages[code];
    const answer = exported.get(`${name}Answer`) as Answer | undefined;
    return answer?.of({ ok: false, refusals: [{ code, path: [], rule: '' }] }).userErrors[0]?.text;
  };
}
