import { type GraphQLObjectType, isObjectType } from 'graphql';
import { isObject, type JsonObject } from '../complete/complete.ts';
import { leastOf, selectionOf } from './ask-for.ts';
import { Objection, shortened } from './report.ts';
import type { Key, ServedSchema } from './served-schema.ts';
import type { Wire } from './wire.ts';

const query = (selection: string) =>
  `query($representations:[_Any!]!){_entities(representations:$representations){${selection}}}`;

/** A representation whose key nobody has; `tag` makes it another one. */
function unknownOf({ schema }: ServedSchema, { type, selection }: Key, tag: string): JsonObject {
  const fill = (typeName: string, fields: Key['selection']): JsonObject => {
    const object = schema.getType(typeName);
    const known = isObjectType(object) ? object.getFields() : {};
    return Object.fromEntries(
      fields.map((field) => {
        const found = known[field.name.value];
        const below = field.selectionSet?.selections as Key['selection'] | undefined;
        if (below && found) return [field.name.value, fill(String(found.type).replace(/[[\]!]/g, ''), below)];
        const least = found ? leastOf(found.type as never) : '';
        return [field.name.value, typeof least === 'string' && !/^\d{4}-/.test(least) ? `${least}-${tag}` : least];
      }),
    );
  };
  return { __typename: type, ...fill(type, selection) };
}

/** What the gateway does with entities, tried with keys that nobody has, and with the given ones that somebody has. */
export function entityChecks(wire: Wire, served: ServedSchema, key: Key, samples: readonly JsonObject[]) {
  const type = served.schema.getType(key.type) as GraphQLObjectType;
  const whole = `... on ${key.type}${selectionOf(type, served.notOwn, 1)}`;
  const identity = `__typename ... on ${key.type}{${key.fields}}`;
  const own = Object.keys(type.getFields()).filter(
    (name) => !served.notOwn.has(`${key.type}.${name}`) && !key.selection.some((field) => field.name.value === name),
  );
  const ask = async (representations: readonly unknown[], selection: string, counts = true) => {
    const { data, errors } = await wire.data(query(selection), { variables: { representations }, counts });
    const entities: unknown = isObject(data) ? data['_entities'] : undefined;
    return {
      entities,
      errors: Array.isArray(errors) ? (errors as unknown[]) : [],
      came: JSON.stringify({ data, errors }),
    };
  };
  const sent = (representations: readonly unknown[]) =>
    shortened(`_entities(representations: ${JSON.stringify(representations)})`);
  const name = `${key.type} by ${key.fields}`;

  const unknown = async () => {
    const representation = unknownOf(served, key, 'x');
    const { entities, errors, came } = await ask([representation], whole);
    if (errors.length > 0 || !Array.isArray(entities))
      throw new Objection('ENTITY_FAILED', sent([representation]), shortened(came));
    const [entity] = entities as unknown[];
    // The stub of a type of others may stand for whatever it is given, as long as it says nothing of it.
    const says = isObject(entity) && own.some((field) => !isEmpty(entity[field]));
    if (says) throw new Objection('ENTITY_INVENTED', sent([representation]), shortened(came));
  };
  const counts = async () => {
    const none = await ask([], identity);
    if (!Array.isArray(none.entities) || none.entities.length > 0)
      throw new Objection('ENTITY_COUNT', sent([]), shortened(none.came));
    const hundred = Array.from(
      { length: 100 },
      (_, index) => samples[index % (samples.length * 3)] ?? unknownOf(served, key, String(index)),
    );
    await inOrder(hundred);
    const twice = unknownOf(served, key, 'twice');
    await inOrder([twice, unknownOf(served, key, 'between'), twice]);
  };
  const inOrder = async (representations: readonly JsonObject[]) => {
    const { entities, came } = await ask(representations, identity);
    if (!Array.isArray(entities) || entities.length !== representations.length) {
      throw new Objection('ENTITY_COUNT', sent(representations), shortened(came));
    }
    for (const [index, entity] of (entities as unknown[]).entries()) {
      const wanted = representations[index] ?? {};
      if (
        isObject(entity) &&
        key.selection.some(
          ({ name, selectionSet }) => !selectionSet && String(entity[name.value]) !== String(wanted[name.value]),
        )
      ) {
        throw new Objection(
          'ENTITY_MIXED_UP',
          sent(representations),
          `place ${index}: ${shortened(JSON.stringify(entity))}`,
        );
      }
    }
  };
  const refused = async (representation: JsonObject, code: 'KEY_NOT_REQUIRED' | 'TYPE_NOT_CHECKED') => {
    const { entities, errors, came } = await ask([representation], '__typename', code === 'KEY_NOT_REQUIRED');
    const [entity] = Array.isArray(entities) ? (entities as unknown[]) : [];
    if (errors.length === 0 || isObject(entity)) throw new Objection(code, sent([representation]), shortened(came));
  };
  return [
    { title: `${name}: an unknown key is null, not an error`, run: unknown },
    { title: `${name}: none, a hundred and the same twice are answered in order`, run: counts },
    {
      title: `${name}: a representation without its key is an error`,
      run: () => refused({ __typename: key.type }, 'KEY_NOT_REQUIRED'),
    },
    {
      title: `${name}: a type that has no key here is an error`,
      run: () => refused({ ...unknownOf(served, key, 'x'), __typename: 'Query' }, 'TYPE_NOT_CHECKED'),
    },
  ];
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);
