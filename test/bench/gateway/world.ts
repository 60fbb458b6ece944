// The world that the benchmark asks about: four subgraphs whose entities refer to each other in circles,
// so that a deep query meets the same person and the same article again and again.
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { buildSchema, execute, type GraphQLSchema, parse } from 'graphql';
import { type Shape } from './shapes.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthYear: number;
  remarks(args: { first?: number }): Remark[];
}
interface Article {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
  readonly shippingEstimate: number;
  remarks(): Remark[];
}
interface Remark {
  readonly id: string;
  readonly body: string;
  author(): Person | undefined;
  article(): Article | undefined;
}

const range = (length: number) => Array.from({ length }, (_, index) => index);
const written = range(22).map((index) => ({ person: (index * 5) % 6, article: (index * 7) % 8 }));
const estimate = (price: number, weight: number) => (price > 900 ? 0 : Math.round(weight / 2));

const people: readonly Person[] = range(6).map((index) => ({
  id: `person-${index}`,
  name: `Person number ${index}`,
  username: `@person${index}`,
  birthYear: 1960 + index,
  remarks: ({ first }) => remarks.filter((_, nth) => written[nth]?.person === index).slice(0, first),
}));
const articles: readonly Article[] = range(1000).map((index) => {
  const price = 100 + ((index * 37) % 900);
  const weight = 10 + ((index * 53) % 1500);
  return {
    upc: `upc-${index}`,
    name: `Article number ${index}`,
    price,
    weight,
    inStock: index % 3 !== 0,
    shippingEstimate: estimate(price, weight),
    remarks: () => remarks.filter((_, nth) => written[nth]?.article === index),
  };
});
const remarks: readonly Remark[] = written.map(({ person, article }, index) => ({
  id: `remark-${index}`,
  body: `What was said of it, number ${index}, at moderate length.`,
  author: () => people[person],
  article: () => articles[article],
}));

/** Root fields of every subgraph and of the whole. */
export const root = {
  people: () => people,
  person: ({ id }: { id: string }) => people.find((person) => person.id === id),
  topArticles: ({ first }: { first: number }) => articles.slice(0, first),
};

const person = ({ id }: Person) => people.find((one) => one.id === id);
const article = ({ upc }: Article) => articles.find((one) => one.upc === upc);
const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(imports)})\n`;

interface SubgraphSource {
  readonly name: string;
  readonly sdl: string;
  readonly references: Readonly<Record<string, (sent: never) => unknown>>;
}

export const subgraphs: readonly SubgraphSource[] = [
  {
    name: 'people',
    sdl: `${link('@key', '@shareable')}
      type Query { people: [Person] person(id: ID!): Person }
      type Person @key(fields: "id") { id: ID! name: String username: String @shareable birthYear: Int }`,
    references: { Person: person },
  },
  {
    name: 'articles',
    sdl: `${link('@key')}
      type Query { topArticles(first: Int = 5): [Article] }
      type Article @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    references: { Article: article },
  },
  {
    name: 'stock',
    sdl: `${link('@key', '@external', '@requires')}
      type Article @key(fields: "upc") {
        upc: String!
        weight: Int @external
        price: Int @external
        inStock: Boolean
        shippingEstimate: Int @requires(fields: "price weight")
      }`,
    references: {
      // From what was sent, not from what is known: a gateway that forgets a required field is found out.
      Article: (sent: Article) => ({ ...article(sent), shippingEstimate: estimate(sent.price, sent.weight) }),
    },
  },
  {
    name: 'remarks',
    sdl: `${link('@key', '@external', '@provides')}
      type Remark @key(fields: "id") { id: ID! body: String author: Person @provides(fields: "username") article: Article }
      type Person @key(fields: "id") { id: ID! username: String @external remarks(first: Int): [Remark] }
      type Article @key(fields: "upc") { upc: String! remarks: [Remark] }`,
    references: { Person: person, Article: article, Remark: ({ id }: Remark) => remarks.find((one) => one.id === id) },
  },
];

export const subgraphSchemas = (): Map<string, GraphQLSchema> =>
  new Map(
    subgraphs.map(({ name, sdl, references }) => {
      const resolvers = Object.fromEntries(
        Object.entries(references).map(([type, resolve]) => [type, { __resolveReference: resolve }]),
      );
      return [
        name,
        buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as GraphQLResolverMap<unknown> }]),
      ];
    }),
  );

/** The composed graph; `more` is added to the first subgraph's schema, to make another version of it. */
export function supergraphOf(address: string, more = ''): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl }, index) => ({
      name,
      url: `${address}/${name}`,
      typeDefs: parse(index === 0 ? sdl + more : sdl),
    })),
  );
  if (errors) throw new Error(errors.map(String).join('\n'));
  return supergraphSdl;
}

const monolith = buildSchema(`
  type Query { people: [Person] person(id: ID!): Person topArticles(first: Int = 5): [Article] }
  type Person { id: ID! name: String username: String birthYear: Int remarks(first: Int): [Remark] }
  type Article {
    upc: String! name: String price: Int weight: Int inStock: Boolean shippingEstimate: Int remarks: [Remark]
  }
  type Remark { id: ID! body: String author: Person article: Article }
`);

/** The answer of one server that holds everything, as text. */
export async function expectedAnswer({ query, variables }: Shape): Promise<string> {
  return JSON.stringify(
    await execute({ schema: monolith, document: parse(query), rootValue: root, variableValues: variables ?? {} }),
  );
}
