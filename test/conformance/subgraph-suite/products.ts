// The subgraph that the compatibility suite asks about, made with what makes every subgraph of this project:
// type-graphql classes and the kit's schema builder.
import 'reflect-metadata';
import { buildFederatedSchema, defineSubgraph } from '@millgate/kit';
import { Arg, Directive, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';

const link = `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: [
        "@composeDirective", "@extends", "@external", "@key", "@inaccessible", "@interfaceObject"
        "@override", "@provides", "@requires", "@shareable", "@tag"
      ]
    )
    @link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
    @composeDirective(name: "@custom")

  directive @custom on OBJECT
`;

@Directive('@shareable')
@ObjectType({ description: 'How large and heavy a product is.' })
class ProductDimension {
  @Field(() => String, { nullable: true, description: 'A word for the size.' }) size!: string | null;
  @Field(() => Float, { nullable: true, description: 'The weight, in `unit`.' }) weight!: number | null;
  @Directive('@inaccessible')
  @Field(() => String, { nullable: true, description: 'The unit of the weight.' })
  unit!: string | null;
}

@ObjectType({ description: 'One of the forms in which a product comes.' })
class ProductVariation {
  @Field(() => ID, { description: 'Names the form.' }) id!: string;
}

@ObjectType({ description: 'A study that looked at a product.' })
class CaseStudy {
  @Field(() => ID, { description: 'The number of the study.' }) caseNumber!: string;
  @Field(() => String, { nullable: true, description: 'What it is about.' }) description!: string | null;
}

@Directive('@key(fields: "study { caseNumber }")')
@ObjectType({ description: 'What a study says of a product.' })
class ProductResearch {
  @Field(() => CaseStudy, { description: 'The study.' }) study!: CaseStudy;
  @Field(() => String, { nullable: true, description: 'What came out.' }) outcome!: string | null;
}

@Directive('@key(fields: "email")')
@ObjectType({ description: 'A person who makes products.' })
class User {
  @Field(() => ID, { description: 'The address, which names the person.' }) email!: string;
  @Directive('@override(from: "users")')
  @Field(() => String, { nullable: true, description: 'What the person is called.' })
  name!: string | null;
  @Directive('@external')
  @Field(() => Int, { nullable: true, description: 'How many products the person has made.' })
  totalProductsCreated!: number | null;
  @Directive('@external') @Field(() => Int, { description: 'Years with the enterprise.' }) yearsOfEmployment!: number;
}

@Directive('@custom')
@Directive('@key(fields: "id")')
@Directive('@key(fields: "sku package")')
@Directive('@key(fields: "sku variation { id }")')
@ObjectType({ description: 'Something that is made.' })
class Product {
  @Field(() => ID, { description: 'Names the product.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'The number in stock-keeping.' }) sku!: string | null;
  @Field(() => String, { nullable: true, description: 'The package it comes in.' }) package!: string | null;
  @Field(() => ProductVariation, { nullable: true, description: 'Its form.' }) variation!: ProductVariation | null;
  @Field(() => ProductDimension, { nullable: true, description: 'Its measures.' }) dimensions!: ProductDimension | null;
  @Directive('@provides(fields: "totalProductsCreated")')
  @Field(() => User, { nullable: true, description: 'Who made it.' })
  createdBy!: User | null;
  @Directive('@tag(name: "internal")')
  @Field(() => String, { nullable: true, description: 'Remarks of the makers.' })
  notes!: string | null;
  @Field(() => [ProductResearch], { description: 'What studies say of it.' }) research!: ProductResearch[];
}

@Directive('@key(fields: "sku package")')
@ObjectType({ description: 'A product that is no longer made.' })
class DeprecatedProduct {
  @Field(() => String, { description: 'The number in stock-keeping.' }) sku!: string;
  @Field(() => String, { description: 'The package it came in.' }) package!: string;
  @Field(() => String, { nullable: true, description: 'Why it is no longer made.' }) reason!: string | null;
  @Field(() => User, { nullable: true, description: 'Who made it.' }) createdBy!: User | null;
}

@Directive('@interfaceObject')
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Any stock, of which this subgraph knows the products that are no longer made.' })
class Inventory {
  @Field(() => ID, { description: 'Names the stock.' }) id!: string;
  @Field(() => [DeprecatedProduct], { description: 'What lies there and is no longer made.' })
  deprecatedProducts!: DeprecatedProduct[];
}

const maker: User = {
  email: 'support@apollographql.com',
  name: 'Jane Smith',
  totalProductsCreated: 1337,
  yearsOfEmployment: 10,
};
const research: readonly ProductResearch[] = [
  { study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
  { study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];
const common = { createdBy: maker, notes: null, dimensions: { size: 'small', weight: 1, unit: 'kg' } };
const products: readonly Product[] = [
  {
    ...common,
    id: 'apollo-federation',
    sku: 'federation',
    package: '@apollo/federation',
    variation: { id: 'OSS' },
    research: research.slice(0, 1),
  },
  {
    ...common,
    id: 'apollo-studio',
    sku: 'studio',
    package: '',
    variation: { id: 'platform' },
    research: research.slice(1),
  },
];
const deprecated: DeprecatedProduct = {
  sku: 'apollo-federation-v1',
  package: '@apollo/federation-v1',
  reason: 'Migrate to Federation V2',
  createdBy: maker,
};

const isDeprecated = (one: { sku?: unknown; package?: unknown }) =>
  one.sku === deprecated.sku && one.package === deprecated.package;

@Resolver(() => User)
class UserResolver {
  @Directive('@requires(fields: "totalProductsCreated yearsOfEmployment")')
  @FieldResolver(() => Int, { nullable: true, description: 'Products made in a year, on average.' })
  averageProductsCreatedPerYear(@Root() { totalProductsCreated, yearsOfEmployment }: User): number | null {
    return totalProductsCreated === null ? null : Math.round(totalProductsCreated / yearsOfEmployment);
  }
}

@Resolver()
class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'One product.' })
  product(@Arg('id', () => ID, { description: 'Which.' }) id: string): Product | null {
    return products.find((product) => product.id === id) ?? null;
  }

  @Query(() => DeprecatedProduct, {
    nullable: true,
    description: 'One product that is no longer made.',
    deprecationReason: 'Use product query instead',
  })
  deprecatedProduct(
    @Arg('sku', () => String, { description: 'The number in stock-keeping.' }) sku: string,
    @Arg('package', () => String, { description: 'The package it came in.' }) pack: string,
  ): DeprecatedProduct | null {
    return isDeprecated({ sku, package: pack }) ? deprecated : null;
  }
}

interface ProductReference {
  readonly id?: string;
  readonly sku?: string;
  readonly package?: string;
  readonly variation?: { readonly id: string };
}

export const productsSchema = () =>
  buildFederatedSchema(
    defineSubgraph({
      name: 'products',
      link,
      resolvers: [ProductResolver, UserResolver],
      types: [ProductResearch, Inventory],
      references: {
        Product: ({ id, sku, package: pack, variation }: ProductReference) =>
          products.find((one) =>
            id ? one.id === id : one.sku === sku && (one.package === pack || one.variation?.id === variation?.id),
          ) ?? null,
        DeprecatedProduct: (reference) => (isDeprecated(reference) ? deprecated : null),
        ProductResearch: ({ study }) =>
          research.find((one) => one.study.caseNumber === (study as CaseStudy).caseNumber) ?? null,
        User: (reference) => (reference['email'] === maker.email ? { ...maker, ...reference } : null),
        Inventory: ({ id }) => ({ id, deprecatedProducts: [deprecated] }),
      },
      entities: [],
      migrations: [],
      seed: async () => undefined,
    }),
  );
