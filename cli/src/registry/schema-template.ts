/** The names that a subgraph’s first type and fields get from the subgraph’s own. */
export function namesFor(subgraph: string): { type: string; field: string } {
  const type = subgraph
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return { type, field: type.charAt(0).toLowerCase() + type.slice(1) };
}

/** A schema that passes every check and shows what a partner may do: a type of its own, a root field, and others’ types. */
export function schemaTemplate(name: string, extended: readonly string[]): string {
  const { type, field } = namesFor(name);
  const extensions = extended.map(
    (other) => `
type ${other} @key(fields: "id") {
  id: ID!
  """What ${name} says of it; null where it says nothing."""
  ${field}: ${type}
}
`,
  );
  return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@listSize"])

type Query {
  """All there are, at most 100."""
  ${field}List: [${type}!] @listSize(assumedSize: 100)
}

"""What this subgraph is about."""
type ${type} @key(fields: "id") {
  """Opaque id."""
  id: ID!
  """What people call it."""
  name: String!
}
${extensions.join('')}`;
}
