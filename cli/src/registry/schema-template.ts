/** A schema that passes every check and shows what a partner may do: a type of its own, and a root field. */
export function schemaTemplate(name: string): string {
  const type = name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  const field = type.charAt(0).toLowerCase() + type.slice(1);
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

# To put a field on somebody else's type, ask the operator for a grant (millgate grant add Facility --to ${name}), then:
#
# type Facility @key(fields: "id") {
#   id: ID!
#   """What it says, its unit, and null when it is not known."""
#   ${field}: ${type}
# }
`;
}
