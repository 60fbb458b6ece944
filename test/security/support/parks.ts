/** One small subgraph, made with @apollo/subgraph. */
export interface LabSubgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

const page = <T>(nodes: T[]) => ({ nodes, edges: nodes.map((node) => ({ node })) });

const park = { id: 'prk_1', name: 'Mill Park' };
const company = { id: 'cmp_1', name: 'Weavers' };
const meter = { id: 'mtr_1', kwh: 42 };

const entity = <T extends object>(found: T) => ({ __resolveReference: () => found });

const parks: LabSubgraph = {
  name: 'parks',
  typeDefs: `
    type Query {
      parks(first: Int = 20): ParkConnection
      parkList: [Park!]
      park(id: ID!): Park
      parksByIds(ids: [ID!]!): [Park!]
      search(filter: Filter): [Park!]
      node: Node
    }
    type Mutation {
      redeemKey(key: String!): Park @tag(name: "one-at-a-time") @tag(name: "public")
      payBill(bill: ID!): Park @tag(name: "one-at-a-time") @tag(name: "public")
      rename(name: String!): Park @tag(name: "public")
      close: Park
    }
    type Subscription { renamed: Park }
    input Filter { name: String, and: [Filter!] }
    interface Node { id: ID! }
    type ParkConnection { nodes: [Park!]!, edges: [ParkEdge!]! }
    type ParkEdge { node: Park! }
    type Park implements Node @key(fields: "id") { id: ID!, name: String! }
    type Depot implements Node { id: ID!, park: Park }
    type Kiosk implements Node { id: ID!, park: Park }
    type Lane implements Node { id: ID!, park: Park }
    type Shed implements Node { id: ID!, park: Park }
    type Yard implements Node { id: ID!, park: Park }
  `,
  resolvers: {
    Query: {
      parks: () => page([park]),
      parkList: () => [park],
      park: () => park,
      parksByIds: () => [park],
      search: () => [park],
      node: () => park,
    },
    Mutation: { redeemKey: () => park, payBill: () => park, rename: () => park, close: () => park },
    Node: { __resolveType: () => 'Park' },
    Park: entity(park),
  },
};

const companies: LabSubgraph = {
  name: 'companies',
  typeDefs: `
    type Query { companies(first: Int = 20): CompanyConnection, companiesByIds(ids: [ID!]!): [Company!] }
    type CompanyConnection { nodes: [Company!]! }
    type Park @key(fields: "id") { id: ID!, companies(first: Int = 20): CompanyConnection, companyList: [Company!] }
    type Company @key(fields: "id") { id: ID!, name: String!, park: Park }
  `,
  resolvers: {
    Query: { companies: () => page([company]), companiesByIds: () => [company] },
    Park: { ...entity(park), companies: () => page([company]), companyList: () => [company] },
    Company: { ...entity(company), park: () => park },
  },
};

const meters: LabSubgraph = {
  name: 'meters',
  typeDefs: `
    type Park @key(fields: "id") { id: ID!, meters: [Meter!] }
    type Company @key(fields: "id") { id: ID!, meters(first: Int = 20): MeterConnection, notices: [Notice!] }
    type MeterConnection { nodes: [Meter!]! }
    type Meter @key(fields: "id") { id: ID!, kwh: Int!, park: Park }
    type Notice { id: ID!, title: String! }
  `,
  resolvers: {
    Park: { ...entity(park), meters: () => [meter] },
    Company: {
      ...entity(company),
      meters: () => page([meter]),
      notices: () => [{ id: 'ntc_1', title: 'Power cut' }],
    },
    Meter: { ...entity(meter), park: () => park },
  },
};

export const parkSubgraphs: readonly LabSubgraph[] = [parks, companies, meters];
