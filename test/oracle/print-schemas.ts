import { type Entity, enumName, enumValues, type Field, inputName, type World } from './model.ts';

const shared = `enum ${enumName} { ${enumValues.join(' ')} }
input ${inputName} { text: String, least: Int = 2, shades: [${enumName}!] }`;

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@interfaceObject"])`;

function typeOf({ type, lists, nonNull, itemNonNull }: Field): string {
  let text = type;
  for (let depth = 0; depth < lists; depth++) text = `[${text}${itemNonNull ? '!' : ''}]`;
  return text + (nonNull ? '!' : '');
}

function signature(field: Field): string {
  const args = field.args.map(({ name, type }) => `${name}: ${type}${type === 'Int' ? ' = 7' : ''}`);
  return `${field.name}${args.length ? `(${args.join(', ')})` : ''}: ${typeOf(field)}`;
}

/** Which types a subgraph has to know: what it owns, and what that points to. */
function reachable(world: World, subgraph: string): Set<string> {
  const seen = new Set<string>();
  const visit = (type: string): void => {
    if (seen.has(type)) return;
    seen.add(type);
    const face = world.interface;
    if (type === face?.name && face.objectIn !== subgraph) face.members.forEach(visit);
    if (type === world.union?.name) world.union.members.forEach(visit);
    world.values.find(({ name }) => name === type)?.fields.forEach((field) => visit(field.type));
    for (const field of world.entities.find(({ name }) => name === type)?.fields ?? []) {
      if (field.owners.includes(subgraph)) visit(field.type);
    }
  };
  for (const { name, fields } of world.entities) {
    if (fields.some(({ owners }) => owners.includes(subgraph))) visit(name);
  }
  for (const { owners, type } of world.roots) if (owners.includes(subgraph)) visit(type);
  if (world.interface?.home === subgraph) visit(world.interface.name);
  return seen;
}

/** Fields that a subgraph names without owning them. */
function externals(world: World, entity: Entity, subgraph: string): Set<string> {
  const owned = (field: Field) => field.owners.includes(subgraph);
  const required = entity.fields.filter(owned).flatMap(({ requires }) => requires);
  const everywhere = [...world.roots, ...world.entities.flatMap(({ fields }) => fields)];
  const provided = everywhere
    .filter((field) => owned(field) && field.type === entity.name)
    .flatMap(({ provides }) => provides ?? []);
  return new Set([...required, ...provided]);
}

const isProvided = (world: World, entity: Entity, name: string) =>
  world.entities.some(({ fields }) => fields.some(({ type, provides }) => type === entity.name && provides === name));

function entitySdl(world: World, entity: Entity, subgraph: string, withFace: boolean): string {
  const keys = entity.keys.get(subgraph) ?? ['id'];
  const owned = entity.fields.filter(({ owners }) => owners.includes(subgraph));
  const reference = owned.length === 0 && entity.unresolvable.has(subgraph);
  const outside = externals(world, entity, subgraph);
  const lines = [
    ...keys.map((key) => `${key}: ID!`),
    ...owned.map((field) => {
      const shareable = field.owners.length > 1 || isProvided(world, entity, field.name);
      return [
        signature(field),
        shareable ? '@shareable' : '',
        field.requires.length ? `@requires(fields: "${field.requires.join(' ')}")` : '',
        field.provides ? `@provides(fields: "${field.provides}")` : '',
      ].join(' ');
    }),
    ...entity.fields.filter(({ name }) => outside.has(name)).map((field) => `${signature(field)} @external`),
  ];
  const directives = keys.map((key) => `@key(fields: "${key}"${reference ? ', resolvable: false' : ''})`);
  const implemented = withFace && world.interface?.members.includes(entity.name) ? ' implements Face' : '';
  return `type ${entity.name}${implemented} ${directives.join(' ')} {\n  ${lines.join('\n  ')}\n}`;
}

function faceSdl(world: World, subgraph: string): string {
  const face = world.interface;
  if (!face) return '';
  const key = face.objectIn ? ' @key(fields: "id")' : '';
  if (face.objectIn === subgraph) return `type Face @interfaceObject${key} { id: ID! extra: Int }`;
  return `interface Face${key} { id: ID!${face.home === subgraph ? ' label: String' : ''} }`;
}

export function subgraphSdl(world: World, subgraph: string): string {
  const types = reachable(world, subgraph);
  const roots = world.roots.filter(({ owners }) => owners.includes(subgraph));
  return [
    link,
    shared,
    roots.length ? `type Query {\n  ${roots.map(signature).join('\n  ')}\n}` : '',
    types.has('Face') ? faceSdl(world, subgraph) : '',
    world.union && types.has(world.union.name) ? `union Any = ${world.union.members.join(' | ')}` : '',
    ...world.values
      .filter(({ name }) => types.has(name))
      .map(({ name, fields }) => `type ${name} @shareable { ${fields.map(signature).join(' ')} }`),
    ...world.entities
      .filter(({ name }) => types.has(name))
      .map((entity) => entitySdl(world, entity, subgraph, types.has('Face'))),
  ].join('\n');
}

/** The keys that some subgraph shows for the entity. */
function keysOf(world: World, entity: Entity): Set<string> {
  const shown = world.subgraphs.filter((subgraph) => reachable(world, subgraph).has(entity.name));
  return new Set(shown.flatMap((subgraph) => entity.keys.get(subgraph) ?? []));
}

/** One server that holds everything. */
export function monolithSdl(world: World): string {
  const { interface: face, union } = world;
  const used = new Set(world.subgraphs.flatMap((subgraph) => [...reachable(world, subgraph)]));
  const extra = face?.objectIn ? ' extra: Int' : '';
  return [
    shared,
    `type Query {\n  ${world.roots.map(signature).join('\n  ')}\n}`,
    face ? `interface Face { id: ID! label: String${extra} }` : '',
    union && used.has(union.name) ? `union Any = ${union.members.join(' | ')}` : '',
    ...world.values
      .filter(({ name }) => used.has(name))
      .map(({ name, fields }) => `type ${name} { ${fields.map(signature).join(' ')} }`),
    ...world.entities
      .filter(({ name }) => used.has(name))
      .map((entity) => {
        const member = face?.members.includes(entity.name) ?? false;
        const keys = [...keysOf(world, entity)].map((key) => `${key}: ID!`);
        const fields = entity.fields.map(signature);
        return `type ${entity.name}${member ? ' implements Face' : ''} {\n  ${[...keys, ...fields].join('\n  ')}${member ? extra : ''}\n}`;
      }),
  ].join('\n');
}
