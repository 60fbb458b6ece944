/** Documents that are small to write and large to work on. */

/** Every fragment asks twice for the next, across two subgraphs: two to the power of `levels` in the end. */
export const aliasBomb = (levels: number): string =>
  [
    '{ parkList { ...F0 } }',
    ...Array.from({ length: levels }, (_, i) => {
      const next = `meters { park { ...F${i + 1} } }`;
      return `fragment F${i} on Park { a${i}: ${next} b${i}: ${next} }`;
    }),
    `fragment F${levels} on Park { name }`,
  ].join('\n');

export const spreadBomb = (levels: number): string =>
  [
    '{ parkList { ...F0 } }',
    ...Array.from({ length: levels }, (_, i) => `fragment F${i} on Park { ...F${i + 1} ...F${i + 1} }`),
    `fragment F${levels} on Park { name }`,
  ].join('\n');

export const pingPong = (times: number): string =>
  `{ parkList { ${'companyList { park { '.repeat(times)}name${' } }'.repeat(times)} } }`;

export const nestedFragments = (times: number): string =>
  `{ node { ${'... on Node { ... on Park { '.repeat(times)}id${' } }'.repeat(times)} } }`;

/** Fields of an interface, again and again, within each other’s implementations. */
export const interfaceMaze = (levels: number): string => {
  const kinds = ['Depot', 'Kiosk', 'Lane', 'Shed', 'Yard', 'Park'];
  const around = (inner: string, i: number) => `... on Node { ... on ${kinds[i % 6]} { id ${inner} } id }`;
  return `{ node { ${Array.from({ length: levels }, (_, i) => i).reduce((inner, i) => around(inner, i), 'id')} } }`;
};

export const many = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join(' ');
