import { getNamedType, type GraphQLSchema, isLeafType, isNonNullType, isObjectType } from 'graphql';
import type { RunningGraph } from '../support/graph.ts';
import { nameOf, type Path, pathsTo } from './paths.ts';
import { ends, selection } from './walk.ts';
import type { Asker, World } from './world.ts';

/** Every path of at most so many steps that ends with a list that has pages. */
export function listsOf(schema: GraphQLSchema, most: number): Path[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return pathsTo(schema, new Set(types.map(({ name }) => name)), most).filter((path) => path.at(-1)?.connection);
}

/** What an item says of itself at a glance. */
function leavesOf(schema: GraphQLSchema, type: string): string {
  const found = schema.getType(type);
  if (!isObjectType(found)) return '__typename';
  const leaves = Object.values(found.getFields()).filter(
    (field) => isLeafType(getNamedType(field.type)) && !field.args.some((arg) => isNonNullType(arg.type)),
  );
  return ['__typename', ...leaves.map(({ name }) => name)].join(' ');
}

const instant = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;

/** The values that a cursor stands for: by these the list is in order. */
const valuesIn = (cursor: string): unknown[] => {
  const text = Buffer.from(cursor, 'base64url').subarray(12).toString();
  return JSON.parse(text) as unknown[];
};

/** Asks for a list, and says which of its items stands where it does by something that it does not show. */
export async function hiddenOrder(
  graph: RunningGraph,
  world: World,
  schema: GraphQLSchema,
  path: Path,
  asker: Asker,
): Promise<{ items: number; hidden: string[] }> {
  const type = path.at(-1)?.type ?? '';
  const found = `edges { cursor node { ... on ${type} { ${leavesOf(schema, type)} } } }`;
  const text = selection(path, 'list', world, found);
  if (text === undefined) return { items: 0, hidden: [] };
  const headers = asker.purpose === undefined ? {} : { 'millgate-purpose': asker.purpose };
  const { data } = await graph.ask(
    asker.persona && { ...asker.persona, scope: asker.scope },
    `{ ${text} }`,
    {},
    headers,
  );
  const first = path[0]?.field ?? '';
  const edges = [...ends({ [first]: data?.['list'] }, path)] as { cursor: string; node: Record<string, unknown> }[];
  const hidden = edges.flatMap(({ cursor, node }) => {
    const shown = Object.values(node).map(instant);
    const unseen = valuesIn(cursor).filter((value) => !shown.includes(instant(value)));
    return unseen.length > 0 ? [`${asker.name}: ${nameOf(path)}: ${JSON.stringify(unseen)}`] : [];
  });
  return { items: edges.length, hidden };
}
