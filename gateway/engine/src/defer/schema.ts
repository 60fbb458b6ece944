import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';

/** `@defer` as the incremental delivery draft of August 2022 has it; graphql 16 brings none. */
const deferDirective = new GraphQLDirective({
  name: 'defer',
  description: 'The fragment may be sent after the rest of the answer.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: { type: new GraphQLNonNull(GraphQLBoolean), defaultValue: true, description: 'Whether it is deferred.' },
    label: { type: GraphQLString, description: 'A name by which the part is recognised.' },
  },
});

/** The API schema of ApolloGateway lacks `@defer`, since its own executor cannot do it; ours can. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  if (config.directives.some(({ name }) => name === deferDirective.name)) return schema;
  return new GraphQLSchema({ ...config, directives: [...config.directives, deferDirective] });
}
