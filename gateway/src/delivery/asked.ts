import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import {
  type DocumentNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Names come from callers: beyond so many in one report, the rest are one. */
const mostClients = 100;
/** Documents come from callers too: what is beyond is not said, and so holds no change up. */
const mostDocuments = 1_000;
/** What the registry takes of one document; of a longer one the elements are said, and the text is not. */
const longestText = 20_000;
const mostElements = 2_000;
const longestElement = 200;
/** What is kept to be said again when the registry is back. */
const mostWaiting = 4_000;

/** Whoever asks, by name, and whether they showed that it is theirs. */
export interface AskingClient {
  readonly name: string;
  readonly known: boolean;
}

/** How often a client asked a document, without its values, and for which elements. */
export interface AskedReport {
  readonly client: string;
  readonly known: boolean;
  readonly hash: string;
  readonly text: string;
  readonly coordinates: readonly string[];
  readonly count: number;
}

interface Counts {
  readonly schema: GraphQLSchema;
  readonly clients: Map<string, { readonly client: AskingClient; count: number }>;
}

/** Who asked for what. While a request is answered a number is counted up; documents are read when it is told. */
export class Asked {
  #counts = new Map<DocumentNode, Counts>();
  #waiting: AskedReport[] = [];
  readonly #read = new WeakMap<DocumentNode, Pick<AskedReport, 'hash' | 'text' | 'coordinates'>>();

  note(document: DocumentNode, schema: GraphQLSchema, client: AskingClient): void {
    let known = this.#counts.get(document);
    if (!known) {
      if (this.#counts.size >= mostDocuments) return;
      this.#counts.set(document, (known = { schema, clients: new Map() }));
    }
    const { clients } = known;
    const key = `${client.known ? 'known' : ''} ${client.name}`;
    const isOne = clients.has(key) || clients.size < mostClients || client.known;
    const as = isOne ? { key, client } : { key: 'others', client: { name: 'others', known: false } };
    const counted = clients.get(as.key) ?? { client: as.client, count: 0 };
    counted.count += 1;
    clients.set(as.key, counted);
  }

  /** What was asked since the last time, and what could not be told then. */
  async take(): Promise<AskedReport[]> {
    const [counts, taken] = [this.#counts, this.#waiting];
    this.#counts = new Map();
    this.#waiting = [];
    for (const [document, { schema, clients }] of counts) {
      const read = this.#readOf(document, schema);
      for (const { client, count } of clients.values())
        taken.push({ ...read, client: client.name, known: client.known, count });
      // Between two documents others are answered.
      await breathe();
    }
    return taken;
  }

  /** It was not told: it is told with the next. */
  putBack(reports: readonly AskedReport[]): void {
    this.#waiting = [...reports, ...this.#waiting].slice(0, mostWaiting);
  }

  #readOf(document: DocumentNode, schema: GraphQLSchema) {
    let read = this.#read.get(document);
    if (!read) {
      const text = print(withoutValues(document));
      const hash = createHash('sha256').update(text).digest('hex');
      const coordinates = coordinatesOf(document, schema)
        .filter((each) => each.length <= longestElement)
        .slice(0, mostElements);
      this.#read.set(document, (read = { hash, coordinates, text: text.length <= longestText ? text : '' }));
    }
    return read;
  }
}

/** Reports of a size that the registry takes at once. */
export function inParts(reports: readonly AskedReport[], mostBytes = 2_000_000, most = 500): AskedReport[][] {
  const parts: AskedReport[][] = [];
  let bytes = Infinity;
  for (const report of reports) {
    const size = report.text.length + report.coordinates.reduce((sum, each) => sum + each.length + 3, 200);
    const last = parts.at(-1);
    if (last && bytes + size <= mostBytes && last.length < most) {
      last.push(report);
      bytes += size;
    } else {
      parts.push([report]);
      bytes = size;
    }
  }
  return parts;
}

/** A text or a number in a document may be anybody’s, and so may a name that its author gave an answer. */
export function withoutValues(document: DocumentNode): DocumentNode {
  const aliases = new Map<string, string>();
  return visit(document, {
    Field: {
      leave(node) {
        if (!node.alias) return undefined;
        const { value } = node.alias;
        const name = aliases.get(value) ?? `a${aliases.size + 1}`;
        aliases.set(value, name);
        return { ...node, alias: { ...node.alias, value: name } };
      },
    },
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
  });
}

/** Every element that a document asks for. */
export function coordinatesOf(document: DocumentNode, schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition() {
        // Which fields of an input a caller fills in is in the values, which are not looked at: it may be any.
        const type = info.getInputType();
        if (type) addInput(getNamedType(type), found);
      },
      Field() {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (parent && field && !field.name.startsWith('__')) found.add(`${parent.name}.${field.name}`);
      },
      Argument() {
        const [parent, field, argument] = [info.getParentType(), info.getFieldDef(), info.getArgument()];
        if (parent && field && argument) found.add(`${parent.name}.${field.name}(${argument.name}:)`);
      },
      ObjectField(node) {
        const parent = info.getParentInputType();
        if (parent && 'name' in parent) found.add(`${String(parent.name)}.${node.name.value}`);
      },
      EnumValue(node) {
        const type = info.getInputType();
        if (type && 'name' in type && type.astNode?.kind !== Kind.SCALAR_TYPE_DEFINITION)
          found.add(`${String(type.name)}.${node.value}`);
      },
    }),
  );
  return [...found].sort();
}

function addInput(type: GraphQLNamedType, found: Set<string>): void {
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const coordinate = `${type.name}.${field.name}`;
    if (found.has(coordinate)) continue;
    found.add(coordinate);
    addInput(getNamedType(field.type), found);
  }
}
