import type { Break } from './break.ts';

const gone = 'test/faults/registry-gone.long.test.ts';
const launches = 'test/faults/launches.test.ts';

const breaks: readonly Omit<Break, 'subgraph'>[] = [
  {
    rule: 'D1',
    what: 'that a delivery bears the signature of the registry',
    code: [
      [
        'gateway/src/delivery/manifest.ts',
        "throw new Unbelievable('the signature does not hold')",
        "return Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()",
      ],
    ],
    test: gone,
    title: 'a last graph of which the signature is another is not used',
  },
  {
    rule: 'D2',
    what: 'that the graph of a delivery is the one that was signed',
    code: [['gateway/src/delivery/manifest.ts', '|| sha256(supergraph) !== named.sha256', '']],
    test: gone,
    title: 'a last graph in which one letter is another is not used',
  },
  {
    rule: 'D3',
    what: 'that an older delivery is not taken for a new one',
    code: [['gateway/src/delivery/feed.ts', 'before && next.sequence <= before.sequence', 'false']],
    test: gone,
    title: 'and is older than the one that is served leaves the one before in service',
  },
  {
    rule: 'D4',
    what: 'that a gateway says which delivery it has',
    code: [
      ['gateway/src/delivery/registry-client.ts', '{ \'if-none-match\': `"${known}"` }', '{}'],
      ['gateway/src/delivery/feed.ts', 'before && next.sequence <= before.sequence', 'false'],
    ],
    test: gone,
    title: 'a gateway says which graph it has, and is sent none while there is no other',
  },
  {
    rule: 'D5',
    what: 'that what was served is kept on disk',
    code: [['gateway/src/delivery/feed.ts', 'this.#lastGood.write(delivery.text)', 'Promise.resolve()']],
    test: gone,
    title: 'a gateway starts from the last graph that it served',
  },
  {
    rule: 'D6',
    what: 'that a version is tried on a share alone',
    code: [['gateway/src/delivery/lanes.ts', 'shareOf(who, version.no) < (percent ?? 0)', 'percent !== undefined']],
    test: launches,
    title: 'is served to that share, the same people each time, and to everybody once it is promoted',
  },
  {
    rule: 'D7',
    what: 'that a subgraph that is stopped is not asked',
    code: [
      ['gateway/src/delivery/feed.ts', 'this.#delivery?.stopped.has(subgraph) ?? false', 'subgraph === undefined'],
    ],
    test: launches,
    title: 'what a partner publishes is served, stopped, released and taken out, by a gateway that goes on running',
  },
  {
    rule: 'D8',
    what: 'that the registry is told who asked for what',
    code: [['gateway/src/delivery/reports.ts', 'usage: parts[0] ?? []', 'usage: []']],
    test: launches,
    title: 'a field that a client asks for may not go',
  },
];

/** What keeps a gateway to what its registry says, and to no other word. */
export const delivery: readonly Break[] = breaks.map((each) => ({ ...each, subgraph: '.' }));
